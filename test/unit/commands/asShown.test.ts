import assert from 'node:assert/strict';
import { asShown } from '../../../src/commands/asShown';
import type { Services } from '../../../src/commands/services';
import { ArchiveError } from '../../../src/core/base/errors';

describe('a plan that is carried out as it was shown', () => {
  const said: string[] = [];
  const services = { log: { info: (line: string) => said.push(line) } } as unknown as Services;

  it('is made and shown again as long as it is out of date', async () => {
    let times = 0;
    const done = await asShown(services, () => {
      if (++times < 3) return Promise.reject(new ArchiveError('stale', 'The archive has changed'));
      return Promise.resolve('done');
    });
    assert.deepEqual([done, times], ['done', 3]);
    assert.equal(said.length, 2);
  });

  it('is given up for every other reason', async () => {
    const full = new ArchiveError('file', 'The drive is full');
    await assert.rejects(
      asShown(services, () => Promise.reject(full)),
      full,
    );
  });
});
