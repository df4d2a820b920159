import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import fc from 'fast-check';
import { checkScript } from '../../../../../src/core/siril/check/checkScript';
import type { ScriptFix } from '../../../../../src/core/siril/check/fixes';
import type { ScriptProblem } from '../../../../../src/core/siril/check/problem';
import { targetOf } from '../../../../../src/core/siril/check/target';
import { COMMANDS } from '../../../../../src/core/siril/commands/table';
import { parseScript } from '../../../../../src/core/siril/parser/script';
import { inOrder } from '../../../../support/inOrder';
import { shared } from '../../../../support/shared';

const installed = (version: string) => ({ version, from: 'installed' }) as const;

/** Problems as `line code severity: the text it is at`. */
function problems(text: string, version: string | null = null): readonly string[] {
  const lines = text.replace(/^\ufeff/, '').split(/\r\n|\n|\r/);
  return check(text, version).map(
    ({ line, start, end, code, severity }) =>
      `${line + 1} ${code} ${severity}: ${lines[line]?.slice(start, end) ?? ''}`,
  );
}

function check(text: string, version: string | null = null): readonly ScriptProblem[] {
  return checkScript(parseScript(text), version === null ? null : installed(version));
}

/** The text after the first fix of the first problem. */
function mended(text: string, version: string | null = null, which = 0): string {
  const fix = check(text, version)[0]?.fixes?.()[which];
  assert.ok(fix, 'a fix');
  return apply(text, fix);
}

function apply(text: string, { edits }: ScriptFix): string {
  const lines = parseScript(text).lines.map(({ raw, ending }) => raw + ending);
  for (const { line, start, end, text: by } of [...edits].reverse()) {
    const old = lines[line] ?? '';
    lines[line] = old.slice(0, start) + by + old.slice(end);
  }
  return lines.join('');
}

describe('the version that a script is for', () => {
  it('is what it requires, else the Siril at hand, else that of today', () => {
    const of = (text: string, version: string | null) => {
      const { version: got, from } = targetOf(
        parseScript(text),
        version === null ? null : installed(version),
      );
      return `${got.major}.${got.minor} ${from}`;
    };
    assert.equal(of('requires 1.0.0\n', '1.4.4'), '1.0 script');
    assert.equal(of('close\n', '1.0.6'), '1.0 installed');
    assert.equal(of('requires x\n', null), '1.4 nothing');
  });
});

