/** From a header to a frame: the one place where the values of a file get their meaning. */
import { english } from '../../base/english';
import type { ExplainedFrame, FrameType } from '../../base/frame';
import type { ImageHeader } from '../../formats/fits/header';
import { isoOf } from '../cards/dates';
import { FIELD_KEYWORDS } from '../cards/fieldKeywords';
import { HeaderFields } from '../cards/fields';
import { type Program, programOf } from '../cards/program';
import { integratedFrames } from '../processing/pixinsight';
import { type Traces, tracesOf } from '../processing/processing';
import { frameTypeOf, masterCountOf } from './frameType';
import { NamedValues } from './nameValues';
import { nightOf } from './night';
import {
  declinationOf,
  focalLengthOf,
  pixelSizeOf,
  rightAscensionOf,
  rotatorOf,
  siteLatitudeOf,
  siteLongitudeOf,
} from './optics';
import { filterFromPlace } from './pathFilter';
import { conversionGainOf, readoutModeOf, usbLimitOf } from './readout';
import {
  bayerPatternOf,
  binningOf,
  electronsPerAduOf,
  exposureOf,
  filterOf,
  originsOf,
  rowOrderOf,
  settingOf,
  stackCountOf,
  temperaturesOf,
} from './sensor';
import { startOf } from './start';

export interface FrameContext {
  /** Where the file is; its folder and name count where the header is silent. */
  readonly path: string;
  /** IANA zone for frames that name neither local time nor site; null for the machine's own. */
  readonly timeZone: string | null;
  /** Milliseconds since 1970, the present where not given: later dates are those of a wrong clock. */
  readonly now?: number;
}

/**
 * What a header says of a file: `{ type: 'light', exposure: 300, night: '2024-09-13', … }`, and which keyword
 * said so. Any header gives a frame; what is doubtful or missing is among its problems. Units are those of
 * the model.
 */
export function frameOf(header: ImageHeader, context: FrameContext): ExplainedFrame {
  const fields = new HeaderFields(header);
  const folders = context.path.split(/[\\/]+/);
  const fileName = folders.pop() ?? '';
  const program = programOf(fields);
  const size = sizeOf(fields);
  const named = new NamedValues(fields, folders, fileName);

  const bayerPattern = bayerPatternOf(fields, size.channels);
  const stackCount = stackCountOf(fields) ?? named.get('stackCount') ?? integratedFrames(fields);
  const rawMosaic = bayerPattern !== null && header.bitpix > 0 && stackCount === null;
  const traces = tracesOf({ fields, program, folders, fileName, floating: header.bitpix < 0 });
  const { type, master } = frameTypeOf({
    fields,
    program,
    folders,
    fileName,
    stackCount,
    channels: size.channels,
    rawMosaic,
    traces,
  });
  const processed = processingOf(fields, traces, type, master, program);

  const exposure = exposureOf(fields, program) ?? named.get('exposure');
  const binning = binningOf(fields);
  const temperatures = temperaturesOf(fields);
  const site = { latitude: siteLatitudeOf(fields), longitude: siteLongitudeOf(fields) };
  const { timeZone, now = Date.now() } = context;
  const start = startOf(fields, { program, exposure, timeZone, now });
  const object = fields.text('object', FIELD_KEYWORDS.object);
  const night = nightOf(fields, { start, site, timeZone, object, now });
  const filter = hasFilter(type) ? filterOf(fields) : null;
  const isMonoFlat = type === 'flat' && bayerPattern === null && (size.channels ?? 1) === 1;
  const placed = isMonoFlat && filter === null ? filterByPlace(fields, folders, fileName) : null;
  noteMissing(fields, type, object, exposure, start !== null);

  return {
    type,
    master,
    ...processed,
    object,
    telescope:
      fields.text('telescope', FIELD_KEYWORDS.telescope) ?? telescopeByProgram(fields, program.family),
    imager: fields.text('imager', FIELD_KEYWORDS.imager),
    filter: filter ?? placed,
    exposure,
    binningX: binning.x ?? named.get('binningX'),
    binningY: binning.y ?? named.get('binningY'),
    ccdTemp: temperatures.ccdTemp ?? named.get('ccdTemp'),
    setTemp: temperatures.setTemp,
    gain: settingOf(fields, 'gain') ?? named.get('gain'),
    offset: settingOf(fields, 'offset'),
    readoutMode: readoutModeOf(fields),
    conversionGain: conversionGainOf(fields),
    usbLimit: usbLimitOf(fields),
    rowOrder: rowOrderOf(fields),
    bayerPattern,
    ...originsOf(fields, bayerPattern !== null),
    ...size,
    rotator: rotatorOf(fields),
    focalLength: focalLengthOf(fields),
    pixelSize: pixelSizeOf(fields),
    ra: rightAscensionOf(fields),
    dec: declinationOf(fields),
    siteLatitude: site.latitude,
    siteLongitude: site.longitude,
    observer: fields.text('observer', FIELD_KEYWORDS.observer),
    site: fields.text('site', FIELD_KEYWORDS.site),
    dateObs: start === null ? null : isoOf(start.utc),
    night,
    program: program.name,
    stackCount: stackCount ?? (master ? masterCountOf(fields, type) : null),
    electronsPerAdu: electronsPerAduOf(fields),
    problems: fields.problems,
    sources: fields.sources,
  };
}

