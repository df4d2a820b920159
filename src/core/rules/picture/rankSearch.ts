/**
 * The value at a rank among any number of values, in bounded memory: a search by digits. Values are keys of
 * 64 bits without sign, in their order. A million of them are kept and sorted. Where there are more, each
 * pass over all of them counts those that share the digits found so far by their next digit, of 22, 21 and 21
 * bits, until few enough are left to be kept.
 */

/** Keys as pairs of words, as they lie in memory: the low word at `2i + LOW`, the high one at `2i + HIGH`. */
export type Keys = Uint32Array;

const IS_LITTLE_ENDIAN = new Uint8Array(Uint32Array.of(1).buffer)[0] === 1;
export const LOW = IS_LITTLE_ENDIAN ? 0 : 1;
export const HIGH = 1 - LOW;

/** How many keys are kept at most: 8 MB. */
const MOST_KEPT = 1 << 20;
const FIRST_DIGITS = 1 << 22;
const NEXT_DIGITS = 1 << 21;

/** Digits of a key: the highest 22 bits, the 21 below, and the last 21. */
const first = (high: number) => high >>> 10;
const second = (high: number, low: number) => ((high & 0x3ff) << 11) | (low >>> 21);
const third = (low: number) => low & (NEXT_DIGITS - 1);

export class RankSearch {
  /** Of the key, as far as they are known. */
  #digits: readonly number[] = [];
  #rank: number | null = null;
  #kept: KeptKeys | null = new KeptKeys();
  #counts: Float64Array | null = null;
  /** Bits that any key with the digits found so far has in its third digit. */
  #thirdBits = 0;

  /** Takes part of the keys of this pass: the first `length` of them. */
  add(keys: Keys, length: number): void {
    if (this.#digits.length === 0) this.#addFirst(keys, length);
    else if (this.#kept) this.#keep(keys, length, this.#kept);
    else this.#countNext(keys, length, this.#counts ?? new Float64Array(0));
  }

  #addFirst(keys: Keys, length: number): void {
    if (this.#kept) {
      if (this.#kept.length + length <= MOST_KEPT) {
        for (let i = 0; i < length; i++) this.#kept.add(keys[2 * i + HIGH] ?? 0, keys[2 * i + LOW] ?? 0);
        return;
      }
      this.#counts = new Float64Array(FIRST_DIGITS);
      countFirst(this.#kept.words, this.#kept.length, this.#counts);
      this.#kept = null;
    }
    countFirst(keys, length, this.#counts ?? new Float64Array(0));
  }

  #countNext(keys: Keys, length: number, counts: Float64Array): void {
    const [digit0 = 0, digit1] = this.#digits;
    for (let i = 0; i < length; i++) {
      const high = keys[2 * i + HIGH] ?? 0;
      if (first(high) !== digit0) continue;
      const low = keys[2 * i + LOW] ?? 0;
      let digit = second(high, low);
      if (digit1 !== undefined) {
        if (digit !== digit1) continue;
        digit = third(low);
      } else {
        this.#thirdBits |= third(low);
      }
      counts[digit] = (counts[digit] ?? 0) + 1;
    }
  }

  #keep(keys: Keys, length: number, kept: KeptKeys): void {
    const [digit0, digit1] = this.#digits;
    for (let i = 0; i < length; i++) {
      const high = keys[2 * i + HIGH] ?? 0;
      const low = keys[2 * i + LOW] ?? 0;
      if (first(high) !== digit0 || (digit1 !== undefined && second(high, low) !== digit1)) continue;
      kept.add(high, low);
    }
  }

  /**
   * Ends a pass. Returns the key once it is known, null where another pass over the same keys is needed.
   * @param rank From 0; the same after every pass, and below the number of keys.
   */
  endPass(rank: number): bigint | null {
    this.#rank ??= rank;
    if (this.#kept) return this.#kept.at(this.#rank);
    const counts = this.#counts ?? new Float64Array(0);
    let digit = 0;
    let below = 0;
    for (; below + (counts[digit] ?? Infinity) <= this.#rank; digit++) below += counts[digit] ?? 0;
    this.#rank -= below;
    this.#digits = [...this.#digits, digit];
    const [digit0 = 0, digit1, digit2 = 0] = this.#digits;
    // Single precision has no bits in the third digit, which is then known without looking.
    if (digit1 !== undefined && (this.#digits.length === 3 || this.#thirdBits === 0)) {
      return (BigInt(digit0) << 42n) | (BigInt(digit1) << 21n) | BigInt(digit2);
    }
    const areFew = (counts[digit] ?? 0) <= MOST_KEPT;
    this.#kept = areFew ? new KeptKeys() : null;
    this.#counts = areFew ? null : new Float64Array(NEXT_DIGITS);
    return null;
  }
}

function countFirst(keys: Keys, length: number, counts: Float64Array): void {
  for (let i = HIGH; i < 2 * length; i += 2) {
    const digit = first(keys[i] ?? 0);
    counts[digit] = (counts[digit] ?? 0) + 1;
  }
}

/** A list of keys that grows. */
class KeptKeys {
  words: Keys = new Uint32Array(2 * 4096);
  length = 0;

  add(high: number, low: number): void {
    if (2 * this.length === this.words.length) {
      const longer = new Uint32Array(4 * this.length);
      longer.set(this.words);
      this.words = longer;
    }
    this.words[2 * this.length + HIGH] = high;
    this.words[2 * this.length + LOW] = low;
    this.length++;
  }

  /** The key at a rank, from 0. */
  at(rank: number): bigint {
    return new BigUint64Array(this.words.buffer, 0, this.length).sort()[rank] ?? 0n;
  }
}
