/** How far a registration says it is, while files are still being found, read and filed at once. */
import assert from 'node:assert/strict';
import type { ProgressReport } from '../../../../../src/core/base/ports';
import { RegisterSteps } from '../../../../../src/core/operations/register/registerSteps';

describe('the steps of a registration', () => {
  const clock = Object.getOwnPropertyDescriptor(performance, 'now');
  let reports: ProgressReport[];
  beforeEach(() => {
    reports = [];
    // Every step is told: a second passes between two looks at the clock.
    let seconds = 0;
    performance.now = () => ++seconds * 1000;
  });
  afterEach(() => {
    if (clock) Object.defineProperty(performance, 'now', clock);
    else Reflect.deleteProperty(performance, 'now');
  });

  const steps = (filing: boolean) =>
    new RegisterSteps({ report: (report) => void reports.push(report) }, filing);
  const last = () => {
    const { phase, done, total } = reports.at(-1) ?? assert.fail();
    return [phase, done, total];
  };

  it('count the files that are looked at until all are found', () => {
    const counting = steps(true);
    assert.deepEqual(last(), ['Searching for files', 0, null]);
    counting.looked('/in/a.fits');
    counting.looked('/in/b.fits');
    assert.deepEqual(last(), ['Searching for files', 2, null]);
    assert.equal(reports.at(-1)?.item, '/in/b.fits');
    counting.found(2);
    counting.read('/in/a.fits');
    assert.deepEqual(last(), ['Searching for files', 2, null], 'reading is not counted yet');
    counting.allFound();
    assert.deepEqual(last(), ['Reading headers', 1, 4], 'each new file is read and filed');
    counting.looked('/in/c.fits');
    assert.deepEqual(last(), ['Reading headers', 1, 4]);
    counting.read('/in/b.fits');
    assert.deepEqual(last(), ['Reading headers', 2, 4]);
    assert.equal(reports.at(-1)?.item, '/in/b.fits');
  });

  it('have no total while a batch is filed before all are found', () => {
    const counting = steps(true);
    counting.found(3);
    for (const name of ['a', 'b', 'c']) counting.read(name);
    counting.begin();
    assert.deepEqual(last(), ['Reading headers', 3, null]);
    counting.begin();
    assert.equal(reports.filter(({ phase }) => phase === 'Reading headers').length, 1, 'it begins once');
    counting.meter.phase('Storing files');
    counting.goOn();
    assert.deepEqual(last(), ['Reading headers', 3, null], 'more may be found');
    counting.found(1);
    counting.allFound();
    counting.read('d');
    assert.deepEqual(last(), ['Reading headers', 4, 8]);
  });

  it('stay with storing when there is nothing left to read', () => {
    const counting = steps(true);
    counting.found(2);
    counting.read('a');
    counting.allFound();
    counting.meter.phase('Storing files');
    counting.goOn();
    assert.equal(last()[0], 'Reading headers', 'one of two is still to be read');
    counting.read('b');
    counting.meter.phase('Storing files');
    counting.goOn();
    assert.equal(last()[0], 'Storing files');
  });

  it('are complete with files that need no filing', () => {
    const filing = steps(true);
    filing.found(1);
    filing.allFound();
    filing.read('a');
    filing.done('a');
    assert.deepEqual(last(), ['Reading headers', 2, 2]);
    const reading = steps(false);
    reading.found(1);
    reading.allFound();
    assert.deepEqual(last(), ['Reading headers', 0, 1], 'one step each where nothing is moved');
    reading.read('a');
    reading.done('a');
    assert.deepEqual(last(), ['Reading headers', 1, 1]);
  });
});
