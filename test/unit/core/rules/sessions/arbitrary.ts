/** Archives by dice, for properties that hold whatever the frames are. */
import fc from 'fast-check';
import type { ArchivedFrame } from '../../../../../src/core/base/archivedFrame';
import type { RowOrder } from '../../../../../src/core/base/frame';
import { DEFAULT_TOLERANCES } from '../../../../../src/core/base/matching';
import { expand, type FrameSpec } from './scenario';

const of = <T>(...values: T[]) => fc.constantFrom(...values);

/** Few values a field, so that frames often fall together and often differ in one field alone. */
export const frameSpec: fc.Arbitrary<FrameSpec> = fc.record({
  type: of('light', 'light', 'dark', 'flat', 'bias', 'flatDark', 'stack', 'unknown'),
  master: of(false, false, false, true),
  processing: of(null, null, null, null, 'calibrated', 'registered', 'stretched'),
  byproduct: fc.boolean(),
  at: fc
    .tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 0, max: 23 }))
    .map(([day, hour]) => `2024-09-0${day} ${String(hour).padStart(2, '0')}:00`),
  object: of('M 31', 'm31', 'NGC 7000', null),
  telescope: of('Esprit 100ED', 'esprit100ed', 'RASA 8', null),
  imager: of('ZWO ASI2600MM Pro', 'ZWO ASI2600MM Pro', null),
  filter: of('L', 'Ha', null),
  exposure: of(300, 300.02, 2, 0, null),
  gain: of(100, 100, 0, null),
  offset: of(50, 50, null),
  binningX: of(1, 1, 2, null),
  ccdTemp: fc.option(
    fc.integer({ min: -200, max: 200 }).map((tenths) => tenths / 10),
    { nil: null },
  ),
  setTemp: of(-10, -15, null, null),
  rotator: fc.option(
    fc.integer({ min: -100, max: 3700 }).map((tenths) => tenths / 10),
    { nil: null },
  ),
  focalLength: of(550, 552, 440, null),
  readoutMode: of(null, null, null, 'Fast', '1'),
  usbLimit: of(null, null, 40, 60),
  rowOrder: of<RowOrder | null>(null, null, 'TOP-DOWN', 'BOTTOM-UP'),
});

export const archive: fc.Arbitrary<ArchivedFrame[]> = fc
  .array(frameSpec, { maxLength: 60 })
  .map((frames) => expand({ frames }).frames);

export const tolerances = fc.record({
  ...Object.fromEntries(
    Object.entries(DEFAULT_TOLERANCES).map(([name, value]) => [name, fc.constant(value)]),
  ),
  temperature: of(1, 5, 20),
  preferMasters: fc.boolean(),
}) as unknown as fc.Arbitrary<typeof DEFAULT_TOLERANCES>;
