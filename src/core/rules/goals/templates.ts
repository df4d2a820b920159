/** Usual sets of filters, and how a total is shared among them. Pure. */
import { shareOf, type Wanted } from './wantedTime';

/** Shares of the total, which make 1 together. Luminance carries the detail, so it gets half of LRGB. */
export const TEMPLATES = {
  LRGB: { L: 1 / 2, R: 1 / 6, G: 1 / 6, B: 1 / 6 },
  SHO: { SII: 1 / 3, Ha: 1 / 3, OIII: 1 / 3 },
  HOO: { Ha: 1 / 2, OIII: 1 / 2 },
  OSC: { OSC: 1 },
} as const satisfies Readonly<Record<string, Readonly<Record<string, number>>>>;

export type TemplateName = keyof typeof TEMPLATES;
export const TEMPLATE_NAMES = Object.keys(TEMPLATES) as TemplateName[];

/** Filter and time for each: `SHO` of `30h` is SII, Ha and OIII with `10h` each. */
export function templateTimes(name: TemplateName, total: Wanted): readonly (readonly [string, string])[] {
  return Object.entries<number>(TEMPLATES[name]).map(([filter, share]) => [filter, shareOf(total, share)]);
}
