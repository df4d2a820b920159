/** Hours and frames of light per month, and how the archive has grown; years where there are many months. */
import * as l10n from '@vscode/l10n';
import type { Growth } from '../../../core/rules/figures/growth';
import { hoursNumber } from '../../../core/text/csv';
import { bytesText, countText, hoursText } from '../../../core/text/words';
import { chart, type Chart, type ChartHost } from '../chart';
import { type Bar, type BarStyle, drawBars } from '../periodChart';
import { periods } from '../periods';
import { number } from '../tiles';
import { growthBars } from './growthBars';

/** A month or a year. */
interface Span {
  readonly name: string;
  readonly frameCount: number;
  readonly totalExposure: number;
  readonly files: number;
  readonly bytes: number;
  readonly sessions: readonly string[];
}

export function timeCharts(months: readonly Growth[], host: ChartHost): readonly Chart[] {
  const spans = periods(months).map(({ name, months: own }) => ({ name, ...sum(own) }));
  if (spans.length === 0) return [];
  const byYear = spans[0]?.name.length === 4;
  const span = byYear ? 'year' : 'month';
  const light = (value: (each: Span) => number): Bar[] =>
    spans.map((each) => ({
      ...{ name: each.name, value: value(each), sessions: each.sessions },
      text: `${each.name}: ${hoursText(each.totalExposure)}, ${countText(each.frameCount, 'frame')}`,
    }));
  const table = () => ({
    head: [span, 'hours', 'lights'],
    rows: spans.map((each) => [each.name, hoursNumber(each.totalExposure), each.frameCount]),
  });
  const made = (title: string, name: string, bars: readonly Bar[], style: BarStyle, own = table) =>
    chart({ title, name, table: own, draw: (width) => drawBars(bars, style, width) }, host);
  const [ofFiles, ofBytes] = growth(spans);
  const grown = () => ({
    head: [span, 'frames', 'bytes', 'frames in total', 'bytes in total'],
    rows: spans.map(({ name, files, bytes }, i) => {
      const [before, stored] = [ofFiles[i]?.before ?? 0, ofBytes[i]?.before ?? 0];
      return [name, files, bytes, before + files, stored + bytes];
    }),
  });
  return [
    made(
      byYear ? l10n.t('Hours per year') : l10n.t('Hours per month'),
      `hours-per-${span}`,
      light(({ totalExposure }) => totalExposure / 3600),
      { name: 'hours', colour: 'blue', tick: (value) => `${value} h` },
    ),
    made(
      byYear ? l10n.t('Frames per year') : l10n.t('Frames per month'),
      `frames-per-${span}`,
      light(({ frameCount }) => frameCount),
      { name: 'frames', colour: 'green', tick: number },
    ),
    made(
      l10n.t('Growth of the archive: size'),
      'growth-size',
      ofBytes,
      { name: 'size', colour: 'purple', tick: sizeTick },
      grown,
    ),
    made(
      l10n.t('Growth of the archive: frames'),
      'growth-frames',
      ofFiles,
      { name: 'files', colour: 'teal', tick: number },
      grown,
    ),
  ];
}

/** Frames of all types, and their bytes, each standing on what was there before. */
function growth(spans: readonly Span[]): readonly [files: Required<Bar>[], bytes: Required<Bar>[]] {
  const files = growthBars(spans.map((span) => span.files));
  const bytes = growthBars(spans.map((span) => span.bytes));
  const text = (i: number): string => {
    const [span, file, size] = [spans[i], files[i], bytes[i]];
    if (!span || !file || !size) return '';
    const added = `${countText(span.files, 'frame')}, ${bytesText(span.bytes)}`;
    const total = `${countText(file.before + file.added, 'frame')}, ${bytesText(size.before + size.added)}`;
    return l10n.t('{0}: {1}; in total {2}', span.name, added, total);
  };
  const bars = (of: ReturnType<typeof growthBars>) =>
    of.map(({ before, added }, i) => ({
      ...{
        name: spans[i]?.name ?? '',
        value: added,
        before,
        text: text(i),
        sessions: spans[i]?.sessions ?? [],
      },
    }));
  return [bars(files), bars(bytes)];
}

/** `2 TB`: ticks are round, so that a decimal is not needed unless it says something. */
function sizeTick(value: number): string {
  return bytesText(value).replace(/\.0 /, ' ');
}

function sum(months: readonly Growth[]): Omit<Span, 'name'> {
  const total = { frameCount: 0, totalExposure: 0, files: 0, bytes: 0 };
  for (const month of months) {
    total.frameCount += month.frameCount;
    total.totalExposure += month.totalExposure;
    total.files += month.files;
    total.bytes += month.bytes;
  }
  return { ...total, sessions: months.flatMap(({ sessions }) => sessions) };
}
