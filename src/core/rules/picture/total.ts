/** Sums of many numbers without losing the small ones. */

/** Powers of two, so that nothing is rounded. */
const GROW = 2 ** 64;
const SHRINK = 2 ** -64;

/** A sum that carries along what each addition has rounded away (Neumaier 1974). */
class CarriedSum {
  #sum = 0;
  #lost = 0;

  add(value: number): void {
    const sum = this.#sum + value;
    this.#lost += Math.abs(this.#sum) >= Math.abs(value) ? this.#sum - sum + value : value - sum + this.#sum;
    this.#sum = sum;
  }

  get value(): number {
    return this.#sum + this.#lost;
  }
}

/** The sum of numbers of any size, also of those whose sum exceeds the largest double. */
export class Total {
  readonly #plain = new CarriedSum();
  readonly #shrunk = new CarriedSum();

  add(value: number): void {
    this.#plain.add(value);
    this.#shrunk.add(value * SHRINK);
  }

  /** Adds the first `length` of the values, together where that is not too large. */
  addAll(values: Float64Array, length: number): void {
    let sum = 0;
    for (let i = 0; i < length; i++) sum += values[i] ?? 0;
    if (Number.isFinite(sum)) this.add(sum);
    else for (let i = 0; i < length; i++) this.add(values[i] ?? 0);
  }

  /** The sum divided by `n`. */
  mean(n: number): number {
    const plain = this.#plain.value;
    return (Number.isFinite(plain) ? plain / n : (this.#shrunk.value / n) * GROW) + 0;
  }
}

/** The mean of `n` whole numbers, rounded once: `exactMean(7n, 2)` is 3.5. */
export function exactMean(sum: bigint, n: number): number {
  const count = BigInt(n);
  return Number(sum / count) + Number(sum % count) / n;
}
