/** The settings that an archive keeps. */
import assert from 'node:assert/strict';
import type { ArchiveSettings } from '../../../../../src/core/api/archive';
import { DEFAULT_TOLERANCES } from '../../../../../src/core/base/matching';
import { DEFAULT_PATTERNS } from '../../../../../src/core/rules/place/patterns';
import {
  keptFrom,
  settingsToKeep,
  settingsWith,
} from '../../../../../src/core/storage/identity/archiveSettings';

const usual: ArchiveSettings = {
  repository: '/astro',
  database: '/astro/a.sqlite',
  timeZone: null,
  patterns: DEFAULT_PATTERNS,
  tolerances: DEFAULT_TOLERANCES,
  addWcs: 'whenCopied',
  sirilPath: null,
};

describe('settings of an archive', () => {
  it('are taken one by one, and those that make no sense are named', () => {
    const [kept, wrong] = keptFrom({
      timeZone: 'Europe/Ghent',
      addWcs: 'never',
      staleMasterDays: -1,
      patterns: { lightFolder: '../..', lightName: '{OBJECT}' },
      tolerances: { rotator: 3, temperature: '5', preferMasters: false, moon: 1 },
    });
    assert.deepEqual(kept, {
      addWcs: 'never',
      patterns: { lightName: '{OBJECT}' },
      tolerances: { rotator: 3, preferMasters: false },
    });
    assert.deepEqual(wrong.sort(), [
      'patterns.lightFolder',
      'staleMasterDays',
      'timeZone',
      'tolerances.temperature',
    ]);
    for (const nothing of [null, 7, 'x', [], { patterns: 7, tolerances: null }]) {
      assert.deepEqual(keptFrom(nothing), [{}, []]);
    }
  });

  it('count where the user has made none, and the usual where the archive keeps none', () => {
    const kept = { addWcs: 'never', tolerances: { rotator: 3, temperature: 1 } } as const;
    const asked = { ...usual, tolerances: { ...DEFAULT_TOLERANCES, temperature: 9 } };
    const made = settingsWith(asked, kept, new Set(['tolerances.temperature']));
    assert.equal(made.addWcs, 'never');
    assert.deepEqual(made.tolerances, { ...DEFAULT_TOLERANCES, rotator: 3, temperature: 9 });
    assert.deepEqual(made.patterns, DEFAULT_PATTERNS);
    assert.equal(made.timeZone, null);
  });

  it('are kept as the user makes them, beside those that were kept', () => {
    const asked = { ...usual, timeZone: 'UTC', patterns: { ...DEFAULT_PATTERNS, lightName: '{OBJECT}' } };
    assert.deepEqual(
      settingsToKeep(
        asked,
        { addWcs: 'never', patterns: { lightFolder: 'L' } },
        new Set(['timeZone', 'patterns.lightName']),
      ),
      { addWcs: 'never', timeZone: 'UTC', patterns: { lightFolder: 'L', lightName: '{OBJECT}' } },
    );
  });

  it('come back as they were kept', () => {
    const given = new Set(['timeZone', 'addWcs', 'tolerances.rotator', 'patterns.stackFolder'] as const);
    const kept = settingsToKeep(usual, {}, given);
    assert.deepEqual(keptFrom(JSON.parse(JSON.stringify(kept))), [kept, []]);
  });
});
