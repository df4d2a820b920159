/**
 * Statistics of the pixels of a plane, of all or of an even sample of them, exact and in bounded memory: they
 * are a conversation in passes. `measure` says what to do with the samples, whoever reads them decides how
 * they are read, and hands all of them over once for each pass.
 */
import type { Samples, SampleType } from '../../formats/pixels/pixelImage';
import { countedStatistics } from './countedStatistics';
import { type Encoding, PLAIN } from './physical';
import type { Measuring, PlaneStatistics } from './planeStatistics';
import { rankedStatistics } from './rankedStatistics';
import { wideStatistics } from './wideStatistics';

/** Measures a plane of these samples; 8 and 16 bits take one pass, others up to six. */
export function measure(sample: SampleType, encoding: Encoding): Measuring {
  switch (sample) {
    case 'u8':
    case 'i16':
    case 'u16':
      return countedStatistics(encoding);
    case 'i64':
    case 'u64':
      return wideStatistics(sample, encoding);
    case 'i32':
    case 'u32':
    case 'f32':
    case 'f64':
      return rankedStatistics(sample, encoding);
  }
}

/** The statistics of samples in memory: `statisticsOf(Uint16Array.of(1, 2, 9))` has the median 2. */
export function statisticsOf(samples: Samples, encoding: Encoding = PLAIN): PlaneStatistics {
  const measuring = measure(sampleTypeOf(samples), encoding);
  for (let step = measuring.next(); ; step = measuring.next()) {
    if (step.done) return step.value;
    step.value(samples);
  }
}

function sampleTypeOf(samples: Samples): SampleType {
  if (samples instanceof Uint8Array) return 'u8';
  if (samples instanceof Int16Array) return 'i16';
  if (samples instanceof Uint16Array) return 'u16';
  if (samples instanceof Int32Array) return 'i32';
  if (samples instanceof Uint32Array) return 'u32';
  if (samples instanceof BigInt64Array) return 'i64';
  if (samples instanceof BigUint64Array) return 'u64';
  return samples instanceof Float32Array ? 'f32' : 'f64';
}
