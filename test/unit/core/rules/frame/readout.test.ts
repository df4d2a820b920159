/** The readout mode and its relatives, as each program writes them. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { codes, frame, type Values } from './support';

const noted = (value: string | number, comment: string) => ({ value, comment });

/** What a header says of the mode and of the conversion gain. */
const modes: readonly [program: string, values: Values, mode: string | null, gain: string | null][] = [
  ['N.I.N.A.', { READOUTM: 'High Gain Mode' }, 'High Gain Mode', null],
  ['MaxIm DL', { READOUTM: noted('8 MHz (RBI Flood)', 'Readout mode of image') }, '8 MHz (RBI Flood)', null],
  ['INDI, QHY', { READMODE: noted(1, 'Read Mode') }, '1', null],
  ['INDI, QHY, mode 0', { READMODE: noted('0.0', 'Read Mode') }, '0', null],
  ['INDI, Moravian', { READMODE: noted(2, '16-bit HDR') }, '16-bit HDR', null],
  ['INDI, Moravian with one mode', { READMODE: noted(0, 'No read mode') }, null, null],
  ['a number with a comment on the keyword', { READMODE: noted(3, 'QHY camera read mode') }, '3', null],
  ['another spelling', { 'READ-MODE': 'Fast' }, 'Fast', null],
  ['the first that has a value', { READOUTM: '   ', READMODE: noted(4, '') }, '4', null],
  ['INDI, ToupTek', { LOWNOISE: 'OFF', FULLWELL: 'OFF' }, 'normal', null],
  ['INDI, ToupTek, low noise', { LOWNOISE: 'ON', FULLWELL: 'OFF', CONVGAIN: 'HDR' }, 'low noise', 'HDR'],
  ['INDI, ToupTek, both', { LOWNOISE: 'ON', FULLWELL: 'ON' }, 'low noise, high full well', null],
  ['a mode and a switch', { READOUTM: 'Fast', LOWNOISE: true, CONVMODE: 'HIGH' }, 'Fast, low noise', 'HIGH'],
  ['a mode that says it already', { READOUTM: 'Low Noise', LOWNOISE: 'ON' }, 'Low Noise', null],
  ['electrons of a full well', { FULLWELL: 51000 }, null, null],
  ['a switch for the high conversion gain', { HCG: 1 }, null, 'High'],
  ['the same, off', { HCGMODE: 'Off' }, null, 'Low'],
  ['a conversion gain in electrons', { CONVGAIN: 0.8 }, null, null],
];

describe('Readout', () => {
  for (const [program, values, mode, gain] of modes) {
    it(`is read: ${program}`, () => {
      const { readoutMode, conversionGain, sources } = frame(values);
      assert.deepEqual({ readoutMode, conversionGain }, { readoutMode: mode, conversionGain: gain });
      assert.equal(sources.readoutMode !== undefined, mode !== null);
      assert.equal(sources.conversionGain !== undefined, gain !== null);
    });
  }

  it('takes the USB limit, and -1 for none', () => {
    assert.equal(frame({ USBLIMIT: 40 }).usbLimit, 40);
    assert.equal(frame({ USBTRFC: 60 }).usbLimit, 60);
    const none = frame({ USBLIMIT: -1 });
    assert.equal(none.usbLimit, null);
    assert.equal(codes(none).includes('unreadable-value'), false);
  });

  it('takes a black level for the offset where there is none', () => {
    assert.equal(frame({ BLKLEVEL: 30 }).offset, 30);
    assert.equal(frame({ OFFSET: 8, BLKLEVEL: 30 }).offset, 8);
    assert.equal(frame({ BLACKLEV: 12 }).offset, 12);
  });

  it('takes Bayer offsets under each of their names, as 0 or 1', () => {
    const { bayerOffsetX, bayerOffsetY } = frame({ BAYERPAT: 'RGGB', XBAYEROFF: 1, BAYOFFY: 3 });
    assert.deepEqual([bayerOffsetX, bayerOffsetY], [1, 1]);
  });

  it('never fails, whatever the cards say', () => {
    const value = fc.oneof(fc.string(), fc.double(), fc.boolean(), fc.constant(null));
    const entry = fc.record({ value, comment: fc.string({ maxLength: 200 }) });
    const keyword = fc.constantFrom('READOUTM', 'READMODE', 'LOWNOISE', 'FULLWELL', 'CONVGAIN', 'HCG');
    fc.assert(
      fc.property(fc.dictionary(keyword, entry), (values) => {
        const { readoutMode } = frame(values);
        assert.ok(readoutMode === null || (readoutMode !== '' && readoutMode.length < 200));
      }),
    );
  });
});
