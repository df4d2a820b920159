import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  commandsOf,
  optionValue,
  parseLine,
  parseScript,
  plainWords,
} from '../../../../../src/core/siril/parser/script';
import { splitWords } from '../../../../../src/core/siril/parser/splitWords';

describe('splitWords', () => {
  const texts = (line: string) => splitWords(line).map(({ text }) => text);

  it('separates at blanks and tabs', () => {
    assert.deepEqual(texts('  stack\tpp_light  rej 3 3 \t'), ['stack', 'pp_light', 'rej', '3', '3']);
    assert.deepEqual(texts(''), []);
    assert.deepEqual(texts(' \t '), []);
  });

  it('takes quotes at the beginning of a word only, as Siril does', () => {
    assert.deepEqual(texts(`cd "my lights"`), ['cd', 'my lights']);
    assert.deepEqual(texts(`cd 'a "b" c'`), ['cd', 'a "b" c']);
    assert.deepEqual(texts(`stack x "-out=../my process"`), ['stack', 'x', '-out=../my process']);
    assert.deepEqual(texts(`stack x -out="../my process"`), ['stack', 'x', '-out="../my', 'process"']);
  });

  it('ends a word with its quote, whatever follows', () => {
    assert.deepEqual(texts(`cd "lights"stray`), ['cd', 'lights', 'stray']);
  });

  it('takes the first character of a word unseen: "" is no empty word', () => {
    assert.deepEqual(texts(`cd ""`), ['cd', '"']);
    assert.deepEqual(texts(`save "" x" y`), ['save', '" x', 'y']);
  });

  it('lets a quote that is not closed go to the end of the line', () => {
    const word = splitWords(`cd "my lights`)[1];
    assert.equal(word?.text, 'my lights');
    assert.equal(word.closed, false);
  });

  it('drops a quote at the very end, and keeps no-break spaces in words', () => {
    assert.deepEqual(texts(`close "`), ['close']);
    assert.deepEqual(texts('a\u00a0b\u00a0'), ['a\u00a0b\u00a0']);
  });
});

describe('parseScript', () => {
  it('knows comments, blank lines and commands', () => {
    const script = parseScript('# Title \n\nrequires 1.2.0\r\n  cd lights\n  # not a comment');
    assert.deepEqual(
      script.lines.map(({ kind, ending }) => [kind, ending]),
      [
        ['comment', '\n'],
        ['blank', '\n'],
        ['command', '\r\n'],
        ['command', '\n'],
        ['command', ''],
      ],
    );
    assert.deepEqual(
      commandsOf(script).map(({ name }) => name.text),
      ['requires', 'cd', '#'],
    );
    assert.equal(script.lines[0]?.kind === 'comment' && script.lines[0].text, 'Title');
  });

  it('tells a byte-order mark', () => {
    const script = parseScript('\ufeffrequires 1.0.0\n');
    assert.equal(script.byteOrderMark, true);
    assert.equal(commandsOf(script)[0]?.name.text, 'requires');
  });

  it('takes options apart and numbers for what they are', () => {
    const line = parseLine(`x -dark=../a=b "-out=my dir/x" -2pass -32b -0.5 -.5 -1e5 - -- -opt`, 0);
    assert.equal(line.kind, 'command');
    assert.deepEqual(
      line.arguments.map(({ option }) => option && [option.name, option.value]),
      [
        ['-dark', '../a=b'],
        ['-out', 'my dir/x'],
        ['-2pass', null],
        ['-32b', null],
        null,
        null,
        null,
        null,
        null,
        ['-opt', null],
      ],
    );
    assert.deepEqual(
      plainWords(line).map(({ text }) => text),
      ['-0.5', '-.5', '-1e5', '-', '--'],
    );
    assert.equal(optionValue(line, '-out'), 'my dir/x');
    assert.equal(optionValue(line, '-opt'), null);
    const [dark] = line.arguments;
    assert.equal(line.raw.slice(dark?.option?.valueStart, dark?.word.end), '../a=b');
  });

  const pieces = fc.constantFrom(
    '"',
    "'",
    '#',
    ' ',
    '\t',
    '\n',
    '\r\n',
    '\r',
    '-',
    '=',
    'a',
    'b',
    '\u00a0',
    '\ufeff',
    '😀',
  );
  const anyScript = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(pieces, { maxLength: 60 }).map((parts) => parts.join('')),
  );

  it('never throws and loses nothing', () => {
    fc.assert(
      fc.property(anyScript, (text) => {
        const { byteOrderMark, lines } = parseScript(text);
        const body = lines.map(({ raw, ending }) => raw + ending).join('');
        assert.equal((byteOrderMark ? '\ufeff' : '') + body, text);
        lines.forEach(({ line }, index) => assert.equal(line, index));
      }),
      { numRuns: 2000 },
    );
  });

  it('gives ranges inside their lines, in order, that hold the words', () => {
    fc.assert(
      fc.property(anyScript, (text) => {
        for (const command of commandsOf(parseScript(text))) {
          let last = 0;
          for (const word of [command.name, ...command.arguments.map((each) => each.word)]) {
            assert.ok(last <= word.start && word.start <= word.textStart && word.textStart < word.end);
            assert.ok(word.end <= command.raw.length);
            assert.equal(command.raw.slice(word.textStart, word.textStart + word.text.length), word.text);
            last = word.end;
          }
          for (const { word, option } of command.arguments) {
            if (typeof option?.value === 'string') {
              assert.equal(command.raw.substr(option.valueStart, option.value.length), option.value);
            }
            if (option) assert.ok(word.text.startsWith(option.name));
          }
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('reads back the words that it is given, quoted where they have blanks', () => {
    const word = fc
      .stringMatching(/^[^\s"'#\u00a0\ufeff][^\t\r\n"']{0,12}$/)
      .filter((text) => text.trim() === text);
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 8 }), (words) => {
        const line = words.map((text) => (/\s/.test(text) ? `"${text}"` : text)).join(' ');
        assert.deepEqual(
          splitWords(line).map(({ text }) => text),
          words,
        );
      }),
    );
  });
});
