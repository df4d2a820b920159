/** Requests that come too late. */
import assert from 'node:assert/strict';
import { noContext } from '../../../../src/core/base/ports';
import { failed } from '../../../support/failed';
import { Bench, register } from '../../../support/bench';

describe('a closed archive', () => {
  it('refuses every request', async () => {
    const bench = new Bench();
    try {
      const archive = await bench.open();
      await archive.close();
      const asked: Readonly<Record<string, () => Promise<unknown>>> = {
        status: () => archive.status(),
        header: () => archive.header('/x.fits'),
        register: () => register(archive, 'copy', bench.source),
        regenerate: () => archive.regenerate({}, noContext),
        objects: () => archive.objects({}),
        sessions: () => archive.sessions({}),
        session: () => archive.session('x'),
        frames: () => archive.frames({}),
        masters: () => archive.masters({}),
        explain: () => archive.explain('x'),
        link: () => archive.link({ session: 'x', links: {} }),
        reject: () => archive.reject({ frames: ['/x'], rejected: true }),
        alias: () => archive.alias({ action: 'list' }),
        suggest: () => archive.suggestNames({}),
        map: () => archive.mapNames({ dryRun: true } as never, noContext),
        note: () => archive.note({ subject: { object: 'x' } }),
        writeNote: () => archive.note({ subject: { object: 'x' }, text: 'y' }),
        set: () => archive.setCards({ dryRun: true } as never, noContext),
        checkout: () => archive.checkout({ sessions: [] } as never, noContext),
        clean: () => archive.cleanCheckout({ folder: '/x', dryRun: true }, noContext),
        record: () => archive.recordResults({ folder: '/x' }),
        results: () => archive.results({}),
        verify: () => archive.verify({ quick: true, fromStart: true }, noContext),
        repair: () => archive.repair({} as never, noContext),
        reconcile: () => archive.reconcile({ paths: [] }, noContext),
        catchUp: () => archive.catchUp({}, noContext),
        duplicates: () => archive.duplicates({ folders: [] }, noContext),
        recheck: () => archive.recheckDuplicates({ same: 'file', keep: '/x', remove: '/y' }),
        forget: () => archive.forgetRemoved([]),
        merge: () => archive.merge({ from: 'a', into: 'b', mode: 'database', dryRun: true }, noContext),
        history: () => archive.history({}),
        undo: () => archive.undo({ dryRun: true } as never, noContext),
        stats: () => archive.stats({ fresh: true }),
      };
      for (const [name, ask] of Object.entries(asked)) {
        await assert.rejects(Promise.resolve().then(ask), failed('request', /closed/), name);
      }
      await archive.close();
    } finally {
      await bench.dispose();
    }
  });
});