describe('checkScript', () => {
  it('finds nothing in a good script', () => {
    assert.deepEqual(
      problems('# Title\n\nREQUIRES 1.2.0\nset32bits\ncd lights\n\tconvert light -out=../process\n'),
      [],
    );
    assert.deepEqual(problems('requires 0.99.4\ncalibrate x\n').length, 1);
  });

  it('knows unknown commands and what was meant', () => {
    assert.deepEqual(problems('requires 1.2.0\ncalibrat light\n'), ['2 unknown-command error: calibrat']);
    assert.equal(mended('requires 1.2.0\ncalibrat light\n'), 'requires 1.2.0\ncalibrate light\n');
    assert.equal(mended('requires 1.2.0\nstakc x\n'), 'requires 1.2.0\nstack x\n');
    assert.deepEqual(check('requires 1.2.0\nxyzzy\n')[0]?.fixes?.(), []);
  });

  it('knows commands that came later or are gone', () => {
    assert.deepEqual(problems('requires 1.0.0\ncalibrate light\n'), ['2 command-later error: calibrate']);
    assert.match(check('requires 1.0.0\ncalibrate light\n')[0]?.message ?? '', inOrder('1.2.0', '1.0.0'));
    assert.deepEqual(problems('requires 1.4.0\npreprocess light\n'), ['2 command-gone error: preprocess']);
    assert.deepEqual(problems('requires 1.2.0\npreprocess light\n'), []);
    assert.deepEqual(problems('requires 1.2.0\npreprocess light\n', '1.4.4'), [
      '2 command-gone warning: preprocess',
    ]);
  });

  it('changes preprocess to calibrate with what 1.0 did by itself', () => {
    const old = 'requires 1.0.0\npreprocess flat -bias=b\nPREPROCESS light -dark=d -flat=f -cfa\n';
    const fix = check(old, '1.4.4')[0]?.fixes?.()[0];
    assert.ok(fix);
    assert.equal(
      apply(old, fix),
      'requires 1.2.0\ncalibrate flat -bias=b\ncalibrate light -dark=d -cc=dark -flat=f -cfa\n',
    );
    assert.deepEqual(problems(apply(old, fix), '1.4.4'), []);
    assert.equal(mended('requires 1.4.0\npreprocess l -dark=d\n'), 'requires 1.4.0\ncalibrate l -dark=d\n');
  });

  it('changes calibrate to preprocess without what 1.0 does not have', () => {
    const script =
      'requires 1.0.0\ncalibrate light -dark=d -cc=dark 3 3 -flat=f -all -opt=exp -cfa\ncalibrate flat "-bias=a b"\n';
    assert.equal(
      mended(script),
      'requires 1.0.0\npreprocess light -dark=d -flat=f -opt -cfa\npreprocess flat "-bias=a b"\n',
    );
    assert.deepEqual(problems(mended(script), '1.0.6'), []);
    assert.equal(mended(script, null, 1).split('\n')[0], 'requires 1.2.0');
  });

  it('knows what a script may not use', () => {
    assert.deepEqual(problems('requires 1.2.0\nls\n'), ['2 not-scriptable error: ls']);
    assert.deepEqual(problems('requires 1.0.0\nfindstar\n'), ['2 not-scriptable error: findstar']);
    assert.deepEqual(problems('requires 1.2.0\nfindstar\n'), []);
  });

  it('counts arguments', () => {
    assert.deepEqual(problems('requires 1.2.0\ncd\n'), ['2 missing-argument error: cd']);
    assert.match(check('requires 1.2.0\nsetref light\n')[0]?.message ?? '', /<index>/);
    assert.deepEqual(problems('requires 1.2.0\nconvert -out=../process\n'), [
      '2 missing-argument error: convert',
    ]);
    assert.deepEqual(problems('requires 1.2.0\nght -B=1\n'), []);
    assert.deepEqual(problems('requires 1.2.0\nclose now please\n'), [
      '2 surplus-argument warning: now please',
    ]);
    assert.deepEqual(problems('requires 1.2.0\nsetext fit -3\n'), ['2 surplus-argument warning: -3']);
    assert.deepEqual(problems('requires 1.4.0\nsatu -0.5 1\npyscript x.py a -b\n'), []);
  });

  it('knows options, those of other versions too', () => {
    assert.deepEqual(problems('requires 1.2.0\nstack x rej 3 3 -norms=add\n'), [
      '2 unknown-option warning: -norms=add',
    ]);
    assert.equal(
      mended('requires 1.2.0\nstack x rej 3 3 -norms=add\n'),
      'requires 1.2.0\nstack x rej 3 3 -norm=add\n',
    );
    assert.deepEqual(problems('requires 1.2.0\nstack x rej 3 3 -32b\n'), ['2 unknown-option warning: -32b']);
    assert.equal(mended('requires 1.2.0\nstack x rej 3 3 -32b\n').split('\n')[0], 'requires 1.4.0');
    assert.deepEqual(problems('requires 1.4.0\nregister x -norot\n'), [
      '2 unknown-option information: -norot',
    ]);
    assert.deepEqual(problems('requires 1.2.0\nstack x rej -out= -nonorm=3\n'), [
      '2 option-value warning: -out=',
      '2 option-value warning: -nonorm=3',
    ]);
    assert.deepEqual(
      problems('requires 1.4.0\ncalibrate x -dark=d -opt=exp\ncalibrate x -dark=d -opt\n'),
      [],
    );
    assert.deepEqual(problems('requires 1.2.0\nstack x rej -filter-included -rejmaps\n'), []);
  });

  it('knows quotes that Siril does not understand', () => {
    const bad = 'requires 1.2.0\nstack x rej 3 3 -out="../my process/r"\n';
    assert.equal(problems(bad)[0], '2 quote error: -out="../my process/r"');
    assert.equal(mended(bad), 'requires 1.2.0\nstack x rej 3 3 "-out=../my process/r"\n');
    assert.deepEqual(problems('requires 1.2.0\ncalibrate flat -bias="=510"\n'), []);
    assert.deepEqual(problems("requires 1.2.0\nsave it's\n"), []);
    assert.deepEqual(problems('requires 1.2.0\ncd "my lights\n'), ['2 quote error: "my lights']);
    assert.deepEqual(problems('requires 1.2.0\ncd ""\n'), ['2 quote error: ""']);
    assert.equal(problems('requires 1.2.0\ncd "lights"stray\n')[0], '2 quote warning: "lights"');
    assert.deepEqual(problems('requires 1.2.0\nclose "\n'), ['2 quote warning: "']);
    assert.deepEqual(problems('requires 1.2.0\ncd “lights”\n'), ['2 quote warning: “lights”']);
    assert.equal(mended('requires 1.2.0\ncd\u00a0lights\n'), 'requires 1.2.0\ncd lights\n');
  });

  it('knows comments where Siril has none', () => {
    assert.deepEqual(problems('requires 1.2.0\n  # note\n'), ['2 comment error: # note']);
    assert.equal(mended('requires 1.2.0\n  # note\n'), 'requires 1.2.0\n# note\n');
    const trailing = 'requires 1.2.0\r\nclose   # the end\r\n';
    assert.deepEqual(problems(trailing), ['2 comment warning: # the end']);
    assert.equal(mended(trailing), 'requires 1.2.0\r\n# the end\r\nclose\r\n');
  });

  it('knows what 1.0 stops at and later ones do not', () => {
    assert.deepEqual(problems('requires 1.0.0\n \t\nclose\n'), ['2 blank-line error:  \t']);
    assert.equal(mended('requires 1.0.0\n \t\nclose\n'), 'requires 1.0.0\n\nclose\n');
    assert.deepEqual(problems('requires 1.2.0\n \t\nclose \t\n'), []);
    assert.deepEqual(problems('\ufeffrequires 1.0.0\n'), ['1 byte-order-mark error: requires 1.0.0']);
    assert.deepEqual(problems('\ufeffrequires 1.2.0\n'), ['1 byte-order-mark information: requires 1.2.0']);
    assert.equal(check('\ufeffrequires 1.0.0\n')[0]?.fixes?.()[0]?.removesByteOrderMark, true);
    assert.deepEqual(problems('requires 1.0.0\rclose\n'), ['1 lone-carriage-return error: ']);
  });

  it('asks for requires, and that it makes sense', () => {
    assert.deepEqual(problems('close\n', '1.0.6'), ['1 requires-missing error: close']);
    assert.deepEqual(problems('close\n', '1.4.4'), ['1 requires-missing information: close']);
    assert.equal(mended('# x\nclose\n', '1.3.4'), '# x\nrequires 1.4.0\nclose\n');
    assert.deepEqual(problems('# only a comment\n', '1.0.6'), []);
    assert.deepEqual(problems('close\nrequires 1.0.0\n'), ['1 requires-missing error: close']);
    assert.deepEqual(problems('close\nrequires 1.2.0\n'), []);
    assert.equal(mended('requires 1.2\n'), 'requires 1.2.0\n');
    assert.deepEqual(problems('requires soon\n'), ['1 requires-version error: soon']);
    assert.deepEqual(problems('requires 1.4.0 1.2.0\n'), ['1 requires-version error: 1.2.0']);
    assert.deepEqual(problems('requires 1.4.0 1.6.0\n'), []);
    assert.deepEqual(problems('requires 1.2.0\n', '1.0.6'), ['1 version-here warning: 1.2.0']);
    assert.deepEqual(problems('requires\n'), ['1 missing-argument error: requires']);
  });

  it('never throws, stays inside the text, and its fixes can be applied', () => {
    const word = fc.oneof(
      fc.constantFrom(...COMMANDS.map(({ name }) => name)),
      fc.constantFrom(
        'requires',
        '1.0.0',
        '-dark=x',
        '-cc=dark',
        '"a b"',
        '"',
        "'",
        '#',
        '-out="a b"',
        '3',
        '\u00a0',
        '-opt',
      ),
      fc.string({ maxLength: 6 }),
    );
    const line = fc.array(word, { maxLength: 6 }).map((words) => words.join(' '));
    const version = fc.constantFrom(null, '1.0.6', '1.2.6', '1.4.4', '1.5.0', 'x');
    fc.assert(
      fc.property(fc.array(line, { maxLength: 12 }), version, (parts, at) => {
        const text = parts.join('\n');
        const lines = parseScript(text).lines;
        for (const problem of check(text, at)) {
          const length = lines[problem.line]?.raw.length ?? -1;
          assert.ok(0 <= problem.start && problem.start <= problem.end && problem.end <= length, text);
          for (const fix of problem.fixes?.() ?? []) apply(text, fix);
        }
      }),
      { numRuns: 200 },
    );
  });
});

const FOLDERS = ['v10', 'v12'].map((name) => shared('siril', 'scripts', name));

for (const folder of [...FOLDERS, '/usr/share/siril/scripts']) {
  const there = fs.existsSync(folder);
  it(`has nothing to say of the scripts in ${folder}${there ? '' : ' (skipped: not there)'}`, function () {
    if (!there) this.skip();
    const scripts = fs.readdirSync(folder).filter((name) => name.endsWith('.ssf'));
    assert.ok(scripts.length > 0);
    for (const name of scripts) {
      const text = fs.readFileSync(path.join(folder, name), 'utf8');
      assert.deepEqual(problems(text), [], name);
      // Where the script's own version is at hand, too.
      assert.deepEqual(problems(text, folder.endsWith('v12') ? '1.2.0' : '1.0.6'), [], name);
    }
  });
}
