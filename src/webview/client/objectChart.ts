/** Hours per object and filter as stacked bars. */
import * as l10n from '@vscode/l10n';
import type { Stats } from '../../core/api/archive';
import { countText, hoursText, objectText } from '../../core/text/words';
import type { Drawing } from './chart';
import { element, svg } from './dom';
import { type Colour, filterName } from './filters';
import { fitText, textPixels } from './scale';
import { stackedBars } from './stackedBars';

type Objects = Stats['objects'];
const HOUR = 3600;

/** Draws the objects in the given order, their filters in the order of `colours`. */
export function drawObjects(
  objects: Objects,
  colours: ReadonlyMap<string | null, Colour>,
  width: number,
): Drawing {
  const order = [...colours.keys()];
  const sorted = objects.map(({ filters }) =>
    [...filters].sort((a, b) => order.indexOf(a.filter) - order.indexOf(b.filter)),
  );
  const layout = stackedBars(
    sorted.map((filters) => filters.map(({ totalExposure }) => totalExposure / HOUR)),
    width,
    Math.max(0, ...objects.map(({ object }) => textPixels(objectText(object)))),
  );
  const bottom = layout.height - 24;
  const ground = [
    ...layout.ticks.map(({ x }) => svg('line', { class: 'grid', x1: x, x2: x, y1: 0, y2: bottom })),
    ...layout.ticks.map(({ value, x }) =>
      svg('text', { class: 'tick', x, y: bottom + 16, 'text-anchor': 'middle' }, `${value} h`),
    ),
    ...layout.rows.flatMap(({ y, end }, row) => {
      const object = objects[row];
      if (!object) return [];
      const name = objectText(object.object);
      return [
        svg(
          'text',
          {
            class: 'label',
            x: layout.labelRise > 0 ? 0 : layout.labelRoom,
            y: y - layout.labelRise,
            'text-anchor': layout.labelRise > 0 ? 'start' : 'end',
            'dominant-baseline': 'central',
          },
          fitText(name, layout.labelRoom),
          svg('title', {}, name),
        ),
        svg(
          'text',
          { class: 'tick', x: end + 6, y, 'dominant-baseline': 'central' },
          hoursText(object.totalExposure),
        ),
      ];
    }),
  ];
  const marks = layout.segments.map(({ row, part, ...shape }) => {
    const filter = sorted[row]?.[part];
    const name = objectText(objects[row]?.object ?? null);
    const text = `${name}, ${filterName(filter?.filter ?? null)}: ${hoursText(filter?.totalExposure ?? 0)}, ${countText(filter?.frameCount ?? 0, 'frame')}`;
    return {
      key: `object ${row} ${part}`,
      text,
      shape,
      colour: colours.get(filter?.filter ?? null) ?? 'grey',
    };
  });
  return { height: layout.height, ground, marks };
}

/** One swatch per filter. */
export function legend(colours: ReadonlyMap<string | null, Colour>): HTMLUListElement {
  const items = [...colours].map(([filter, colour]) =>
    element(
      'li',
      {},
      svg(
        'svg',
        { width: 12, height: 12, 'aria-hidden': 'true' },
        svg('rect', { x: 1, y: 1, width: 10, height: 10, class: `swatch colour-${colour}` }),
      ),
      filterName(filter),
    ),
  );
  return element('ul', { class: 'legend', 'aria-label': l10n.t('Filters') }, ...items);
}
