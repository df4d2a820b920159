/** What a registration tells while it runs: how far it is, and what the log says of each file. */
import assert from 'node:assert/strict';
import * as path from 'node:path';
import type { RegisterMode } from '../../../../../src/core/api/archive';
import { noContext, type ProgressReport, silentLog } from '../../../../../src/core/base/ports';
import { Bench, register } from '../../../../support/bench';
import { failed } from '../../../../support/failed';
import { light } from '../../../../support/night';

type Level = 'debug' | 'info' | 'warn';

describe('a registration tells', () => {
  let bench: Bench;
  let lines: { readonly level: Level; readonly text: string }[];
  beforeEach(() => {
    bench = new Bench();
    lines = [];
  });
  afterEach(() => bench.dispose());

  const open = () => {
    const keep = (level: Level) => (text: string) => void lines.push({ level, text });
    return bench.open({}, { ...silentLog, debug: keep('debug'), info: keep('info'), warn: keep('warn') });
  };
  /** The lines of a level that name one of the files, by their names. */
  const named = (level: Level, ...names: string[]) =>
    lines
      .filter((line) => line.level === level)
      .flatMap(({ text }) => names.filter((name) => text.includes(path.sep + name)));

  for (const [mode, dryRun, steps] of [
    ['copy', false, 2],
    ['move', false, 2],
    ['copy', true, 1],
    ['in-place', false, 1],
  ] as [RegisterMode, boolean, number][]) {
    it(`how far it is, by ${steps} for each file (${mode}${dryRun ? ', dry run' : ''})`, async () => {
      for (let i = 0; i < 6; i++) bench.put(`${i}.fits`, light(i));
      const archive = await open();
      const reports: ProgressReport[] = [];
      const progress = { report: (report: ProgressReport) => void reports.push(report) };
      await archive.register({ sources: [bench.source], mode, dryRun }, { ...noContext, progress });
      const totals = new Set(reports.map(({ total }) => total).filter((total) => total !== null));
      assert.deepEqual([...totals], [6 * steps]);
      assert.ok(reports.every(({ done, total }) => total === null || done <= total));
    });
  }

  it('which file it looks at, while none is read yet', async () => {
    const files = ['a', 'b'].map((name) => bench.put(`${name}.fits`, light(1)));
    const archive = await open();
    const items: (string | undefined)[] = [];
    const progress = {
      report({ phase, item }: ProgressReport) {
        if (phase === 'Searching for files') items.push(item);
      },
    };
    const clock = Object.getOwnPropertyDescriptor(performance, 'now');
    let seconds = 0;
    // Every step is told: a second passes between two looks at the clock.
    performance.now = () => ++seconds * 1000;
    try {
      await archive.register(
        { sources: [bench.source], mode: 'copy', dryRun: false },
        { ...noContext, progress },
      );
    } finally {
      if (clock) Object.defineProperty(performance, 'now', clock);
      else Reflect.deleteProperty(performance, 'now');
    }
    assert.deepEqual(items, [undefined, ...files]);
  });

  it('of each duplicate, skipped and failed file, and in the end how many there were', async () => {
    bench.put('a.fits', light(0));
    bench.put('b.fits', light(0));
    bench.put('bad.fits', Buffer.from('bad'));
    bench.put('odd.fits', light(1, { IMAGETYP: 'what', OBJECT: null }));
    const archive = await open();
    lines = [];
    const { counts, seconds } = await register(archive, 'copy', bench.source);
    assert.deepEqual(counts, { registered: 1, duplicates: 1, failed: 1, skipped: 1 });
    assert.deepEqual(named('info', 'b.fits'), ['b.fits']);
    assert.deepEqual(named('warn', 'bad.fits'), ['bad.fits']);
    assert.deepEqual(named('debug', 'odd.fits'), ['odd.fits']);
    const last = lines.filter(({ level }) => level === 'info').at(-1)?.text ?? '';
    assert.match(last, /\bcopy\b/);
    assert.deepEqual(last.match(/\d+(?:\.\d+)?/g), ['1', '1', '1', '1', seconds.toFixed(1)]);
    assert.doesNotMatch(last, /cancelled/);
  });

  it('how many files are known in one line, and nothing of that where none is', async () => {
    for (let i = 0; i < 3; i++) bench.put(`${i}.fits`, light(i));
    const archive = await open();
    const inAll = () =>
      lines.flatMap(({ level, text }) => (level === 'debug' ? (/^\d+/.exec(text) ?? []) : []));
    await register(archive, 'in-place', bench.source);
    assert.deepEqual(inAll(), []);
    await register(archive, 'in-place', bench.source);
    assert.deepEqual(inAll(), ['3']);
  });

  it('how many more there are of a kind than it lists', async () => {
    for (let i = 0; i < 5; i++) bench.put(`${i}.fits`, light(0));
    const archive = await open();
    lines = [];
    const request = { sources: [bench.source], mode: 'copy', dryRun: false, listed: 2 } as const;
    const { counts, duplicates } = await archive.register(request, noContext);
    assert.deepEqual([counts.duplicates, duplicates.length], [4, 2]);
    assert.equal(named('info', '1.fits', '2.fits', '3.fits', '4.fits').length, 2);
    const more = lines.filter(({ text }) => text.startsWith('…')).map(({ text }) => text.match(/\d+/)?.[0]);
    assert.deepEqual(more, ['2']);
  });

  it('how many more it skips than it lists, the known ones apart', async () => {
    for (let i = 0; i < 3; i++) bench.put(`${i}.fits`, light(i));
    const archive = await open();
    await register(archive, 'in-place', bench.source);
    for (let i = 3; i < 7; i++) bench.put(`${i}.fits`, { cards: { SIMPLE: true } });
    lines = [];
    const request = { sources: [bench.source], mode: 'in-place', dryRun: false, listed: 1 } as const;
    const { counts, known } = await archive.register(request, noContext);
    assert.deepEqual([counts.skipped, known], [7, 3]);
    const more = lines.filter(({ text }) => text.startsWith('…')).map(({ text }) => text.match(/\d+/)?.[0]);
    assert.deepEqual(more, ['3']);
  });

  it('what to do about a plan that no longer holds', async () => {
    const archive = await open();
    const request = { sources: [], mode: 'copy', dryRun: false, plan: 'none' } as const;
    await assert.rejects(archive.register(request, noContext), (error) => {
      failed('stale')(error);
      return (error as { detail: { advice?: string } }).detail.advice !== undefined;
    });
  });
});
