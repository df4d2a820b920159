import assert from 'node:assert/strict';
import fc from 'fast-check';
import * as v from 'valibot';
import { fromExplain } from '../../../src/webview/explainProtocol';
import { hear } from '../../../src/webview/hear';
import { fromImagePage } from '../../../src/webview/imageProtocol';
import { fromPlanPage } from '../../../src/webview/planProtocol';
import { fromPage } from '../../../src/webview/protocol';

const SCHEMAS = { fromExplain, fromImagePage, fromPlanPage, fromPage };

/** A page that posts to the extension whatever it is told to. */
function page(schema: v.GenericSchema) {
  const received: unknown[] = [];
  const warnings: string[] = [];
  let post: (message: unknown) => void = () => assert.fail('Nobody listens');
  const nothing = () => undefined;
  const onDidReceiveMessage = (listener: (message: unknown) => void) => {
    post = listener;
    return { dispose: nothing };
  };
  const log = {
    trace: nothing,
    debug: nothing,
    info: nothing,
    error: nothing,
    warn: (text: string) => void warnings.push(text),
  };
  hear({ onDidReceiveMessage }, schema, (message) => received.push(message), { name: 'Page', to: log });
  return { post: (message: unknown) => post(message), received, warnings };
}

describe('messages of hostile pages', () => {
  const kind = fc.constantFrom(
    'ready',
    'more',
    'link',
    'open',
    'log',
    'rows',
    'accept',
    'copy',
    '__proto__',
    'toString',
  );
  const field = fc.constantFrom(
    'counts',
    'link',
    'target',
    'session',
    'asked',
    'list',
    'group',
    'from',
    'more',
  );
  const value = fc.oneof(
    fc.constantFrom('dark', 'automatic', 'registered', 0, 1, -1, 1e9, null, 'x'.repeat(65)),
    fc.dictionary(
      fc.constantFrom('dark', 'flat', 'list', 'group', 'from', 'toString'),
      fc.oneof(fc.constantFrom(0, 1, 'failed', null), fc.anything()),
    ),
    fc.anything(),
  );
  const message = fc.oneof(
    fc.tuple(kind, fc.dictionary(field, value)).map(([of, rest]) => ({ ...rest, kind: of })),
    fc.anything(),
  );
  for (const [name, schema] of Object.entries(SCHEMAS)) {
    it(`are received as what ${name} allows and nothing more, or ignored with a warning`, () => {
      fc.assert(
        fc.property(message, (given) => {
          const { post, received, warnings } = page(schema);
          post(given);
          assert.equal(received.length + warnings.length, 1);
          for (const each of received) {
            assert.ok(v.is(schema, each));
            // A string in a message is short, a number small: no page can make the extension do endless work.
            assert.ok(JSON.stringify(each).length < 400);
          }
        }),
        { numRuns: 300 },
      );
    });
  }
});
