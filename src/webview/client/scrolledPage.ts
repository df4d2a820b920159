/** A page that scrolls as a whole. What was chosen on it, and where it was, outlive the time while it is hidden. */

declare function acquireVsCodeApi(): {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
};

/** Milliseconds without scrolling after which the place is kept. */
const SETTLED = 150;

export class ScrolledPage<Message, Chosen extends object> {
  readonly #vscode = acquireVsCodeApi();
  #state: Chosen & { readonly scroll: number };
  #isDrawn = false;

  /** `usual` is what is chosen on a page that is new. */
  constructor(usual: Chosen) {
    this.#state = { ...usual, scroll: 0, ...(this.#vscode.getState() as Partial<Chosen> | undefined) };
    let settling: number | undefined;
    window.addEventListener('scroll', () => {
      window.clearTimeout(settling);
      settling = window.setTimeout(() => this.#keep({ ...this.#state, scroll: window.scrollY }), SETTLED);
    });
  }

  get chosen(): Chosen {
    return this.#state;
  }

  choose(change: Partial<Chosen>): void {
    this.#keep({ ...this.#state, ...change });
  }

  /** Takes everything back to a new page: another thing is shown on it. */
  beginAnew(chosen: Chosen): void {
    this.#keep({ ...chosen, scroll: 0 });
  }

  say(message: Message): void {
    this.#vscode.postMessage(message);
  }

  /** Pixels from the top to go back to once it is drawn; ask before drawing. */
  place(): number {
    const place = this.#isDrawn ? window.scrollY : this.#state.scroll;
    this.#isDrawn = true;
    return place;
  }

  #keep(state: Chosen & { readonly scroll: number }): void {
    this.#state = state;
    this.#vscode.setState(state);
  }
}
