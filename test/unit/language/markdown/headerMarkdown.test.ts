import assert from 'node:assert/strict';
import fc from 'fast-check';
import { codeBlock, escapeMarkdown } from '../../../../src/language/markdown/escape';
import {
  headerMarkdown,
  tooltipMarkdown,
  unreadableMarkdown,
} from '../../../../src/language/markdown/headerMarkdown';
import { card, report } from '../report';

const HOSTILE = [
  '[click](command:workbench.action.terminal.new)',
  '![x](https://evil.example/p.png)',
  '<img src=x onerror=alert(1)>',
  '<https://evil.example>',
  'https://evil.example www.evil.example a@evil.example',
  '```\n# out\n```',
  '`````',
  '| a | b |\n| - | - |',
  '\\](x)',
  '&lt;b&gt;&#96;',
  '$(trash) ~~x~~ **b** _i_',
  'a\r\n\n---\n# heading',
];

/** Markdown with code blocks taken out, as what is left is what gets parsed as markdown. */
function outsideCode(markdown: string): string {
  return markdown.replace(/^(`{3,})text\n[\s\S]*?\n\1$/gm, '');
}

describe('escaped markdown', () => {
  it('leaves no mark without a backslash and no second line', () => {
    fc.assert(
      fc.property(fc.oneof(fc.constantFrom(...HOSTILE), fc.string({ unit: 'binary' })), (text) => {
        const escaped = escapeMarkdown(text);
        assert.ok(!/[\r\n]/.test(escaped));
        // Taking out every escaped mark must leave none.
        assert.ok(!/[!-/:-@[-`{-~]/.test(escaped.replace(/\\[!-/:-@[-`{-~]/g, '')), escaped);
      }),
    );
  });

  it('cuts long text before it works on it', () => {
    assert.ok(escapeMarkdown('*'.repeat(10_000_000)).length <= 400);
  });

  it('takes out characters that hide or reorder text', () => {
    assert.equal(escapeMarkdown('a\u202eb\u200bc\u0000d'), 'a b c d');
  });
});

describe('a code block', () => {
  it('is fenced longer than anything inside', () => {
    for (const inside of ['a', '```', '`'.repeat(70)]) {
      const block = codeBlock(['x', inside]);
      const fence = /^`+/.exec(block)?.[0] ?? '';
      assert.ok(fence.length >= 3 && !inside.includes(fence));
      assert.ok(block.endsWith(`\n${fence}`));
    }
  });
});

describe('a header as markdown', () => {
  it('shows the facts, a warning for each problem and the cards', () => {
    const problems = [
      { code: 'temperature-differs', message: 'CCD-TEMP 10.7 °C and SET-TEMP -10 °C differ' },
    ];
    const markdown = headerMarkdown(report({ problems }, [card('EXPTIME', 300, '[s]')]));
    assert.ok(markdown.startsWith('**Light · NGC 7000 · Ha · 300 s**'));
    assert.ok(markdown.includes('| Telescope&nbsp;&nbsp; | Esprit 100\\, 550 mm |'));
    assert.ok(markdown.includes('- ⚠ CCD\\-TEMP 10\\.7 °C'));
    assert.ok(markdown.includes('\nEXPTIME =                  300 / [s]\n'));
  });

  it('is short as a tooltip: equipment and a few problems, no cards', () => {
    const problems = Array.from({ length: 9 }, (_, n) => ({ code: 'x', message: `problem ${n}` }));
    const markdown = tooltipMarkdown(report({ problems, site: 'Hof' }, [card('EXPTIME', 300, '[s]')]));
    assert.ok(markdown.startsWith('**Light · NGC 7000 · Ha · 300 s**\n\n| | |'));
    assert.ok(markdown.includes('| Telescope&nbsp;&nbsp; | Esprit 100\\, 550 mm |'));
    assert.ok(!markdown.includes('EXPTIME') && !markdown.includes('```') && !markdown.includes('Hof'));
    assert.ok(markdown.includes('problem 2') && !markdown.includes('problem 3'));
    assert.ok(markdown.endsWith('- 6 more problems'));
  });

  for (const text of HOSTILE) {
    it(`shows ${JSON.stringify(text)} as text everywhere`, () => {
      const problems = [{ code: 'x', message: text }];
      const frame = {
        object: text,
        filter: text,
        telescope: text,
        imager: text,
        program: text,
        readoutMode: text,
        problems,
      };
      const markdown = headerMarkdown(report(frame, [card('OBJECT', text, text), card(text, 1)]));
      const rest = outsideCode(`${markdown}\n\n${tooltipMarkdown(report(frame))}`);
      assert.ok(!rest.includes('```'), 'the code block was left');
      assert.ok(!rest.includes(text) || !/[!-/:-@[-`{-~]/.test(text));
      assert.ok(!/\]\(|(?<!\\)<[a-z]|https:|&lt;/i.test(rest), rest);
      assert.equal(markdown.split('\n').filter((line) => line.startsWith('#')).length, 0);
    });
  }

  it('is bounded for a header of a hundred thousand cards', () => {
    const cards = Array.from({ length: 100_000 }, (_, i) => card(`K${i}`, 'x'.repeat(500)));
    const markdown = headerMarkdown(report({}, cards));
    assert.ok(markdown.length < 20_000);
    assert.ok(markdown.includes('99801 more keywords in the file'));
    assert.ok(
      markdown
        .split('\n')
        .filter((line) => line.startsWith('K'))
        .every((line) => line.length <= 80),
    );
  });

  it('shows at most ten problems', () => {
    const problems = Array.from({ length: 1000 }, (_, i) => ({ code: 'x', message: `p${i}` }));
    const markdown = headerMarkdown(report({ problems }));
    assert.ok(markdown.includes('990 more problems') && !markdown.includes('p10\n'));
  });

  it('says in one line that a file cannot be read', () => {
    const line = unreadableMarkdown('/a/[x](y).fits: not FITS\nat all');
    assert.equal(line, 'This file cannot be read: \\/a\\/\\[x\\]\\(y\\)\\.fits\\: not FITS at all');
  });
});
