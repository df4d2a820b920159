/** Which share of the lights has darks, flats and bias frames. */
import * as l10n from '@vscode/l10n';
import type { StatsRow } from '../../../core/api/archive';
import { type Coverage, coverageOf, coveredPercent } from '../../../core/rules/figures/coverage';
import { coverageTable } from '../../../core/text/figureTables';
import { capitalised, countText, frameTypesText } from '../../../core/text/words';
import { chart, type Chart, type ChartHost, type Drawing } from '../chart';
import { svg } from '../dom';
import { textPixels } from '../scale';
import { stackedBars } from '../stackedBars';

/** Where no light needs calibration frames, there is nothing to show. */
export function coverageChart(rows: readonly StatsRow[], host: ChartHost): readonly Chart[] {
  const coverage = coverageOf(rows);
  if (coverage.every((each) => coveredPercent(each) === null)) return [];
  const drawn = chart(
    {
      title: l10n.t('Lights with calibration frames'),
      name: 'calibration-coverage',
      draw: (width) => draw(coverage, width),
      table: () => coverageTable(coverage),
    },
    host,
  );
  return [drawn];
}

const PARTS = [
  { of: 'covered', style: 'colour-green', text: (lights: string) => l10n.t('{0} with', lights) },
  { of: 'missing', style: 'colour-red', text: (lights: string) => l10n.t('{0} without', lights) },
  { of: 'unneeded', style: 'colour-grey', text: (lights: string) => l10n.t('{0} that need none', lights) },
] as const;

function draw(coverage: readonly Coverage[], width: number): Drawing {
  const names = coverage.map(({ kind }) => capitalised(frameTypesText(kind)));
  const layout = stackedBars(
    coverage.map((each) => PARTS.map(({ of }) => each[of].frameCount)),
    width,
    Math.max(...names.map(textPixels)),
  );
  const ground = layout.rows.flatMap(({ y, end }, row) => {
    const each = coverage[row];
    const percent = each ? coveredPercent(each) : null;
    const isAbove = layout.labelRise > 0;
    const label = {
      class: 'label',
      x: isAbove ? 0 : layout.labelRoom,
      y: y - layout.labelRise,
      'text-anchor': isAbove ? 'start' : 'end',
      'dominant-baseline': 'central',
    };
    const share = { class: 'tick', x: end + 6, y, 'dominant-baseline': 'central' };
    return [
      svg('text', label, names[row] ?? ''),
      ...(percent === null ? [] : [svg('text', share, `${percent} %`)]),
    ];
  });
  const marks = layout.segments.flatMap(({ row, part, ...shape }) => {
    const [each, how] = [coverage[row], PARTS[part]];
    if (!each || !how) return [];
    const { frameCount, sessions } = each[how.of];
    const text = `${names[row] ?? ''}: ${how.text(countText(frameCount, 'light'))}`;
    return [{ key: `coverage ${each.kind} ${how.of}`, text, shape, style: how.style, sessions }];
  });
  return { height: layout.height, ground, marks };
}
