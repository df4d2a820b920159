/** The checks beside Siril itself: what they call an error is what Siril 1.0 stops at. */
import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { checkFiles } from '../../../../../src/core/siril/check/checkFiles';
import { checkScript } from '../../../../../src/core/siril/check/checkScript';
import { foldersToRead, walk } from '../../../../../src/core/siril/folders/walkScript';
import { parseScript } from '../../../../../src/core/siril/parser/script';
import { findSiril, runScript } from '../../../../../src/core/siril/running/runSiril';

const SCRIPTS: readonly string[] = [
  'requires 1.0.0\nclose\n',
  'REQUIRES 1.0.0\r\n\r\n\tcd\tlights\t \r\nset16bits\r\n',
  'close\n',
  'requires 1.0\n',
  'requires 9.9.9\n',
  'requires\n',
  '\ufeffrequires 1.0.0\n',
  'requires 1.0.0\n  # indented\n',
  'requires 1.0.0\nclose # behind\n',
  'requires 1.0.0\n \t\nclose\n',
  'requires 1.0.0\ncd "my lights"\ncd ..\n',
  'requires 1.0.0\ncd "lights"stray\n',
  "requires 1.0.0\ncd 'lights\n",
  'requires 1.0.0\ncd ""\n',
  'requires 1.0.0\ncd nowhere\n',
  'requires 1.0.0\ncalibrate light\n',
  'requires 1.0.0\nls\n',
  'requires 1.0.0\nselect 1 2\n',
  'requires 1.0.0\ncd\n',
  'requires 1.0.0\nsetref light\n',
  'requires 1.0.0\nclsoe\n',
  'requires 1.0.0\ncd lights\nregister nothing\n',
  'requires 1.0.0\ncd empty\nconvert x\n',
];

/** Siril 1.0 goes on at these, and they are errors all the same. */
const FORGIVEN = new Map([["requires 1.0.0\ncd 'lights\n", 'quote']]);

describe('scripts that Siril 1.0 itself judges', function () {
  this.timeout(60_000);
  let folder: string;
  before(async function () {
    const siril = await findSiril();
    if (!siril?.version.startsWith('1.0.')) {
      this.test!.parent!.title += ' (skipped: no siril-cli 1.0)';
      this.skip();
    }
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'siril-judges-'));
    for (const name of ['lights', 'my lights', 'empty', 'home']) fs.mkdirSync(path.join(folder, name));
    fs.writeFileSync(path.join(folder, '.astro-archive-checkout.json'), '{}');
  });
  after(() => folder && fs.rmSync(folder, { recursive: true, force: true }));

  for (const text of SCRIPTS) {
    it(JSON.stringify(text), async () => {
      const script = parseScript(text);
      const steps = walk(script, folder, { major: 1, minor: 0, patch: 6 });
      const listing = new Map(
        foldersToRead(steps, folder).map((each) => [
          each,
          fs.existsSync(each) ? new Set(fs.readdirSync(each)) : null,
        ]),
      );
      const found = [
        ...checkScript(script, { version: '1.0.6', from: 'installed' }),
        ...checkFiles(steps, folder, listing),
      ];
      const errors = found.filter(({ severity, code }) => severity === 'error' || code === 'version-here');
      fs.writeFileSync(path.join(folder, 'test.ssf'), text);
      const env = { ...process.env, HOME: path.join(folder, 'home'), LC_ALL: 'C' };
      const { exitCode } = await runScript({ folder, script: 'test.ssf', env });
      if (FORGIVEN.has(text)) assert.deepEqual([exitCode, errors[0]?.code], [0, FORGIVEN.get(text)]);
      else assert.equal(errors.length > 0, exitCode !== 0, errors.map(({ message }) => message).join('\n'));
    });
  }
});
