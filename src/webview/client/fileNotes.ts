/** What is wrong with the file that is shown: above its picture, or instead of it. Either way it can be loaded again. */
import * as l10n from '@vscode/l10n';
import { button, element } from './dom';

export class FileNotes {
  readonly failure = element('div', { class: 'failure', role: 'alert' });
  readonly changed = element('div', { class: 'changed', role: 'status' });
  readonly #reload: () => void;
  /** Absolute, of the file that is spoken of. */
  #path = '';

  constructor(reload: () => void) {
    this.#reload = reload;
  }

  /** The file was read, also where it is the same one as before. */
  read(path: string): void {
    this.#path = path;
    this.failure.replaceChildren();
    this.changed.replaceChildren();
  }

  /** A picture of the file is shown. What is said of this file stays until it is read again. */
  pictured(path: string): void {
    if (path !== this.#path) this.read(path);
    this.failure.replaceChildren();
  }

  /** There is nothing to show, and nothing to be done about it: `There is no image in a.fits, only a header.` */
  showNothing(text: string): void {
    this.changed.replaceChildren(element('span', {}, text));
  }

  /** The file has changed or gone; null where it is again as it was. In the place of a failure, which is older. */
  showChange(message: string | null): void {
    if (message !== null && this.failure.firstChild?.textContent === message) return;
    if (message !== null) this.failure.replaceChildren();
    this.changed.replaceChildren(...(message === null ? [] : [element('span', {}, message), this.#again()]));
  }

  /** The file could not be read. */
  fail(message: string): void {
    this.changed.replaceChildren();
    this.failure.replaceChildren(element('p', {}, message), this.#again());
  }

  #again(): HTMLElement {
    return button(l10n.t('Load again'), this.#reload);
  }
}
