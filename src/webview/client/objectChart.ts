/** Hours per object, rig or whatever lights are grouped by, and filter, as stacked bars. */
import * as l10n from '@vscode/l10n';
import type { Grouping, LightSum } from '../../core/rules/figures/sums';
import { countText, hoursText } from '../../core/text/words';
import type { Drawing } from './chart';
import { element, svg } from './dom';
import { type Colour, filterName } from './filters';
import { fitText, textPixels } from './scale';
import { stackedBars } from './stackedBars';
import { groupName } from './stats/groupNames';

const HOUR = 3600;

/** Draws the groups in the given order, their filters in the order of `colours`. */
export function drawGroups(
  groups: readonly LightSum[],
  by: Grouping,
  colours: ReadonlyMap<string | null, Colour>,
  width: number,
): Drawing {
  const names = groups.map(({ name }) => groupName(name, by));
  const layout = stackedBars(
    groups.map(({ filters }) => filters.map(({ totalExposure }) => totalExposure / HOUR)),
    width,
    Math.max(0, ...names.map(textPixels)),
  );
  const bottom = layout.height - 24;
  const ground = [
    ...layout.ticks.map(({ x }) => svg('line', { class: 'grid', x1: x, x2: x, y1: 0, y2: bottom })),
    ...layout.ticks.map(({ value, x }) => {
      const anchor = x === 0 ? 'start' : 'middle';
      return svg('text', { class: 'tick', x, y: bottom + 16, 'text-anchor': anchor }, `${value} h`);
    }),
    ...layout.rows.flatMap(({ y, end }, row) => {
      const name = names[row] ?? '';
      const isAbove = layout.labelRise > 0;
      return [
        svg(
          'text',
          {
            class: 'label',
            x: isAbove ? 0 : layout.labelRoom,
            y: y - layout.labelRise,
            'text-anchor': isAbove ? 'start' : 'end',
            'dominant-baseline': 'central',
          },
          fitText(name, layout.labelRoom),
          svg('title', {}, name),
        ),
        svg(
          'text',
          { class: 'tick', x: end + 6, y, 'dominant-baseline': 'central' },
          hoursText(groups[row]?.totalExposure ?? 0),
        ),
      ];
    }),
  ];
  const marks = layout.segments.flatMap(({ row, part, ...shape }) => {
    const found = groups[row]?.filters[part];
    if (!found) return [];
    const { filter, totalExposure, frameCount, sessions } = found;
    const text = `${names[row] ?? ''}, ${filterName(filter)}: ${hoursText(totalExposure)}, ${countText(frameCount, 'frame')}`;
    const style = `colour-${colours.get(filter) ?? 'grey'}`;
    return [{ key: `${by} ${row} ${part}`, text, shape, style, sessions }];
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
