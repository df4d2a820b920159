/** Axes: round numbers, and text that fits. */

/** Below it there is nothing to see, and steps would get lost in the rounding of numbers. */
const SMALLEST = 1e-9;

/**
 * Round values from 0 to at least `largest`, about `wanted` steps of 1, 2 or 5 times a power of ten:
 * `ticks(13, 4)` is 0, 5, 10, 15. Only 0 and 1 when there is nothing to show.
 */
export function ticks(largest: number, wanted: number): readonly number[] {
  if (!(largest > SMALLEST) || !Number.isFinite(largest)) return [0, 1];
  const rough = largest / Math.max(1, wanted);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * ([1, 2, 5].find((factor) => factor * power >= rough * (1 - 1e-9)) ?? 10);
  const count = Math.ceil(largest / step - 1e-9);
  // Rounded to the step's own decimals: 3 × 0.1 is 0.30000000000000004.
  const decimals = Math.max(0, -Math.floor(Math.log10(step)));
  return Array.from({ length: count + 1 }, (_, i) => Number((i * step).toFixed(decimals)));
}

/** Pixels that a character takes on average in the workbench's font of 13 px. */
const CHARACTER = 7.5;

/** About how many pixels `text` takes in a chart: 74 for `NGC 7000`. East Asian characters count double. */
export function textPixels(text: string): number {
  return Math.ceil(charactersOf(text) * CHARACTER);
}

/** Names in catalogues are capitals and digits, which are wider than most letters: `NGC 7000`. */
function widthOf(character: string): number {
  if ((character.codePointAt(0) ?? 0) >= 0x1100) return 2;
  return /[\p{Lu}\p{N}]/u.test(character) ? 1.25 : 1;
}

/** `text`, cut with an ellipsis to about `pixels`; East Asian characters count double. */
export function fitText(text: string, pixels: number): string {
  const room = pixels / CHARACTER;
  if (room >= charactersOf(text)) return text;
  let kept = '';
  let used = 1;
  for (const character of text) {
    used += widthOf(character);
    // The ellipsis takes the room of one character.
    if (used > room) break;
    kept += character;
  }
  return `${kept}…`;
}

function charactersOf(text: string): number {
  let characters = 0;
  for (const character of text) characters += widthOf(character);
  return characters;
}
