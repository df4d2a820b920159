import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';
import { house } from '../../../eslint/house.mjs';

/** A project of one sound file and what is planted into it; paths below `src`, with `/`. */
async function lint(planted: Readonly<Record<string, string>>): Promise<string[]> {
  // import-x follows links when it resolves an import, and the folder for temporary files can be one.
  const root = fs.realpathSync(fs.mkdtempSync(path.join(tmpdir(), 'aa-house-')));
  try {
    const files = { 'core/base/model.ts': 'export const FRAME = 1;\n', ...planted };
    for (const [name, text] of Object.entries(files)) {
      const file = path.join(root, 'src', name);
      fs.mkdirSync(path.dirname(file), { recursive: true });
      fs.writeFileSync(file, text);
    }
    const eslint = new ESLint({
      cwd: root,
      overrideConfigFile: true,
      overrideConfig: [{ files: ['**/*.ts'], languageOptions: { parser: tseslint.parser } }, ...house(root)],
    });
    const results = await eslint.lintFiles(['src']);
    return results.flatMap(({ filePath, messages }) =>
      messages.map(
        ({ ruleId }) =>
          `${path.relative(path.join(root, 'src'), filePath).split(path.sep).join('/')}: ${ruleId}`,
      ),
    );
  } finally {
    fs.rmSync(root, { recursive: true, force: true });
  }
}

describe('the lint of the house', function () {
  this.timeout(60_000);

  it('lets a floor import the floors below it, and a room those that stand before it', async () => {
    const planted = {
      'core/formats/fits/cards.ts': "import { FRAME } from '../../base/model';\nexport const CARD = FRAME;\n",
      'core/formats/xisf/read.ts': "import { CARD } from '../fits/cards';\nexport const READ = CARD;\n",
      'tree/index.ts': "import { FRAME } from '../core/base/model';\nexport const TREE = FRAME;\n",
    };
    assert.deepEqual(await lint(planted), []);
  });

  it('refuses an import upwards, between floors and between rooms', async () => {
    const planted = {
      'core/storage/files/step.ts': 'export const STEP = 1;\n',
      'core/rules/place/place.ts':
        "import { STEP } from '../../storage/files/step';\nexport const PLACE = STEP;\n",
      'core/formats/xisf/read.ts': 'export const READ = 1;\n',
      'core/formats/fits/cards.ts': "import { READ } from '../xisf/read';\nexport const CARD = READ;\n",
    };
    assert.deepEqual(await lint(planted), [
      'core/formats/fits/cards.ts: import-x/no-restricted-paths',
      'core/rules/place/place.ts: import-x/no-restricted-paths',
    ]);
  });

  it('refuses rooms, floors and loose files that are in no list', async () => {
    const sound = 'export const A = 1;\n';
    const planted = {
      'core/rules/weather/clouds.ts': sound,
      'core/cellar/wine.ts': sound,
      'core/loose.ts': sound,
      'core/rules/loose.ts': sound,
      'garage/car.ts': sound,
    };
    assert.deepEqual(
      (await lint(planted)).sort(),
      Object.keys(planted)
        .map((name) => `${name}: no-restricted-syntax`)
        .sort(),
    );
  });

  it('refuses circles of files', async () => {
    const planted = {
      'core/base/a.ts': "import { B } from './b';\nexport const A = (): number => B();\n",
      'core/base/b.ts': "import { A } from './a';\nexport const B = (): number => A();\n",
    };
    assert.deepEqual(await lint(planted), [
      'core/base/a.ts: import-x/no-cycle',
      'core/base/b.ts: import-x/no-cycle',
    ]);
  });

  it('refuses a view that imports another view, files or the database', async () => {
    const planted = {
      'core/storage/files/step.ts': 'export const STEP = 1;\n',
      'tree/items.ts': "import { STEP } from '../core/storage/files/step';\nexport const ITEM = STEP;\n",
      'commands/index.ts': "import { ITEM } from '../tree/items';\nexport const ALL = ITEM;\n",
    };
    assert.deepEqual((await lint(planted)).sort(), [
      'commands/index.ts: import-x/no-restricted-paths',
      'tree/items.ts: import-x/no-restricted-paths',
    ]);
  });
});
