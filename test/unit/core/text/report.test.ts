import assert from 'node:assert/strict';
import { fileText, isPath, spansOf } from '../../../../src/core/text/report';
import { reportMarkdown } from '../../../../src/core/text/reportMarkdown';

describe('a text of a report', () => {
  it('tells what comes from files from the words of the program', () => {
    assert.deepEqual(spansOf(`${fileText('/a')}: ${fileText('odd')}, kept`), [
      { text: '/a', fromFile: true },
      { text: ': ', fromFile: false },
      { text: 'odd', fromFile: true },
      { text: ', kept', fromFile: false },
    ]);
    assert.deepEqual(spansOf(''), []);
  });

  it('cannot be ended by a name', () => {
    const [span, ...others] = spansOf(fileText('a\u0003b\u0002c'));
    assert.deepEqual([span?.fromFile, others], [true, []]);
  });

  it('knows absolute paths of any system', () => {
    const path = (text: string, fromFile = true) => isPath({ text, fromFile });
    for (const text of ['/astro/a.fits', 'C:\\astro\\a.fits', 'd:/a', '\\\\nas\\astro'])
      assert.ok(path(text), text);
    for (const text of ['a.fits', '/', 'M 31', '', '/a\nb']) assert.ok(!path(text), text);
    assert.ok(!path('/astro/a.fits', false), 'the words of the program are no paths');
  });
});

describe('a report as Markdown', () => {
  const section = { title: 'Failed', count: 3, note: 'why', lines: [fileText('`x`')], rest: 2 };

  it('has headings, lists, and how many are not listed', () => {
    const text = reportMarkdown({ title: 'T', intro: ['Done.'], sections: [section] });
    assert.deepEqual(text.split('\n\n'), [
      '# T',
      'Done.',
      '## Failed (3)',
      'why',
      '- `` `x` ``',
      '… and 2 more.',
      '',
    ]);
  });

  it('continues a section without a heading', () => {
    const more = { ...section, title: '', count: null, rest: 0 };
    assert.deepEqual(reportMarkdown({ title: 'T', intro: [], sections: [more] }).split('\n\n'), [
      '# T',
      'why',
      '- `` `x` ``',
      '',
    ]);
  });

  it('has tables in which no cell is markup', () => {
    const table = {
      columns: [
        { title: 'Object', numeric: false },
        { title: 'Frames', numeric: true },
      ],
      rows: [['*M|31*\n', '12']],
    };
    const text = reportMarkdown({
      title: 'T',
      intro: [],
      sections: [{ title: 'R', count: null, note: '', lines: [], rest: 0, table }],
    });
    assert.ok(text.includes('| Object | Frames |\n| --- | --: |\n| \\*M\\|31\\*  | 12 |'), text);
  });
});
