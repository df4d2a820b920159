/** Loaded by mocha inside Wine: passes over what Wine cannot do, and says why in the title. */
import type { Suite } from 'mocha';
import { gapOf } from './gaps';

export const mochaHooks = {
  beforeAll(this: Mocha.Context) {
    const root = this.test?.parent;
    if (root !== undefined) passOver(root);
  },
};

function passOver(suite: Suite): void {
  for (const test of suite.tests) {
    const reason = gapOf(test.fullTitle());
    if (reason === undefined) continue;
    test.title += ` (skipped: ${reason})`;
    test.pending = true;
  }
  suite.suites.forEach(passOver);
}
