/** Linking on every system, decided without one. */
import assert from 'node:assert/strict';
import {
  decideLinks,
  type LinkFacts,
  type SetFacts,
} from '../../../../../src/core/operations/checkout/strategy';

describe('decideLinks', () => {
  const facts = (differs: Partial<LinkFacts> = {}): LinkFacts => ({
    platform: 'win32',
    copy: false,
    copyWhereNeeded: false,
    symlinkRefusal: 'EPERM',
    hardlinkRefusal: null,
    ...differs,
  });
  const set = (differs: Partial<SetFacts> = {}): SetFacts => ({
    sameVolume: false,
    wholeFolder: null,
    ...differs,
  });
  const cases: readonly [why: string, LinkFacts, SetFacts, way: string, reason: RegExp, asks: boolean][] = [
    [
      'symbolic links where allowed',
      facts({ symlinkRefusal: null }),
      set({ sameVolume: true }),
      'symlink',
      /allows/,
      false,
    ],
    ['also on Linux', facts({ platform: 'linux', symlinkRefusal: null }), set(), 'symlink', /allows/, false],
    [
      'hard links on the same volume',
      facts(),
      set({ sameVolume: true }),
      'hardlink',
      /refused \(EPERM\), the archive is on the same volume/,
      false,
    ],
    ['no hard links to another volume', facts(), set(), 'copy', /another volume, no folder belongs/, true],
    [
      'no hard links on exFAT',
      facts({ hardlinkRefusal: 'ENOTSUP' }),
      set({ sameVolume: true }),
      'copy',
      /hard links are refused \(ENOTSUP\)/,
      true,
    ],
    [
      'a junction for a whole folder',
      facts(),
      set({ wholeFolder: 'D:\\l' }),
      'junction',
      /every file of D:\\l belongs/,
      false,
    ],
    [
      'hard links before a junction',
      facts(),
      set({ sameVolume: true, wholeFolder: 'D:\\l' }),
      'hardlink',
      /same/,
      false,
    ],
    [
      'no junction elsewhere',
      facts({ platform: 'linux' }),
      set({ wholeFolder: '/l' }),
      'copy',
      /another volume$/,
      true,
    ],
    ['copies once agreed to', facts({ copyWhereNeeded: true }), set(), 'copy', /as agreed$/, false],
    [
      'copies where asked for',
      facts({ copy: true, symlinkRefusal: null }),
      set({ sameVolume: true }),
      'copy',
      /asked for/,
      false,
    ],
  ];
  for (const [why, given, files, way, reason, asks] of cases) {
    it(why, () => {
      const decision = decideLinks(given, files);
      assert.deepEqual([decision.way, decision.needsConsent], [way, asks]);
      assert.match(decision.reason, reason);
    });
  }
});
