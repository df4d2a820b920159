/** `goals --tonight`: what is missing, by how long it can be exposed tonight. */
import type { Site, TonightGoal, TonightReport, TonightTarget } from '../../core/api/tonight';
import { ArchiveError } from '../../core/base/errors';
import { goalHoursText } from '../../core/text/goals';
import { numberText } from '../../core/text/words';
import { tonightJson } from '../json/goals';
import { EXIT, type ExitCode } from '../run/exit';
import type { Run } from '../run/run';
import { section } from '../terminal/section';
import { NONE, table } from '../terminal/table';

export interface TonightOptions {
  readonly tonight?: boolean;
  readonly at?: string;
  readonly site?: string;
}

export async function tonight(run: Run, { at, site }: TonightOptions): Promise<ExitCode> {
  const request = {
    ...(at === undefined ? {} : { at }),
    ...(site === undefined ? {} : { site: siteOf(site) }),
  };
  const archive = await run.existing();
  const report = await archive.tonight(request);
  await run.output.document(
    () => tonightJson(report),
    () => textOf(report),
  );
  return EXIT.done;
}

/** `48.1,11.6` */
function siteOf(text: string): Site {
  const [latitude, longitude, ...more] = text
    .split(',')
    .map((part) => (part.trim() === '' ? NaN : Number(part)));
  if (more.length === 0 && Number.isFinite(latitude) && Number.isFinite(longitude)) {
    return { latitude: latitude ?? 0, longitude: longitude ?? 0 };
  }
  throw new ArchiveError('request', 'The place cannot be read', {
    expected: 'latitude and longitude in degrees, as 48.1,11.6',
    got: text,
  });
}

function textOf(report: TonightReport): string {
  const { night, dark, darkness, moonIllumination, moonless, targets, unplaced } = report;
  const sky =
    dark === null
      ? 'it does not get dark'
      : `${darkness ?? ''} darkness ${timeOf(dark.from)} to ${timeOf(dark.to)} UTC, ${goalHoursText(moonless)} without the Moon`;
  return [
    `Night of ${night}: ${sky}. The Moon is lit to ${numberText(moonIllumination * 100, 0)} %.`,
    ...(targets.length === 0 ? ['Nothing is missing.'] : ['', tableOf(targets)]),
    ...section('Objects without coordinates', unplaced),
  ].join('\n');
}

function tableOf(targets: readonly TonightTarget[]): string {
  const rows = targets.flatMap((target) => target.goals.map((goal) => ({ target, goal })));
  return table<{ readonly target: TonightTarget; readonly goal: TonightGoal }>(
    [
      { head: 'Object', value: ({ goal }) => goal.object },
      { head: 'Filter', value: ({ goal }) => goal.filter },
      { head: 'Missing', align: 'right', value: ({ goal }) => goalHoursText(goal.remaining) },
      { head: 'Tonight', align: 'right', value: ({ goal }) => goalHoursText(goal.usable) },
      {
        head: 'Above 30° (UTC)',
        value: ({ target: { span } }) => (span ? `${timeOf(span.from)} to ${timeOf(span.to)}` : NONE),
      },
      {
        head: 'Highest',
        align: 'right',
        value: ({ target: { highest } }) => (highest ? degrees(highest.altitude) : NONE),
      },
      {
        head: 'Moon',
        align: 'right',
        value: ({ target: { moonSeparation } }) => (moonSeparation === null ? NONE : degrees(moonSeparation)),
      },
    ],
    rows,
  );
}

const degrees = (value: number) => `${numberText(value, 0)}°`;
const timeOf = (iso: string) => iso.slice(11, 16);
