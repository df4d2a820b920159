/** The settings of a command: its options, then what the archive keeps, then the usual. */
import { resolve } from 'node:path';
import type { ArchiveSettings, SettingName } from '../../core/api/archive';
import { ArchiveError } from '../../core/base/errors';
import { DEFAULT_TOLERANCES } from '../../core/base/matching';
import { DEFAULT_PATTERNS } from '../../core/rules/place/patterns';
import { keptFrom, settingsWith } from '../../core/storage/identity/archiveSettings';

export interface SettingOptions {
  readonly repository?: string;
  readonly database?: string;
  /** `['timeZone=Europe/Berlin', 'tolerances.temperature=3']` */
  readonly setting?: readonly string[];
}

/**
 * Relative paths begin at `folder`. Throws an ArchiveError (`request`) for a setting that does not exist or
 * makes no sense.
 */
export function settingsFrom(options: SettingOptions, folder: string): ArchiveSettings {
  const repository = resolve(folder, options.repository ?? '.');
  const usual: ArchiveSettings = {
    repository,
    database:
      options.database === undefined
        ? resolve(repository, '.astro-archive', 'astro-archive.sqlite')
        : resolve(folder, options.database),
    timeZone: null,
    patterns: DEFAULT_PATTERNS,
    tolerances: DEFAULT_TOLERANCES,
    addWcs: 'whenCopied',
    sirilPath: null,
  };
  const { given, written } = readSettings(options.setting ?? []);
  const [made] = keptFrom(written);
  return {
    ...settingsWith(usual, made, new Set()),
    origin: { database: options.database === undefined ? 'usual' : 'given', given, keeps: false },
  };
}

function readSettings(texts: readonly string[]) {
  const given: SettingName[] = [];
  const written: Record<string, unknown> = {};
  for (const text of texts) {
    const at = text.indexOf('=');
    const [name, value] = [text.slice(0, at), text.slice(at + 1)];
    const one = nested(name, valueOf(value));
    const [kept, wrong] = keptFrom(one);
    if (at <= 0 || wrong.length > 0 || Object.keys(kept).length === 0) throw notASetting(text);
    given.push(name as SettingName);
    for (const [key, part] of Object.entries(kept)) {
      const before = written[key];
      written[key] = isRecord(part) && isRecord(before) ? { ...before, ...part } : part;
    }
  }
  return { given, written };
}

/** `tolerances.rotator` and 3 are `{ tolerances: { rotator: 3 } }`. */
function nested(name: string, value: unknown): Record<string, unknown> {
  const [first = '', ...rest] = name.split('.');
  return { [first]: rest.length === 0 ? value : nested(rest.join('.'), value) };
}

/** Numbers and truth values as they are in JSON, anything else as text. */
function valueOf(text: string): unknown {
  if (/^(?:true|false|-?\d+(?:\.\d+)?)$/.test(text)) return JSON.parse(text.replace(/^(-?)0+(?=\d)/, '$1'));
  return text;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function notASetting(text: string): ArchiveError {
  return new ArchiveError('request', 'This is not a setting of an archive, or its value is not valid', {
    expected:
      'timeZone=ZONE, addWcs=whenCopied|always|never, staleMasterDays=DAYS, tolerances.NAME=VALUE or patterns.NAME=PATTERN',
    got: text,
    advice: 'See docs/command-line.md for their names.',
  });
}
