/** Settings by their names. */
import type { NamePatterns } from '../rules/place/patterns';
import type { Tolerances } from '../base/model';

/** A setting by its name: `timeZone`, `patterns.lightFolder`, `tolerances.rotator`. */
export type SettingName =
  | 'timeZone'
  | 'addWcs'
  | 'staleMasterDays'
  | `patterns.${keyof NamePatterns}`
  | `tolerances.${keyof Tolerances}`;
