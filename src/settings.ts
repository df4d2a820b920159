/** The user's settings, read with their types. The only place that names their keys. */
import { existsSync } from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import * as vscode from 'vscode';
import type { CommandSettings, ShowPlan } from './commands/services';
import type { ArchiveSettings, RegisterMode, SettingName } from './core/api/archive';
import type { NamePatterns } from './core/api/settings';
import { ArchiveError } from './core/base/errors';
import { validatePatterns } from './core/rules/place/checkPatterns';
import { DEFAULT_NO_FILTER, DEFAULT_PATTERNS } from './core/rules/place/patterns';
import { LONGEST_DAYS, STALE_DAYS } from './core/rules/sessions/mastersOf';
import { tolerancesFrom } from './core/rules/sessions/tolerances';
import { parseSirilVersion } from './core/siril/commands/version';
import { expandPath, type SettingSurroundings } from './expandPath';
import type { SirilSettings } from './language/siril/here';
import type { WatchSettings } from './watch';

const SECTION = 'astroArchive';
const DATABASE_NAME = 'astro-archive.sqlite';
/** Where a repository says what archive it is, and where the command line keeps its database. */
const OWN_FOLDER = '.astro-archive';
const IDENTITY_NAME = 'archive.json';
const MODES: readonly RegisterMode[] = ['copy', 'move', 'in-place'];
const SHOW_PLAN: readonly ShowPlan[] = ['always', 'move', 'never'];
const WCS: readonly ArchiveSettings['addWcs'][] = ['whenCopied', 'always', 'never'];

/** Settings of the engine: if one of them changes, the archive is reopened. */
const ENGINE_KEYS = [
  'repository',
  'database',
  'timeZone',
  'addWcs',
  'names',
  'folders',
  'tolerances',
  'staleMasterDays',
  'sirilPath',
];

/** Returns true if the archive must be reopened after this change. */
export function changesArchive(event: vscode.ConfigurationChangeEvent): boolean {
  for (const key of Object.values(KEPT_KEYS))
    if (event.affectsConfiguration(`${SECTION}.${key}`)) changed.add(key);
  return ENGINE_KEYS.some((key) => event.affectsConfiguration(`${SECTION}.${key}`));
}

/** Throws an ArchiveError that names the invalid setting. */
export function archiveSettings(context: vscode.ExtensionContext): ArchiveSettings {
  const values = config();
  return {
    repository: repository(values),
    database: database(values, context),
    timeZone: timeZone(values),
    addWcs: choice(values, 'addWcs', WCS),
    sirilPath: sirilPath(values),
    patterns: patterns(values),
    tolerances: tolerancesFrom(
      (name) => values.get<unknown>(`tolerances.${name}`),
      (name) => `${SECTION}.tolerances.${name}`,
    ),
    staleMasterDays: days(values, 'staleMasterDays'),
    origin: {
      database: text(values, 'database') === '' ? 'usual' : 'given',
      given: Object.keys(KEPT_KEYS)
        .filter(isSettingName)
        .filter((name) => isGiven(values, KEPT_KEYS[name])),
      keeps: true,
    },
  };
}

/** Settings that the archive keeps, by their names there, and their keys here. */
const KEPT_KEYS: Readonly<Record<SettingName, string>> = {
  timeZone: 'timeZone',
  addWcs: 'addWcs',
  staleMasterDays: 'staleMasterDays',
  'patterns.lightName': 'names.light',
  'patterns.calibrationName': 'names.calibration',
  'patterns.lightFolder': 'folders.light',
  'patterns.calibrationFolder': 'folders.calibration',
  'patterns.masterFolder': 'folders.master',
  'patterns.stackFolder': 'folders.stack',
  'patterns.noFilter': 'names.noFilter',
  'patterns.longPaths': 'names.long',
  'tolerances.exposureSeconds': 'tolerances.exposureSeconds',
  'tolerances.exposurePercent': 'tolerances.exposurePercent',
  'tolerances.temperature': 'tolerances.temperature',
  'tolerances.rotator': 'tolerances.rotator',
  'tolerances.focalLengthPercent': 'tolerances.focalLengthPercent',
  'tolerances.preferMasters': 'tolerances.preferMasters',
};

function isSettingName(name: string): name is SettingName {
  return name in KEPT_KEYS;
}

/** Keys that the user has changed in this window: a reset setting counts as set to its default. */
const changed = new Set<string>();

/** Returns true if the user has set a setting; otherwise the archive's own value applies. */
function isGiven(values: vscode.WorkspaceConfiguration, key: string): boolean {
  if (changed.has(key)) return true;
  const found = values.inspect(key);
  return [found?.globalValue, found?.workspaceValue, found?.workspaceFolderValue].some(
    (value) => value !== undefined,
  );
}

/** The time zone for headers of files anywhere. Throws an ArchiveError if the setting is invalid. */
export function headerTimeZone(): string | null {
  return timeZone(config());
}

/** Throws an ArchiveError that names the invalid setting. */
export function commandSettings(): CommandSettings {
  const values = config();
  return {
    registerMode: choice(values, 'registerMode', MODES),
    showPlan: choice(values, 'showPlan', SHOW_PLAN),
    checkoutFolder: pathOf(values, 'checkoutFolder') ?? path.join(repository(values), 'Checkout'),
    scriptTemplates: pathOf(values, 'scriptTemplates'),
  };
}

