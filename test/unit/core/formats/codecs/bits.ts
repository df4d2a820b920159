/** Bits from the highest to the lowest, one after the other: what encoders in tests write with. */
export class BitWriter {
  readonly #bytes: number[] = [];
  #current = 0;
  #used = 0;

  /** Appends the lowest `count` bits of a value below 2^53. */
  write(value: number, count: number): void {
    for (let i = count - 1; i >= 0; i--) this.#bit(Math.floor(value / 2 ** i) % 2);
  }

  /** `count` zeros and a one. */
  unary(count: number): void {
    for (let i = 0; i < count; i++) this.#bit(0);
    this.#bit(1);
  }

  /** Zeros up to the end of the byte. */
  align(): void {
    while (this.#used > 0) this.#bit(0);
  }

  bytes(): Uint8Array {
    this.align();
    return Uint8Array.from(this.#bytes);
  }

  #bit(bit: number): void {
    this.#current = this.#current * 2 + bit;
    if (++this.#used < 8) return;
    this.#bytes.push(this.#current);
    this.#current = 0;
    this.#used = 0;
  }
}
