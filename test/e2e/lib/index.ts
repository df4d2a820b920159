export { barriers } from './accessible';
export { type ArchivePlaces, fillArchive, openAt } from './archive';
export { addressOf, startWorkbench, type Workbench, type WorkbenchOptions } from './workbench';
export {
  changeTheme,
  closeEditors,
  eventually,
  inputBox,
  notification,
  openContainer,
  pressButton,
  quickOpen,
  quickPick,
  restOn,
  runCommand,
  webview,
} from './actions';
