import assert from 'node:assert/strict';
import * as v from 'valibot';
import { Outline, type OutlineLine } from '../../../src/webview/client/outline';
import { planHeadings } from '../../../src/webview/client/planHeadings';
import { cellsOf, RowPages } from '../../../src/webview/client/planRows';
import { PAGE_ROWS } from '../../../src/webview/pageSizes';
import { fromPlanPage, type PlanSummary, type RowsAsked } from '../../../src/webview/planProtocol';
import { registerReport } from '../../support/registerReport';

const SUMMARY: PlanSummary = {
  ...registerReport({
    counts: { registered: 50_003, duplicates: 2, failed: 1, skipped: 9 },
    known: 5,
    bytes: 3e9,
  }),
  mode: 'copy',
  repository: '/astro',
  plan: {
    id: 'x',
    groups: [
      { type: 'light', folder: '/astro/Light/M_31', files: 50_000, bytes: 2e9 },
      { type: 'dark', folder: '/elsewhere/dark', files: 3, bytes: 1e9 },
    ],
    edited: 0,
    space: { needed: 3e9, free: null },
  },
};

const text = (line: OutlineLine | undefined) =>
  line?.kind === 'heading' ? line.heading.title : line ? `${line.heading.key} ${line.index}` : undefined;

describe('the outline of a plan', () => {
  it('begins with what is to be registered, then tells of the rest', () => {
    const headings = planHeadings(SUMMARY);
    assert.deepEqual(
      headings.map(({ title, detail, size }) => [title, detail, size]),
      [
        ['To register', '50003 files', '3.0 GB'],
        ['Duplicates (not registered)', '2 files', ''],
        ['Problems', '1 file', ''],
        ['Skipped', '4 files', ''],
        ['Already in the archive', '5 files', ''],
      ],
    );
    assert.deepEqual(
      headings[0]?.children.map(({ title, detail }) => [title, detail]),
      [
        ['Light/M_31', '50000 lights'],
        ['/elsewhere/dark', '3 darks'],
      ],
    );
  });

  it('has a line for each heading and for each file of an open one', () => {
    const outline = new Outline(planHeadings(SUMMARY), []);
    assert.equal(outline.length, 5);
    outline.set('registered', true);
    outline.set('registered 0', true);
    assert.equal(outline.length, 50_007);
    assert.deepEqual(
      [0, 1, 2, 50_001, 50_002, 50_003, 50_006, 50_007, -1].map((index) => text(outline.at(index))),
      [
        'To register',
        'Light/M_31',
        'registered 0 0',
        'registered 0 49999',
        '/elsewhere/dark',
        'Duplicates (not registered)',
        'Already in the archive',
        undefined,
        undefined,
      ],
    );
    assert.deepEqual([outline.lineOf('failed'), outline.lineOf('nothing')], [50_004, -1]);
    assert.deepEqual([outline.above(40_000), outline.above(50_002), outline.above(50_003)], [1, 0, -1]);
    assert.equal(outline.set('registered', true), false, 'it is open already');
    outline.set('registered', false);
    assert.equal(outline.length, 5, 'what is inside a closed heading is not seen');
    assert.deepEqual([...outline.open], ['registered 0']);
  });

  it('cannot open what has no files to list', () => {
    const known = new Outline(planHeadings(SUMMARY), []).at(4);
    assert.deepEqual([known?.kind, known?.kind === 'heading' && known.open], ['heading', null]);
  });
});

describe('rows of a plan', () => {
  it('are asked for once a page, and forgotten when there are too many', () => {
    const asked: RowsAsked[] = [];
    const pages = new RowPages((rows) => asked.push(rows));
    const group = planHeadings(SUMMARY)[0]?.children[0];
    assert.ok(group);
    const row = { path: '/in/x.fits', why: 'odd' };
    assert.equal(pages.row(group, 450), undefined);
    assert.equal(pages.row(group, 451), undefined);
    assert.deepEqual(asked, [{ list: 'registered', group: 0, from: 2 * PAGE_ROWS }]);
    pages.take(
      { list: 'registered', group: 0, from: 2 * PAGE_ROWS },
      Array.from({ length: PAGE_ROWS }, () => row),
    );
    assert.equal(pages.row(group, 450), row);
    for (let page = 10; page < 60; page++)
      pages.take({ list: 'registered', group: 0, from: page * PAGE_ROWS }, []);
    assert.equal(pages.row(group, 450), undefined);
    assert.equal(asked.length, 2);
  });

  it('show the new name first, and an error without its path', () => {
    const file = {
      from: '/in/a.fits',
      to: '/astro/b.fits',
      type: 'light',
      sha256: '',
      size: 2880,
      edits: 'adds CD1_1',
    } as const;
    assert.deepEqual(cellsOf(file), {
      name: 'b.fits',
      detail: 'adds CD1_1; from /in/a.fits',
      size: '2.9 kB',
    });
    assert.equal(cellsOf({ ...file, to: file.from, edits: '' }).detail, 'stays where it is');
    assert.equal(cellsOf({ path: '/in/a', error: '/in/a: It is empty' }).detail, 'It is empty');
    assert.equal(
      cellsOf({ path: 'C:\\in\\a', of: '/b', same: 'image' }).detail,
      'the same image as /b, with a different header',
    );
  });
});

describe('messages of the page of a plan', () => {
  it('are taken only in their own shapes', () => {
    const asked = { list: 'failed', group: null, from: 0 };
    assert.ok(v.is(fromPlanPage, { kind: 'rows', asked }));
    assert.ok(v.is(fromPlanPage, { kind: 'accept' }));
    for (const wrong of [
      null,
      'accept',
      {},
      { kind: 'rows' },
      { kind: 'constructor' },
      { kind: 'rows', asked: { ...asked, list: 'toString' } },
      { kind: 'rows', asked: { ...asked, from: -1 } },
      { kind: 'rows', asked: { ...asked, group: 1.5 } },
    ]) {
      assert.equal(v.is(fromPlanPage, wrong), false, JSON.stringify(wrong));
    }
  });
});
