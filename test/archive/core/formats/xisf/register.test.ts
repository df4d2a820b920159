import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import type { RegisterReport } from '../../../../../src/core/api/archive';
import { readImageFile } from '../../../../../src/core/formats/image/imageFile';
import { Bench, register } from '../../../../support/bench';
import { image, keyword, makeXisf, pixels } from '../../../../support/makeXisf';

const ROTATED = keyword('CDELT1', '-0.001') + keyword('CDELT2', '0.001') + keyword('CROTA2', '30.');

function light(second: number, seed = second, more = '', tail = ''): Buffer {
  const time = `2024-09-13T20:30:${String(second).padStart(2, '0')}`;
  const body = image(
    keyword('IMAGETYP', "'LIGHT'") +
      keyword('OBJECT', "'M 31'") +
      keyword('TELESCOP', "'Esprit'") +
      keyword('INSTRUME', "'ASI2600'") +
      keyword('FILTER', "'Ha'") +
      keyword('EXPTIME', '300.') +
      keyword('XBINNING', '1') +
      keyword('CCD-TEMP', '-10.') +
      keyword('DATE-OBS', `'${time}'`) +
      more,
  );
  return makeXisf({ body: body + tail, blocks: [pixels(seed)] });
}

describe('registering XISF files', () => {
  let bench: Bench;
  beforeEach(() => (bench = new Bench()));
  afterEach(() => bench.dispose());

  async function copy(...files: [name: string, content: Buffer][]): Promise<RegisterReport> {
    for (const [name, content] of files) bench.put(name, content);
    return register(await bench.open(), 'copy', bench.source);
  }

  it('gives them their standard names and places, and keeps every byte', async () => {
    const content = light(1);
    const { registered } = await copy(['a.XISF', content], ['b.xisf', light(2)]);
    const [first, second] = registered.map(({ to }) => path.basename(to)).sort();
    assert.equal(first, 'M_31-Esprit-ASI2600-Ha-20240913203001-300s-1x1-t-10.XISF');
    assert.equal(second, 'M_31-Esprit-ASI2600-Ha-20240913203002-300s-1x1-t-10.xisf');
    const to = registered.find(({ from }) => from.endsWith('a.XISF'))?.to ?? '';
    assert.deepEqual(fs.readFileSync(to), content);
  });

  it('adds the CD matrix to the copy and leaves its pixels alone', async () => {
    const content = light(1, 1, ROTATED);
    const { registered, failed } = await copy(['a.xisf', content]);
    assert.deepEqual(failed, []);
    const file = registered[0]?.to ?? '';
    const cards = readImageFile(file).hdus[0]?.cards ?? [];
    const cd = cards.find((card) => card.keyword === 'CD1_1')?.value as number;
    assert.ok(Math.abs(cd + 0.001 * Math.cos(Math.PI / 6)) < 1e-12, String(cd));
    assert.deepEqual(fs.readFileSync(file).subarray(4096), content.subarray(4096));
    assert.deepEqual(fs.readFileSync(path.join(bench.source, 'a.xisf')), content);
  });

  it('registers a signed file as it is, without the CD matrix', async () => {
    const signed = light(1, 1, ROTATED, '<Signature xmlns="http://www.w3.org/2000/09/xmldsig#"/>');
    const { registered, failed } = await copy(['a.xisf', signed]);
    assert.deepEqual(failed, []);
    assert.deepEqual(fs.readFileSync(registered[0]?.to ?? ''), signed);
  });

  it('finds the same file, and the same image under another header', async () => {
    const { registered, duplicates } = await copy(
      ['a.xisf', light(1, 1, keyword('AIRMASS', '1.2'))],
      ['b.xisf', light(1, 1, keyword('AIRMASS', '1.2'))],
      ['c.xisf', light(1, 1, keyword('AIRMASS', '1.3'))],
      ['d.xisf', light(2, 7)],
    );
    assert.equal(registered.length, 2);
    assert.deepEqual(duplicates.map(({ same }) => same).sort(), ['file', 'image']);
  });

  it('refuses files that are cut off, empty of data or no XISF, and goes on', async () => {
    const whole = light(1);
    const external = makeXisf({
      body: image(keyword('IMAGETYP', "'LIGHT'")).replace('{{0}}', 'path(x.xisb):0x1'),
    });
    const { registered, failed, skipped } = await copy(
      ['cut.xisf', whole.subarray(0, whole.length - 10)],
      ['external.xisf', external],
      ['good.xisf', light(2)],
      ['head.xisf', whole.subarray(0, 300)],
      ['other.xish', Buffer.from('<xisf/>')],
    );
    assert.equal(registered.length, 1);
    assert.deepEqual(failed.map(({ path: name }) => path.basename(name)).sort(), [
      'cut.xisf',
      'external.xisf',
      'head.xisf',
    ]);
    assert.match(skipped[0]?.why ?? '', /distributed/);
  });
});
