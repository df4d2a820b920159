/** Distortion by polynomials (SIP; Shupe et al. 2005, ASP Conf. 347, 491): what is added to pixel offsets. */
import type { Keyword } from './keyword';
import { numberIn } from './keyword';

/** Adds the distortion to an offset from the reference pixel, in pixels. */
export type Distortion = (u: number, v: number) => readonly [u: number, v: number];

interface Term {
  readonly p: number;
  readonly q: number;
  readonly factor: number;
}

/** The standard knows no higher order, and a header could claim any. */
const HIGHEST_ORDER = 9;

/** Null where a header has no distortion; `unreadable` where it names one that cannot be computed. */
export function sipOf(keyword: Keyword): Distortion | null | 'unreadable' {
  const orders = [keyword('A_ORDER'), keyword('B_ORDER')];
  if (orders.every((order) => order === null)) return null;
  const a = termsOf(keyword, 'A');
  const b = termsOf(keyword, 'B');
  if (!a || !b) return 'unreadable';
  return (u, v) => [u + sum(a, u, v), v + sum(b, u, v)];
}

function termsOf(keyword: Keyword, axis: 'A' | 'B'): readonly Term[] | null {
  const order = numberIn(keyword, `${axis}_ORDER`);
  if (order === null || !Number.isInteger(order) || order < 0 || order > HIGHEST_ORDER) return null;
  const terms: Term[] = [];
  for (let p = 0; p <= order; p++) {
    for (let q = 0; p + q <= order; q++) {
      const factor = numberIn(keyword, `${axis}_${p}_${q}`) ?? 0;
      if (factor !== 0) terms.push({ p, q, factor });
    }
  }
  return terms;
}

function sum(terms: readonly Term[], u: number, v: number): number {
  return terms.reduce((total, { p, q, factor }) => total + factor * u ** p * v ** q, 0);
}
