/** Arrows to north and east in a corner of the picture. */
import * as l10n from '@vscode/l10n';
import type { ShownSky } from '../../imageProtocol';
import { svg } from '../dom';

/** Units of the drawing, which are pixels. */
const SIZE = 96;
const MIDDLE = SIZE / 2;
const LENGTH = 30;
const LETTER = 40;
const HEAD = 6;

type Direction = readonly [x: number, y: number];

export class Compass {
  readonly element = svg('svg', {
    class: 'compass',
    viewBox: `0 0 ${SIZE} ${SIZE}`,
    width: SIZE,
    height: SIZE,
    role: 'img',
    'aria-label': l10n.t('North and east'),
  });

  /** Hides it with null. */
  show(sky: Pick<ShownSky, 'north' | 'east'> | null): void {
    this.element.replaceChildren(
      ...(sky ? [...arrow(sky.north, l10n.t('N')), ...arrow(sky.east, l10n.t('E'))] : []),
    );
    this.element.toggleAttribute('hidden', sky === null);
  }
}

function arrow([x, y]: Direction, letter: string): SVGElement[] {
  const at = (along: number, aside: number) =>
    `${(MIDDLE + along * x - aside * y).toFixed(1)} ${(MIDDLE + along * y + aside * x).toFixed(1)}`;
  const d = `M${at(0, 0)}L${at(LENGTH, 0)}M${at(LENGTH - HEAD, -HEAD)}L${at(LENGTH, 0)}L${at(LENGTH - HEAD, HEAD)}`;
  const [left, top] = [MIDDLE + LETTER * x, MIDDLE + LETTER * y];
  // A dark line below a bright one is seen on any sky.
  return [
    svg('path', { d, class: 'shade' }),
    svg('path', { d }),
    svg('text', { x: left, y: top, class: 'shade' }, letter),
    svg('text', { x: left, y: top }, letter),
  ];
}
