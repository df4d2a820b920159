/** What the page of a header is told, and what it may say. */
import assert from 'node:assert/strict';
import { headerReport } from '../../../src/core/archive/headerReport';
import { shownHeader } from '../../../src/webview/shownHeader';
import { temporaryFolder, writeFits } from '../../support/makeFits';

describe('the page of a header', () => {
  const folder = temporaryFolder();
  after(() => folder.dispose());

  const shown = (cards: Readonly<Record<string, string | number>>) =>
    shownHeader(headerReport(writeFits(folder.path, 'a.fits', { cards, width: 8, height: 8 }), null));
  const card = (header: ReturnType<typeof shown>, keyword: string) =>
    header.units[0]?.cards.find((each) => each.keyword === keyword);

  it('gets what matters first, and every card in three columns', () => {
    const header = shown({ IMAGETYP: 'LIGHT', OBJECT: "Barnard's star", EXPTIME: 300 });
    assert.equal(header.name, 'a.fits');
    assert.ok(header.title.includes("Barnard's star"), header.title);
    assert.equal(header.units.length, 1);
    assert.equal(card(header, 'OBJECT')?.value, "'Barnard''s star'");
    assert.equal(card(header, 'SIMPLE')?.value, 'T');
    assert.equal(card(header, 'EXPTIME')?.value, '300');
  });

  it('gets nothing that a message cannot hold, such as integers beyond 2^53', () => {
    const report = headerReport(writeFits(folder.path, 'b.fits', { cards: { OBJECT: 'x' } }), null);
    const [unit] = report.file.hdus;
    assert.ok(unit);
    const big = { keyword: 'BIG', value: 2n ** 60n, type: 'integer', comment: 'large' } as const;
    const hdus = [{ ...unit, cards: [big] }];
    const header = shownHeader({ ...report, file: { ...report.file, hdus } });
    assert.deepEqual(JSON.parse(JSON.stringify(header.units[0]?.cards)), [
      { keyword: 'BIG', value: '1152921504606846976', comment: 'large' },
    ]);
  });
});
