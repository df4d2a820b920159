/** Values in words, for explanations and shopping lists. */
import { decimalText, exposureDecimals } from '../../base/decimals';

/** `300 s`, `0.5 s`, `0.000032 s`. */
export function seconds(value: number): string {
  return `${number(value, exposureDecimals(value, 4))} s`;
}

/** `−10 °C`, with a true minus sign. */
export function celsius(value: number): string {
  return `${number(value, 1)} °C`;
}

/** `182.5°`. */
export function degrees(value: number): string {
  return `${number(value, 1)}°`;
}

/** `550 mm`. */
export function millimetres(value: number): string {
  return `${number(value, 1)} mm`;
}

/** `1 night`, `12 nights`. */
export function nights(count: number): string {
  return `${count} ${count === 1 ? 'night' : 'nights'}`;
}

/** At most `digits` decimals, no trailing zeros, a true minus sign: `−9.8`. */
export function number(value: number, digits = 6): string {
  const text = decimalText(Math.abs(value), digits);
  return value < 0 && text !== '0' ? `−${text}` : text;
}
