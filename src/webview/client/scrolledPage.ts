/** A page that scrolls as a whole. Its state and scroll position are kept while it is hidden. */

declare function acquireVsCodeApi(): {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
};

/** Milliseconds without scrolling after which the position is saved. */
const SETTLED = 150;

/** What the page before has handed over. */
function begun<Chosen>(): Partial<Chosen> {
  const { state } = document.body.dataset;
  return state === undefined ? {} : (JSON.parse(state) as Partial<Chosen>);
}

export class ScrolledPage<Message, Chosen extends object> {
  readonly #vscode = acquireVsCodeApi();
  #state: Chosen & { readonly scroll: number };
  #isDrawn = false;

  /** `usual` is the state of a new page. */
  constructor(usual: Chosen) {
    const kept = this.#vscode.getState() as Partial<Chosen> | undefined;
    this.#state = { ...usual, scroll: 0, ...begun<Chosen>(), ...kept };
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

  /** Resets the state, because the page shows something else. */
  beginAnew(chosen: Chosen): void {
    this.#keep({ ...chosen, scroll: 0 });
  }

  say(message: Message): void {
    this.#vscode.postMessage(message);
  }

  /** The scroll position to restore after drawing, in pixels from the top. Call it before drawing. */
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
