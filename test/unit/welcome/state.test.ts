import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { type Sight, type WelcomeState, welcomeState } from '../../../src/welcome/state';

interface Welcome {
  readonly view: string;
  readonly contents: string;
  readonly when: string;
}

const root = path.join(__dirname, '../../..');
const manifest = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
  readonly contributes: { readonly viewsWelcome: readonly Welcome[] };
};

/** Whether a clause holds: `!a && b == c && d =~ /e/`. */
function holds(when: string, keys: Readonly<Record<string, string | number | boolean>>): boolean {
  return when.split('&&').every((part) => {
    const [, not = '', key = '', , , value = '', pattern = ''] =
      /^\s*(!?)([\w.]+)(\s*(== (\w+)|=~ \/(.+)\/))?\s*$/.exec(part) ?? [];
    assert.ok(key in keys, `a plain clause: ${part}`);
    const found = String(keys[key]);
    if (value !== '') return found === value;
    if (pattern !== '') return new RegExp(pattern).test(found);
    return found === (not === '' ? 'true' : 'false');
  });
}

const STATES: readonly (WelcomeState | '')[] = [
  'noFolder',
  'inUse',
  'away',
  'empty',
  'files',
  'ungrouped',
  'ready',
  '',
];

describe('the state for the welcome texts', () => {
  const sight = (folder: boolean, files: boolean): Sight => ({
    folder: () => Promise.resolve(folder),
    files: () => Promise.resolve(files),
  });

  it('follows the numbers of frames and sessions, and files where there are no frames', async () => {
    assert.equal(await welcomeState({ frameCount: 0, sessions: 0 }, sight(true, false)), 'empty');
    assert.equal(await welcomeState({ frameCount: 0, sessions: 0 }, sight(true, true)), 'files');
    assert.equal(await welcomeState({ frameCount: 0, sessions: 0 }, sight(false, false)), 'away');
    assert.equal(await welcomeState({ frameCount: 3, sessions: 0 }, sight(true, true)), 'ungrouped');
    assert.equal(await welcomeState({ frameCount: 3, sessions: 1 }, sight(false, false)), 'ready');
  });

  it('looks for no files where frames are registered', async () => {
    const looked = () => Promise.reject(new Error('looked'));
    const nowhere: Sight = { folder: looked, files: looked };
    assert.equal(await welcomeState({ frameCount: 1, sessions: 1 }, nowhere), 'ready');
  });

  for (const view of ['objects', 'sessions', 'calibrations']) {
    it(`chooses at most one text of the view ${view}, and one for each state`, () => {
      const texts = manifest.contributes.viewsWelcome.filter((each) => each.view === `astroArchive.${view}`);
      for (const isWorkspaceTrusted of [true, false]) {
        for (const state of STATES) {
          const keys = { isWorkspaceTrusted, 'astroArchive.state': state };
          const shown = texts.filter(({ when }) => holds(when, keys));
          assert.equal(shown.length, state === '' ? 0 : 1, `${state} ${isWorkspaceTrusted}`);
        }
      }
    });
  }
});
