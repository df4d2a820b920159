/** Values of a header, by keyword. */
import type { PixelImage } from '../../formats/pixels/pixelImage';
import { numberOf } from '../cards/numbers';

export type Keyword = PixelImage['keyword'];

/** A number, also one in quotes; null where there is none. */
export function numberIn(keyword: Keyword, name: string): number | null {
  const value = keyword(name);
  return value === null || typeof value === 'boolean' ? null : numberOf(value);
}

/** Text without blanks at its ends, in capitals; empty where there is none. */
export function wordIn(keyword: Keyword, name: string): string {
  const value = keyword(name);
  return typeof value === 'string' ? value.trim().toUpperCase() : '';
}