/** Throws an ArchiveError that names the invalid setting. */
export function sirilSettings(): SirilSettings {
  const values = config();
  const version = text(values, 'sirilVersion');
  if (version !== '' && parseSirilVersion(version) === null) {
    throw wrong('sirilVersion', vscode.l10n.t('a version, such as 1.2.6'), version);
  }
  return { version: version === '' ? null : version, program: sirilPath(values) };
}

/** What is watched. Throws an ArchiveError if there is no folder. */
export function watchSettings(context: vscode.ExtensionContext): WatchSettings {
  const values = config();
  const folder = repository(values);
  return {
    repository: folder,
    enabled: values.get<boolean>('watchRepository') ?? true,
    signs: [
      path.join(folder, OWN_FOLDER, IDENTITY_NAME),
      path.join(folder, OWN_FOLDER, DATABASE_NAME),
      database(values, context),
    ],
  };
}

/** Whether the settings name a folder with an archive in it. */
export function isArchiveThere(context: vscode.ExtensionContext): boolean {
  try {
    return watchSettings(context).signs.some((sign) => existsSync(sign));
  } catch {
    // No folder is open, or a setting makes no sense: whoever uses the archive is told so.
    return false;
  }
}

function database(values: vscode.WorkspaceConfiguration, context: vscode.ExtensionContext): string {
  const storage = context.storageUri ?? context.globalStorageUri;
  return pathOf(values, 'database') ?? path.join(storage.fsPath, DATABASE_NAME);
}

/** An empty pattern means the default one. */
function patterns(values: vscode.WorkspaceConfiguration): NamePatterns {
  const pattern = (key: string, usual: string) => text(values, key) || usual;
  const written = {
    lightName: pattern('names.light', DEFAULT_PATTERNS.lightName),
    calibrationName: pattern('names.calibration', DEFAULT_PATTERNS.calibrationName),
    lightFolder: pattern('folders.light', DEFAULT_PATTERNS.lightFolder),
    calibrationFolder: pattern('folders.calibration', DEFAULT_PATTERNS.calibrationFolder),
    masterFolder: pattern('folders.master', DEFAULT_PATTERNS.masterFolder),
    stackFolder: pattern('folders.stack', DEFAULT_PATTERNS.stackFolder),
    // Empty, it leaves the field out.
    noFilter: values.get<string>('names.noFilter') ?? DEFAULT_NO_FILTER,
    longPaths: values.get<boolean>('names.long') ?? false,
  };
  const complaints = validatePatterns(written);
  if (complaints.length === 0) return written;
  throw new ArchiveError('request', complaints.join('; '), {
    advice: vscode.l10n.t('Correct the pattern in the settings.'),
  });
}

function config(): vscode.WorkspaceConfiguration {
  return vscode.workspace.getConfiguration(SECTION);
}

function firstFolder(): string | null {
  const folder = vscode.workspace.workspaceFolders?.find(({ uri }) => uri.scheme === 'file');
  return folder?.uri.fsPath ?? null;
}

function surroundings(): SettingSurroundings {
  return { home: os.homedir(), workspaceFolder: firstFolder() };
}

function repository(values: vscode.WorkspaceConfiguration): string {
  const folder = pathOf(values, 'repository') ?? firstFolder();
  if (folder !== null) return folder;
  throw new ArchiveError('request', vscode.l10n.t('No archive folder is open'), {
    reason: 'no-folder',
    advice: vscode.l10n.t('Open the folder of your archive, or set {0}.', `${SECTION}.repository`),
  });
}

/** A bare program name is looked up by the system, anything else is a path. */
function sirilPath(values: vscode.WorkspaceConfiguration): string | null {
  const written = text(values, 'sirilPath');
  if (written === '') return null;
  return /[\\/]/.test(written) ? expandPath(written, `${SECTION}.sirilPath`, surroundings()) : written;
}

function pathOf(values: vscode.WorkspaceConfiguration, key: string): string | null {
  const written = text(values, key);
  return written === '' ? null : expandPath(written, `${SECTION}.${key}`, surroundings());
}

function timeZone(values: vscode.WorkspaceConfiguration): string | null {
  const zone = text(values, 'timeZone');
  if (zone === '') return null;
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return zone;
  } catch (cause) {
    throw wrong('timeZone', vscode.l10n.t('the name of a time zone, such as Europe/Berlin'), zone, { cause });
  }
}

function text(values: vscode.WorkspaceConfiguration, key: string): string {
  const value = values.get<unknown>(key) ?? '';
  if (typeof value !== 'string') throw wrong(key, vscode.l10n.t('a text'), value);
  return value.trim();
}

/** A number of days, 0 for never. */
function days(values: vscode.WorkspaceConfiguration, key: string): number {
  const value = values.get<unknown>(key) ?? STALE_DAYS;
  if (typeof value === 'number' && value >= 0 && value <= LONGEST_DAYS) return value;
  throw wrong(key, vscode.l10n.t('a number of days from 0 to {0}', LONGEST_DAYS), value);
}

function choice<T extends string>(
  values: vscode.WorkspaceConfiguration,
  key: string,
  choices: readonly T[],
): T {
  const value = values.get(key) ?? choices[0];
  const found = choices.find((each) => each === value);
  if (found === undefined) throw wrong(key, vscode.l10n.t('one of {0}', choices.join(', ')), value);
  return found;
}

function wrong(key: string, expected: string, got: unknown, options?: ErrorOptions): ArchiveError {
  return new ArchiveError(
    'request',
    vscode.l10n.t('The setting {0} is invalid', `${SECTION}.${key}`),
    {
      expected,
      got: typeof got === 'string' ? got : JSON.stringify(got),
      advice: vscode.l10n.t('Correct it in the settings.'),
    },
    options,
  );
}
