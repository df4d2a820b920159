/**
 * How the sensor was read out, which darks, biases and flats must share: the mode, the conversion gain, the
 * USB limit.
 *
 * - READOUTM is the name of the mode with N.I.N.A. (`FITSHeader.cs`), MaxIm DL, TheSky and what else speaks
 *   ASCOM.
 * - READMODE is a number with INDI's driver of QHY (`1.0 / Read Mode`, `qhy_ccd.cpp`), and with its driver of
 *   Moravian a number whose comment is the name (`2 / 16-bit HDR`, `mi_ccd.cpp`), `No read mode` where the
 *   camera has one mode alone.
 * - LOWNOISE and FULLWELL are ON or OFF with INDI's driver of ToupTek and the cameras of other names that are
 *   ToupTek's (Altair, Omegon, RisingCam, SVBONY, Ogma …: `indi_toupbase.cpp`), which writes the conversion
 *   gain as CONVGAIN `Low`, `High` or `HDR`.
 * - ZWO's and Player One's cameras have no word of their own: INDI, ASIAIR and SharpCap write GAIN and OFFSET
 *   alone.
 */
import type { Card } from '../../formats/fits/header';
import { FIELD_KEYWORDS } from '../cards/fieldKeywords';
import { boundedNumber, cardText, type HeaderFields } from '../cards/fields';
import { numberOf } from '../cards/numbers';

/** No mode has a longer name. */
const LONGEST_MODE = 80;
/** Comments of this kind say what the keyword is, and not which mode the number stands for. */
const PLAIN_COMMENT = /\b(?:modes?|readmode|readout|camera|sensor|ccd|settings?|driver|index|number)\b/i;
const NO_MODE = /^(?:no read(?:[\s-]?out)? mode|none|unknown|n\/a|-)$/i;

/**
 * `High Gain Mode`, `16-bit HDR`, `1` where only a number is known, `low noise`, `normal`; null where nothing
 * is said.
 */
export function readoutModeOf(fields: HeaderFields): string | null {
  const mode = fields.read('readoutMode', FIELD_KEYWORDS.readoutMode, modeIn);
  const flags = [
    ['LOWNOISE', 'low noise', switchOf(fields, 'LOWNOISE')],
    ['FULLWELL', 'high full well', switchOf(fields, 'FULLWELL')],
  ] as const;
  const [said] = flags.filter(([, , state]) => state !== null);
  if (said === undefined) return mode;
  const on = flags.flatMap(([, name, state]) => (state === true ? [name] : []));
  fields.sources.readoutMode ??= said[0];
  if (mode === null) return on.length === 0 ? 'normal' : on.join(', ');
  const added = on.filter((name) => !mode.toLowerCase().includes(name));
  return [mode, ...added].join(', ');
}

function modeIn(card: Card): string | null {
  const text = cardText(card);
  if (text === null || text.length > LONGEST_MODE || NO_MODE.test(text)) return null;
  const number = numberOf(card.value);
  if (number === null) return text;
  const comment = card.comment.slice(0, LONGEST_MODE).trim();
  if (NO_MODE.test(comment)) return null;
  return comment === '' || PLAIN_COMMENT.test(comment) ? String(number) : comment;
}

/**
 * A switch as ON or OFF, T or F, 1 or 0. FULLWELL is a count of electrons with other programs, and then no
 * switch.
 */
function switchOf(fields: HeaderFields, keyword: string): boolean | null {
  const text = fields.textOf(keyword)?.toLowerCase() ?? '';
  if (ON.has(text)) return true;
  return OFF.has(text) ? false : null;
}

const ON: ReadonlySet<string> = new Set(['on', 't', 'true', 'yes', '1']);
const OFF: ReadonlySet<string> = new Set(['off', 'f', 'false', 'no', '0']);

/** `Low`, `High`, `HDR`, as the switch is called; HCG and HCGMODE say whether the high one is on. */
export function conversionGainOf(fields: HeaderFields): string | null {
  const named = fields.read('conversionGain', FIELD_KEYWORDS.conversionGain, (card) => {
    const text = cardText(card);
    return text === null || text.length > LONGEST_MODE || numberOf(card.value) !== null ? null : text;
  });
  if (named !== null) return named;
  for (const keyword of ['HCG', 'HCGMODE']) {
    const high = switchOf(fields, keyword);
    if (high === null) continue;
    fields.sources.conversionGain = keyword;
    return high ? 'High' : 'Low';
  }
  return null;
}

/** A setting of the driver, 40; drivers write -1 for one that they do not have. */
export function usbLimitOf(fields: HeaderFields): number | null {
  return fields.read('usbLimit', FIELD_KEYWORDS.usbLimit, (card) => {
    const value = boundedNumber(card, -1, 1e6);
    return value === -1 ? null : value;
  });
}
