/** The files that generated scripts name: each is in the checkout, or made by a line before. Their commands: `dialects.test.ts`. */
import assert from 'node:assert/strict';
import * as path from 'node:path';
import { checkFiles } from '../../../../../src/core/siril/check/checkFiles';
import { targetOf } from '../../../../../src/core/siril/check/target';
import type { FoldersOfScript } from '../../../../../src/core/siril/folders/foldersOfScript';
import { foldersToRead, walk } from '../../../../../src/core/siril/folders/walkScript';
import { parseScript } from '../../../../../src/core/siril/parser/script';
import type {
  CalibrationSet,
  LightGroup,
  Recipe,
  StackResult,
} from '../../../../../src/core/siril/script/recipe';
import { sirilScript } from '../../../../../src/core/siril/script/writeScript';

const BASE = path.resolve('/checkout');

function set(kind: CalibrationSet['kind'], differs: Partial<CalibrationSet> = {}): CalibrationSet {
  return {
    key: kind,
    kind,
    session: 's',
    text: `8 ${kind} frames`,
    frameCount: 8,
    folder: `${kind}s`,
    sequence: kind.toLowerCase(),
    master: `masters/${kind.toLowerCase()}_stacked`,
    offset: null,
    level: null,
    used: true,
    ...differs,
  };
}

function group(name: string, differs: Partial<LightGroup> = {}): LightGroup {
  return {
    name,
    session: 's1',
    text: '12 light frames',
    lights: 12,
    folder: `lights/${name}`,
    sequence: `light_${name}`,
    colour: false,
    planes: 1,
    bias: null,
    dark: 'dark',
    flat: 'flat',
    level: null,
    why: {},
    ...differs,
  };
}

const result = (filter: string, ...groups: LightGroup[]): StackResult => {
  return { name: `M_31_${filter}`, object: 'M 31', filter, groups };
};

const SETS = [set('bias'), set('dark'), set('flat', { offset: 'bias' })];
const FILTERS = ['Ha', 'OIII', 'SII'].map((filter) => result(filter, group(filter)));

const RECIPES: Readonly<Record<string, Recipe>> = {
  mono: { sets: SETS, results: [result('L', group('L'))], alignments: [], warnings: [] },
  colour: {
    sets: SETS,
    alignments: [],
    warnings: [],
    results: [result('OSC', group('OSC', { colour: true, planes: 3 }))],
  },
  'two nights': {
    sets: SETS,
    alignments: [],
    warnings: [],
    results: [result('L', group('L_1'), group('L_2', { dark: null, bias: 'bias' }))],
  },
  'levels in place of biases': {
    sets: [set('flat', { level: 510 })],
    alignments: [],
    warnings: [],
    results: [result('L', group('L', { dark: null, level: 510 }))],
  },
  'lights only, one of them': {
    sets: [],
    alignments: [],
    warnings: [],
    results: [result('L', group('L', { dark: null, flat: null, lights: 1 }))],
  },
  'three filters as one picture': {
    sets: SETS,
    results: FILTERS,
    warnings: [],
    alignments: [
      {
        object: 'M 31',
        sequence: 'channels_M_31',
        results: FILTERS,
        composition: { palette: 'sho', name: 'M_31_SHO', luminance: null, red: 3, green: 1, blue: 2 },
      },
    ],
  },
};

/** A checkout in which each folder of the recipe has a frame. */
function listing(recipe: Recipe, folders: readonly string[]): FoldersOfScript {
  const there = [...recipe.sets, ...recipe.results.flatMap(({ groups }) => groups)].map(({ folder }) =>
    path.join(BASE, folder ?? ''),
  );
  return new Map(
    folders.map((folder) => {
      if (folder === BASE) return [folder, new Set(['.astro-archive-checkout.json'])];
      return [folder, there.includes(folder) ? new Set(['a.fits', 'b.fits']) : null];
    }),
  );
}

describe('generated scripts', () => {
  const problemsOf = (text: string, recipe: Recipe, version: string) => {
    const script = parseScript(text);
    const steps = walk(script, BASE, targetOf(script, { version, from: 'installed' }).version);
    const problems = checkFiles(steps, BASE, listing(recipe, foldersToRead(steps, BASE)));
    return problems.map(({ line, message }) => `${script.lines[line]?.raw}: ${message}`);
  };

  for (const [name, recipe] of Object.entries(RECIPES)) {
    for (const [dialect, version] of [
      ['1.0', '1.0.6'],
      ['1.2', '1.4.4'],
    ] as const) {
      it(`name nothing that is not there: ${name}, for Siril ${version}`, () => {
        const text = sirilScript(recipe, dialect);
        assert.deepEqual(problemsOf(text, recipe, version), []);
      });
    }
  }

  it('would be seen to name what is not there', () => {
    const recipe = RECIPES['mono'];
    assert.ok(recipe);
    const text = sirilScript(recipe, '1.2').replace('register pp_light_L', 'register pp_light_M');
    // eslint-disable-next-line no-restricted-syntax -- a line of a script
    assert.match(problemsOf(text, recipe, '1.4.4').join(), /^register pp_light_M -2pass: /);
  });
});
