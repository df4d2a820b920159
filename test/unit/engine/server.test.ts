/** What the engine's side of the port answers. */
import assert from 'node:assert/strict';
import type { MessageConnection } from 'vscode-jsonrpc/node';
import { REQUESTS } from '../../../src/core/api/requests';
import { silentLog } from '../../../src/core/base/ports';
import { EngineClient } from '../../../src/engine/client';
import {
  CLOSE,
  DIAGNOSE,
  IMAGE_REQUESTS,
  OPEN,
  RESCUE_REQUESTS,
  SAVE_PICTURE,
  THUMBNAIL,
} from '../../../src/engine/protocol';
import { serve } from '../../../src/engine/server';

describe('serve', () => {
  it('answers every request of the table once, and those that stand beside it', () => {
    const names: string[] = [];
    const connection = { onRequest: (name: string) => void names.push(name) };
    serve(connection as unknown as MessageConnection);
    assert.deepEqual(
      names.sort(),
      [
        ...Object.keys(REQUESTS),
        OPEN,
        CLOSE,
        DIAGNOSE,
        SAVE_PICTURE,
        THUMBNAIL,
        ...RESCUE_REQUESTS,
        ...IMAGE_REQUESTS,
      ].sort(),
    );
  });

  it('is asked by a client that has a method for each of them', async () => {
    const client = new EngineClient({
      workerFile: '/dist/engine.js',
      settings: () => assert.fail('nothing was asked'),
      log: silentLog,
    });
    const methods = client as unknown as Readonly<Record<string, unknown>>;
    for (const name of [...Object.keys(REQUESTS), ...RESCUE_REQUESTS, CLOSE]) {
      assert.equal(typeof methods[name], 'function', name);
    }
    for (const name of [...IMAGE_REQUESTS, SAVE_PICTURE] as const)
      assert.equal(typeof client.pictures[name], 'function', name);
    await client.dispose();
  });
});
