/** Whole frames as the shots that grouping works on. */
import { SETTING_FIELDS, type Setting, type Shot } from '../../base/shot';
import type { ArchivedFrame } from '../../base/archivedFrame';
import { TupleMap } from '../../base/tupleMap';

/** The same frames, those of equal settings sharing one object. */
export function shotsOf(frames: readonly ArchivedFrame[]): Shot[] {
  const settings = new TupleMap<Setting>();
  return frames.map((frame) => {
    const { id, sha256, session, rejected, dateObs, exposure, ccdTemp, rotator } = frame;
    const values = SETTING_FIELDS.map((field) => {
      const value = frame[field];
      return typeof value === 'boolean' ? Number(value) : value;
    });
    const setting = settings.get(values, () => frame);
    return { id, sha256, session, rejected, dateObs, exposure, ccdTemp, rotator, setting };
  });
}
