/** Where the picture lies on the sky: centre, scale, field and rotation; or why that is not known. */
import * as l10n from '@vscode/l10n';
import type { ShownImage } from '../imageProtocol';
import { element } from './dom';

export class SkyPanel {
  readonly element = element('section', { class: 'sky', 'aria-label': l10n.t('Sky') });
  readonly #box = element('input', { type: 'checkbox' });

  /** `pointed` is called when the user wants arrows to north and east, or no longer. */
  constructor(isPointed: boolean, pointed: (isPointed: boolean) => void) {
    this.#box.checked = isPointed;
    this.#box.addEventListener('change', () => pointed(this.#box.checked));
    this.element.hidden = true;
  }

  show({ sky, noSky }: Pick<ShownImage, 'sky' | 'noSky'>): void {
    this.element.hidden = false;
    const heading = element('h2', {}, l10n.t('Sky'));
    if (sky === null) {
      const why = element('p', { class: 'dim', title: noSky ?? '' }, l10n.t('Not solved'));
      this.element.replaceChildren(heading, why);
      return;
    }
    const facts = sky.facts.map(({ label, value }) =>
      element('div', { class: 'fact' }, element('dt', {}, label), element('dd', {}, value)),
    );
    this.element.replaceChildren(
      heading,
      element('dl', { class: 'facts' }, ...facts),
      element('label', {}, this.#box, l10n.t('Show north and east')),
    );
  }
}
