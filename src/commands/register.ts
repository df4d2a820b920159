/** Register a folder: ask which and how, show the plan, carry it out, group the new frames, report. */
import * as vscode from 'vscode';
import type { RegisterMode, RegisterReport, RegisterRequest } from '../core/api/archive';
import { ArchiveError, messageOf } from '../core/base/errors';
import type { MissingSet } from '../core/base/matching';
import { argumentOf, registerArguments } from './arguments';
import { withProgress } from './progress';
import { offeredModes } from './registerModes';
import { registerSummary, registrationReport } from './registerReport';
import { showReport } from './report';
import type { Handler, Services } from './services';

/** Shows the report of a dry run, and returns true if the user accepts it. */
const SHOW_PLAN = 'astroArchive.showPlan';

/** Registering takes most of the time, grouping the frames the rest: percent of the bar. */
const REGISTER_SHARE = 90;

export const register: Handler = async (services, ...args) => {
  const given = argumentOf(registerArguments, args[0]);
  const sources = given?.folders ?? foldersOf(args) ?? (await askFolders());
  if (sources === undefined) return undefined;
  const settings = services.settings();
  const mode = given?.mode ?? (await askMode(services, settings.registerMode, sources));
  if (mode === undefined) return undefined;
  const shown = given?.showPlan ?? settings.showPlan;
  const report =
    shown === 'always' || shown === mode
      ? await registerAsShown(services, sources, mode)
      : await carryOut(services, { sources, mode, dryRun: false });
  if (report === undefined) return undefined;
  await showOutcome(services, report, mode);
  return registerSummary(report);
};

/** Lists the files that lie in the archive's own folder, where they are. */
export const registerHere: Handler = async (services) => {
  const { repository } = await services.archive.status();
  return register(services, { folders: [repository], mode: 'in-place' });
};

/** Returns undefined if the user goes back. If the plan is out of date, makes and shows a new one. */
async function registerAsShown(
  services: Services,
  sources: readonly string[],
  mode: RegisterMode,
): Promise<RegisterReport | undefined> {
  for (;;) {
    const report = await withProgress(vscode.l10n.t('Planning the registration'), (part) =>
      services.archive.register({ sources, mode, dryRun: true }, part()),
    );
    if (report.cancelled) return undefined;
    const plan = report.plan?.id;
    // There is nothing to register; the report says why.
    if (typeof plan !== 'string' || report.counts.registered === 0) return report;
    const accepted = await vscode.commands.executeCommand<boolean>(SHOW_PLAN, report, mode);
    if (!accepted) return undefined;
    try {
      return await carryOut(services, { sources, mode, dryRun: false, plan });
    } catch (error) {
      if (!(error instanceof ArchiveError) || error.code !== 'stale') throw error;
      services.log.info(`${error.message}; making a new plan`);
    }
  }
}

/** Groups what was registered, also of a registration that was cancelled. */
async function carryOut({ archive }: Services, request: RegisterRequest): Promise<RegisterReport> {
  const done = await withProgress(vscode.l10n.t('Registering'), async (part) => {
    const report = await archive.register(request, part(0, REGISTER_SHARE));
    if (report.counts.registered > 0 && !report.cancelled) {
      await archive.regenerate({}, part(REGISTER_SHARE, 100));
    }
    return report;
  });
  if (done.cancelled && done.counts.registered > 0) {
    await withProgress(vscode.l10n.t('Grouping what was registered'), (part) =>
      archive.regenerate({}, part()),
    );
  }
  return done;
}

/** The folders whose menu was opened. */
function foldersOf([first, selection]: readonly unknown[]): readonly string[] | undefined {
  const list: readonly unknown[] = Array.isArray(selection) && selection.length > 0 ? selection : [first];
  const uris = list.filter((uri) => uri instanceof vscode.Uri);
  if (uris.length === 0) return undefined;
  const remote = uris.find(({ scheme }) => scheme !== 'file');
  if (remote === undefined) return uris.map(({ fsPath }) => fsPath);
  throw new ArchiveError('request', vscode.l10n.t('Only folders on a disk can be registered'), {
    expected: vscode.l10n.t('a folder of the file system'),
    got: remote.toString(),
    advice: vscode.l10n.t('Copy the files to a disk first.'),
  });
}

async function askFolders(): Promise<readonly string[] | undefined> {
  const folders = await vscode.window.showOpenDialog({
    title: vscode.l10n.t('Register a folder of frames'),
    openLabel: vscode.l10n.t('Register'),
    canSelectFolders: true,
    canSelectFiles: false,
    canSelectMany: true,
  });
  return folders?.map(({ fsPath }) => fsPath);
}

async function askMode(
  { archive }: Services,
  usual: RegisterMode,
  sources: readonly string[],
): Promise<RegisterMode | undefined> {
  const { repository } = await archive.status();
  const items = offeredModes(usual, sources, repository);
  const answer = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Register a folder'),
    placeHolder: vscode.l10n.t('What should happen to the files?'),
  });
  return answer?.mode;
}

/** A page where there is something to read, otherwise a message. */
async function showOutcome(services: Services, report: RegisterReport, mode: RegisterMode) {
  const { registered, failed, duplicates, skipped } = report.counts;
  if (registered + failed + duplicates + skipped - report.known === 0) {
    void vscode.window.showInformationMessage(registerSummary(report));
    return;
  }
  await showReport(registrationReport(report, mode, registered > 0 ? await missingSets(services) : []));
}

/** None where they cannot be counted: what was registered is told all the same. */
async function missingSets({ archive, log }: Services): Promise<readonly MissingSet[]> {
  try {
    return (await archive.stats({ fresh: false })).missing;
  } catch (error) {
    log.warn(messageOf(error));
    return [];
  }
}
