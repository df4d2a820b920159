/** Where a command's answer goes: one JSON document or text for people, always on standard output. */
import { printableJson, printableLines } from './printable';

/** The part of a writable stream that is needed; `process.stdout` is one. */
export interface Sink {
  write(text: string, done: (error?: Error | null) => void): boolean;
}

/** Whoever read our output has gone (`astro-archive frames | head`): there is no point in going on. */
export class OutputClosedError extends Error {
  override readonly name = 'OutputClosedError';
}

export class Output {
  readonly #sink: Sink;

  constructor(
    sink: Sink,
    /** Whether answers are JSON. */
    readonly json: boolean,
  ) {
    this.#sink = sink;
  }

  /** A whole answer; `text` is made only when people are to read it. */
  async document(json: () => unknown, text: () => string): Promise<void> {
    await this.#write(this.json ? printableJson(json(), 2) : printableLines(text()));
  }

  /**
   * A long list, page by page, so that memory does not grow with it. As JSON it is one array with an item a
   * line; as text every page is its own table, and `empty` is what to say when there is nothing.
   */
  async list<T>(
    pages: AsyncIterable<readonly T[]>,
    json: (item: T) => unknown,
    text: (items: readonly T[]) => string,
    empty: string,
  ): Promise<void> {
    let count = 0;
    for await (const page of pages) {
      if (page.length === 0) continue;
      if (this.json) {
        const lines = page.map((item) => printableJson(json(item))).join(',\n');
        await this.#write(`${count === 0 ? '[' : ','}\n${lines}`, '');
      } else {
        await this.#write(printableLines(text(page)));
      }
      count += page.length;
    }
    if (this.json) await this.#write(count === 0 ? '[]' : '\n]');
    else if (count === 0) await this.#write(empty);
  }

  /** Resolves once the text has left; a slow reader slows us down instead of filling the memory. */
  #write(text: string, end = '\n'): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#sink.write(text + end, (error) => {
        if (!error) resolve();
        else if ((error as NodeJS.ErrnoException).code === 'EPIPE') reject(new OutputClosedError());
        else reject(error);
      });
    });
  }
}
