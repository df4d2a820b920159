import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import {
  commandNamed,
  COMMANDS,
  isScriptable,
  optionSummary,
  SETTINGS,
  usageIn,
} from '../../../../../src/core/siril/commands/table';
import { parseUsage } from '../../../../../src/core/siril/commands/usage';
import { parseSirilVersion, presence } from '../../../../../src/core/siril/commands/version';
import { shared } from '../../../../support/shared';

const REFERENCE = shared('siril', 'commands.json');

const version = (text: string) => {
  const parsed = parseSirilVersion(text);
  assert.ok(parsed);
  return parsed;
};

/** The command, which has to be there. */
const named = (name: string) => {
  const command = commandNamed(name);
  assert.ok(command, name);
  return command;
};

interface ReferenceCommand {
  readonly name: string;
  readonly minArgs: number;
  readonly since: string;
  readonly removedAfter?: string;
  readonly scriptable: boolean;
  readonly scriptableByVersion?: Readonly<Record<string, boolean>>;
  readonly usage: string;
  readonly usageByVersion?: Readonly<Record<string, string>>;
}

describe('the table of commands', () => {
  it('finds commands in any case', () => {
    assert.equal(commandNamed('SEQEXTRACT_haoiii')?.name, 'seqextract_HaOIII');
    assert.equal(commandNamed('nothing'), undefined);
  });

  it('has each command once, in words of one line that end with a full stop', () => {
    assert.equal(new Set(COMMANDS.map(({ name }) => name)).size, COMMANDS.length);
    for (const { name, summary } of COMMANDS) assert.match(summary, /^[A-Z][^\n]{8,110}\.$/, name);
    assert.equal(new Set(COMMANDS.map(({ summary }) => summary)).size, COMMANDS.length - 1, 'ls is dir');
  });

  it('knows which version has which command', () => {
    const cases = [
      ['preprocess', '1.0.6', 'there'],
      ['preprocess', '1.2.6', 'there'],
      ['preprocess', '1.4.4', 'gone'],
      ['preprocess', '1.3.4', 'gone'],
      ['calibrate', '0.99.4', 'later'],
      ['calibrate', '1.2.0', 'there'],
      ['seqresample', '1.3.4', 'there'],
      ['graxpert_bg', '1.3.3', 'there'],
      ['graxpert_bg', '1.4.0', 'gone'],
      ['graxpert_bg', '1.2.0', 'later'],
      ['starnet', '1.5.0', 'gone'],
    ] as const;
    for (const [name, at, expected] of cases) {
      assert.equal(presence(named(name), version(at)), expected, `${name} in ${at}`);
    }
  });

  it('knows what a script may use', () => {
    assert.equal(isScriptable(named('select'), version('1.0.6')), false);
    assert.equal(isScriptable(named('select'), version('1.2.0')), true);
    assert.equal(isScriptable(named('ls'), version('1.4.0')), false);
  });

  it('gives the way of use of a version', () => {
    assert.match(usageIn(named('register'), version('1.0.6')), /-norot/);
    assert.match(usageIn(named('register'), version('1.3.4')), /-pixfrac/);
    assert.doesNotMatch(usageIn(named('link'), version('1.2.0')), /-date/);
    assert.match(usageIn(named('link'), version('1.2.6')), /-date/);
  });

  it('has words for the options of what scripts do every day', () => {
    for (const name of ['calibrate', 'register', 'seqapplyreg', 'stack', 'convert', 'link', 'setfindstar']) {
      for (const form of parseUsage(usageIn(named(name), version('1.4.0')))) {
        for (const option of form.options)
          assert.ok(optionSummary(name, option.name), `${name} ${option.name}`);
      }
    }
    assert.match(optionSummary('convert', '-out') ?? '', /folder/i);
    assert.doesNotMatch(optionSummary('stack', '-out') ?? '', /folder/i);
  });

  it('has settings with their types', () => {
    const found = SETTINGS.find(({ name }) => name === 'core.mem_ratio');
    assert.deepEqual(found, { name: 'core.mem_ratio', type: 'double', range: [0.05, 4], since: '1.2.0' });
  });

  it('reads every way of use: the name, then arguments in order', () => {
    for (const command of COMMANDS) {
      for (const usage of Object.values(command.usage)) {
        for (const form of parseUsage(usage)) {
          assert.equal(form.text.split(' ')[0], command.name);
          assert.ok(form.least <= form.most, form.text);
          assert.equal(
            (form.text.match(/[[{]/g) ?? []).length,
            (form.text.match(/[\]}]/g) ?? []).length,
            form.text,
          );
        }
      }
    }
  });

  it('agrees with the lists of the versions', function () {
    if (!fs.existsSync(REFERENCE)) {
      this.test!.title += ' (skipped: no ../shared/siril/commands.json)';
      this.skip();
    }
    const reference = JSON.parse(fs.readFileSync(REFERENCE, 'utf8')) as readonly ReferenceCommand[];
    assert.deepEqual(
      COMMANDS.map(({ name }) => name),
      reference.map(({ name }) => name),
    );
    for (const expected of reference) {
      const got = named(expected.name);
      assert.equal(got.since, expected.since.replace('<=', ''), expected.name);
      assert.equal(got.until, expected.removedAfter?.replace('.x', ''), expected.name);
      assert.equal(got.minimum, expected.minArgs, expected.name);
      assert.equal(isScriptable(got, version('1.4.4')), expected.scriptable, expected.name);
      for (const [at, scriptable] of Object.entries(expected.scriptableByVersion ?? {})) {
        if (at !== 'HEAD') assert.equal(isScriptable(got, version(at)), scriptable, `${expected.name} ${at}`);
      }
      optionsAgree(expected);
    }
  });

  /** Every option in the reference's usage of a version is an option here. */
  function optionsAgree({ name, usage, usageByVersion }: ReferenceCommand): void {
    const texts = Object.entries(usageByVersion ?? { '1.4.4': usage });
    for (const [at, text] of texts) {
      // The development tag counts as the release that it led to.
      if (at === '1.3.3' && usageByVersion?.['1.4.0'] !== undefined) continue;
      const ours = usageIn(named(name), version(at === 'dev' ? '1.5.0' : at));
      // What stands in quotes or behind another option is a name as well.
      for (const [, option = ''] of text.matchAll(/(?:^|[\s[{("|])(-[A-Za-z0-9_][\w-]*)/g)) {
        if (/^-f6?$/.test(option)) continue;
        const known = parseUsage(ours).flatMap((form) => form.options.map((each) => each.name));
        assert.ok(
          known.includes(option) || known.some((each) => option.startsWith(each)),
          `${name} ${option} ${at}`,
        );
      }
    }
  }
});
