import assert from 'node:assert/strict';
import { fileText, type Report } from '../../../src/core/text/report';
import {
  beginning,
  LINES,
  linesFrom,
  pathsOf,
  SECTIONS,
  sectionsFrom,
} from '../../../src/webview/reportParts';

const section = (lines: readonly string[], note = '') => ({ title: 'S', count: null, note, lines, rest: 0 });
const report = (sections: Report['sections']): Report => ({
  title: 'T',
  intro: [fileText('/intro')],
  sections,
});

describe('the parts of a report that its page gets', () => {
  const lines = Array.from({ length: 2 * LINES + 5 }, (_, i) => String(i));

  it('are the beginnings of the first sections, then what is asked for', () => {
    const shown = beginning(report([section(lines), section(['a'])]));
    assert.equal(shown.total, 2);
    assert.deepEqual(
      shown.sections.map(({ lines: { length }, total }) => [length, total]),
      [
        [LINES, lines.length],
        [1, 1],
      ],
    );
    const whole = report([section(lines)]);
    assert.deepEqual(
      [...linesFrom(whole, 0, 0), ...linesFrom(whole, 0, LINES), ...linesFrom(whole, 0, 2 * LINES)],
      lines,
    );
    assert.deepEqual(linesFrom(whole, 7, 0), []);
  });

  it('are some of very many sections', () => {
    const many = report(Array.from({ length: SECTIONS + 3 }, () => section(['a'])));
    assert.equal(beginning(many).sections.length, SECTIONS);
    assert.equal(beginning(many).total, SECTIONS + 3);
    assert.equal(sectionsFrom(many, SECTIONS).length, 3);
  });

  it('name the paths that may be opened, wherever they stand', () => {
    const found = pathsOf(
      report([section([`${fileText('/a')}: ${fileText('odd')}`, '/not/marked'], fileText('/note'))]),
    );
    assert.deepEqual([...found], ['/intro', '/note', '/a']);
  });
});
