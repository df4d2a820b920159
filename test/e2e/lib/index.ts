export { barriers } from './accessible';
export { type ArchivePlaces, fillArchive } from './archive';
export { addressOf, startWorkbench, type Workbench, type WorkbenchOptions } from './workbench';
export {
  changeTheme,
  inputBox,
  notification,
  openContainer,
  pressButton,
  quickOpen,
  quickPick,
  runCommand,
  webview,
} from './actions';