function sizeOf(fields: HeaderFields): {
  width: number | null;
  height: number | null;
  channels: number | null;
} {
  const [width = null, height = null, planes = 1] = fields.header.axes;
  if (width !== null) fields.sources.width = 'NAXIS1';
  if (height !== null) fields.sources.height = 'NAXIS2';
  if (width !== null) fields.sources.channels = fields.header.axes.length > 2 ? 'NAXIS3' : 'NAXIS';
  return { width, height, channels: width === null ? null : planes };
}

/**
 * An integration is beyond all processing of single frames, and one of unknown type is for the user to
 * decide.
 */
function processingOf(
  fields: HeaderFields,
  { processing, byproduct, source, doubt }: Traces,
  type: FrameType,
  master: boolean,
  { family }: Program,
): Pick<ExplainedFrame, 'processing' | 'byproduct'> {
  // What a Seestar does to its exposures it does to lights alone.
  const spared = family === 'seestar' && type !== 'light' && !byproduct;
  if (type === 'stack' || type === 'unknown' || master || spared)
    return { processing: null, byproduct: false };
  if (doubt !== null) fields.problem('processing-doubtful', english('It may not be a raw frame: {0}', doubt));
  if (processing !== null && source !== null) {
    fields.sources.processing = source;
    fields.sources.byproduct = source;
  }
  return { processing, byproduct };
}

/** Darks and biases see no light; the filter that happened to be in front is not theirs. */
function hasFilter(type: FrameType): boolean {
  return type !== 'dark' && type !== 'bias' && type !== 'flatDark';
}

/** Telescopes with a camera inside, whose makers write no TELESCOP, or none before some firmware. */
/**
 * The filter of a flat whose header is silent, from its name or folder. Where nobody says it, the flat may be
 * of any filter: a problem, unless the header has said that there was none.
 */
function filterByPlace(fields: HeaderFields, folders: readonly string[], fileName: string): string | null {
  const found = filterFromPlace(folders, fileName);
  if (found !== null) {
    fields.sources.filter = found.source;
    return found.filter;
  }
  if (FIELD_KEYWORDS.filter.every((keyword) => fields.textOf(keyword) === null)) {
    fields.problem(
      'filter-missing',
      english('Neither the header nor the folder or file name says which filter the flat was taken through'),
      'FILTER',
    );
  }
  return null;
}

function telescopeByProgram(fields: HeaderFields, family: string): string | null {
  if (family === 'unistellar') {
    fields.sources.telescope = 'ORIGIN';
    return 'Unistellar';
  }
  if (family !== 'origin') return null;
  fields.sources.telescope = 'CREATOR';
  return 'Celestron Origin';
}

function noteMissing(
  fields: HeaderFields,
  type: FrameType,
  object: string | null,
  exposure: number | null,
  dated: boolean,
): void {
  if (type === 'light' && object === null) {
    fields.problem('object-missing', english('The header does not name the object'), 'OBJECT');
  }
  if (exposure === null && type !== 'bias' && type !== 'stack') {
    fields.problem(
      'exposure-missing',
      english('The header does not say how long the exposure was'),
      'EXPTIME',
    );
  }
  const told = fields.problems.some(({ code }) => code === 'placeholder-date');
  if (!dated && !told)
    fields.problem('date-missing', english('The header does not say when the frame was taken'), 'DATE-OBS');
}
