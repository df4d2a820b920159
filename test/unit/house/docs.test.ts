import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import { FLOORS } from '../../../eslint/floors.mjs';

const ROOT = path.join(__dirname, '../../..');
const PAGES = [
  'README.md',
  'CONTRIBUTING.md',
  'docs/design.md',
  ...readdirSync(path.join(ROOT, 'docs/design')).map((name) => `docs/design/${name}`),
];
const text = (page: string) => readFileSync(path.join(ROOT, page), 'utf8');

/** `src/tree`, and `storage/files` for `src/core/storage/files`: what a page calls a place of the code, in backticks. */
function placesIn(page: string): string[] {
  const floors = Object.keys(FLOORS).join('|');
  const told = text(page).matchAll(new RegExp(`\`((?:src|(?:${floors}))/[\\w./-]+)\``, 'g'));
  return [...told].map(([, place = '']) => (place.startsWith('src/') ? place : `src/core/${place}`));
}

describe('the pages on how it works', () => {
  for (const page of PAGES) {
    it(`${page} names only places that are there`, () => {
      assert.deepEqual(
        placesIn(page).filter((place) => !existsSync(path.join(ROOT, place))),
        [],
      );
    });

    it(`${page} links only to files that are there`, () => {
      const links = [...text(page).matchAll(/\]\((?!https?:|#)([^)#]+)[^)]*\)/g)].map(
        ([, link = '']) => link,
      );
      const folder = path.dirname(path.join(ROOT, page));
      assert.deepEqual(
        links.filter((link) => !existsSync(path.join(folder, link))),
        [],
      );
    });
  }

  it('draw the floors in the order that lint holds', () => {
    for (const page of ['CONTRIBUTING.md', 'docs/design.md']) {
      const [drawn = ''] = /^ *base -->.*$/m.exec(text(page)) ?? [];
      assert.deepEqual(drawn.trim().split(' --> '), Object.keys(FLOORS), page);
    }
    const told = [...text('docs/design.md').matchAll(/^\| `(\w+)`/gm)].map(([, floor = '']) => floor);
    assert.deepEqual(told, Object.keys(FLOORS));
  });
});
