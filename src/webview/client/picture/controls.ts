/** What is above the picture: which image, how it is stretched and drawn. */
import * as l10n from '@vscode/l10n';
import { STRETCHES, type StretchName } from '../../../core/rules/picture/stretch';
import type { ImageChoice, ShownImage } from '../../imageProtocol';
import { button, element } from '../dom';
import { group, toggle } from '../toolbar';

/** `manual` once a point of the histogram was moved. */
export type ShownStretch = StretchName | 'manual';

const STRETCH_NAMES: Readonly<Record<ShownStretch, () => string>> = {
  stf: () => l10n.t('Auto, channels apart'),
  'stf-linked': () => l10n.t('Auto, linked'),
  zscale: () => l10n.t('zscale'),
  minmax: () => l10n.t('Minimum to maximum'),
  linear: () => l10n.t('Linear'),
  asinh: () => l10n.t('asinh'),
  manual: () => l10n.t('Manual'),
};

export interface ControlEvents {
  choose(choice: ImageChoice): void;
  stretch(stretch: StretchName): void;
  invert(isInverted: boolean): void;
  smooth(isSmooth: boolean): void;
  fit(): void;
  actualSize(): void;
  zoom(steps: number): void;
  save(): void;
  copy(): void;
  toggleHeader(isShown: boolean): void;
}

export class Controls {
  readonly element: HTMLElement;
  readonly #image = element('select', { 'aria-label': l10n.t('Image') });
  readonly #plane = element('select', { 'aria-label': l10n.t('Plane') });
  readonly #stretch = element('select', { 'aria-label': l10n.t('Stretch') });
  readonly #zoom = element('span', { class: 'zoom', role: 'status', 'aria-label': l10n.t('Zoom') });
  readonly #manual = new Option(STRETCH_NAMES.manual(), 'manual');
  #images: readonly ShownImage[] = [];

  constructor(events: ControlEvents, look: { isInverted: boolean; isSmooth: boolean; hasHeader: boolean }) {
    this.#stretch.append(...STRETCHES.map((name) => new Option(STRETCH_NAMES[name](), name)), this.#manual);
    this.#manual.hidden = true;
    this.#stretch.addEventListener('change', () => {
      if (this.#stretch.value !== 'manual') events.stretch(this.#stretch.value as StretchName);
    });
    this.#image.addEventListener('change', () => {
      const image = this.#images[Number(this.#image.value)];
      if (image) events.choose({ image: image.index, plane: image.hasColour ? null : 0 });
    });
    this.#plane.addEventListener('change', () => {
      const plane = this.#plane.value === '' ? null : Number(this.#plane.value);
      events.choose({ image: Number(this.#image.value), plane });
    });
    this.element = element(
      'div',
      { class: 'controls', role: 'toolbar', 'aria-label': l10n.t('Picture') },
      this.#image,
      this.#plane,
      this.#stretch,
      group(
        toggle(l10n.t('Invert'), look.isInverted, (is) => events.invert(is)),
        toggle(l10n.t('Smooth'), look.isSmooth, (is) => events.smooth(is)),
      ),
      group(
        button('−', () => events.zoom(-1), {
          class: 'secondary',
          'aria-label': l10n.t('Zoom out'),
          title: l10n.t('Zoom out (−)'),
        }),
        this.#zoom,
        button('+', () => events.zoom(1), {
          class: 'secondary',
          'aria-label': l10n.t('Zoom in'),
          title: l10n.t('Zoom in (+)'),
        }),
        button(l10n.t('Fit'), () => events.fit(), { class: 'secondary', title: l10n.t('Fit (0)') }),
        button(l10n.t('1:1'), () => events.actualSize(), {
          class: 'secondary',
          title: l10n.t('Actual size (1)'),
        }),
      ),
      group(
        button(l10n.t('Save…'), () => events.save(), {
          class: 'secondary',
          title: l10n.t('Save as PNG: as shown, all pixels'),
        }),
        button(l10n.t('Copy'), () => events.copy(), {
          class: 'secondary',
          title: l10n.t('Copy the visible part as a picture'),
        }),
      ),
      toggle(l10n.t('Header'), look.hasHeader, (is) => events.toggleHeader(is)),
    );
  }

  /** What there is to choose from. */
  offer(images: readonly ShownImage[]): void {
    this.#images = images;
    this.#image.replaceChildren(
      ...images.map(({ title, detail, index }) => new Option(`${title} · ${detail}`, String(index))),
    );
    this.#image.hidden = images.length < 2;
  }

  show(choice: ImageChoice): void {
    const image = this.#images.find(({ index }) => index === choice.image);
    this.#image.value = String(choice.image);
    const planes = Array.from(
      { length: image?.planes ?? 0 },
      (_, plane) => new Option(l10n.t('Plane {0}', plane + 1), String(plane)),
    );
    const colour = image?.hasColour ? [new Option(l10n.t('Colour'), '')] : [];
    const grey = image?.hasColour && image.planes === 1 ? [new Option(l10n.t('As stored'), '0')] : planes;
    this.#plane.replaceChildren(...colour, ...grey);
    this.#plane.value = choice.plane === null ? '' : String(choice.plane);
    this.#plane.hidden = colour.length + grey.length < 2;
  }

  showStretch(stretch: ShownStretch, isColour: boolean): void {
    for (const option of this.#stretch.options) {
      if (option.value === 'stf') option.text = isColour ? STRETCH_NAMES.stf() : l10n.t('Auto');
      if (option.value === 'stf-linked') option.hidden = !isColour;
    }
    this.#manual.hidden = stretch !== 'manual';
    this.#stretch.value = stretch;
  }

  /** `scale` is pixels of the screen for one of the image. */
  showZoom(scale: number): void {
    const percent = 100 * scale;
    this.#zoom.textContent = l10n.t('{0} %', percent < 10 ? percent.toFixed(1) : Math.round(percent));
  }
}
