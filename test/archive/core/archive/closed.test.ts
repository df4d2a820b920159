/** Requests that come too late. */
import assert from 'node:assert/strict';
import { type RequestName, REQUESTS } from '../../../../src/core/api/requests';
import { type Context, noContext } from '../../../../src/core/base/ports';
import { Bench } from '../../../support/bench';
import { failed } from '../../../support/failed';

describe('a closed archive', () => {
  it('refuses every request, whether it would write or not', async () => {
    const bench = new Bench();
    try {
      const archive = await bench.open();
      await archive.close();
      for (const name of Object.keys(REQUESTS) as RequestName[]) {
        const ask = archive[name] as (request: unknown, context: Context) => Promise<unknown>;
        for (const request of [
          { dryRun: true, action: 'list' },
          { dryRun: false, text: 'windy' },
        ]) {
          await assert.rejects(ask(request, noContext), failed('request', /closed/), name);
        }
      }
      await archive.close();
    } finally {
      await bench.dispose();
    }
  });
});
