/** Frames for tests that need only some of their values. */
import type { ArchivedFrame } from '../../src/core/base/archivedFrame';
import type { Frame } from '../../src/core/base/frame';

/** A raw frame of a header that says nothing else. */
export const SILENT_FRAME: Omit<Frame, 'type'> = {
  master: false,
  processing: null,
  byproduct: false,
  object: null,
  telescope: null,
  imager: null,
  filter: null,
  exposure: null,
  binningX: null,
  binningY: null,
  ccdTemp: null,
  setTemp: null,
  gain: null,
  offset: null,
  readoutMode: null,
  conversionGain: null,
  usbLimit: null,
  rowOrder: null,
  bayerPattern: null,
  bayerOffsetX: null,
  bayerOffsetY: null,
  subframeX: null,
  subframeY: null,
  width: null,
  height: null,
  channels: null,
  rotator: null,
  focalLength: null,
  pixelSize: null,
  ra: null,
  dec: null,
  siteLatitude: null,
  siteLongitude: null,
  observer: null,
  site: null,
  dateObs: null,
  night: null,
  program: null,
  stackCount: null,
  problems: [],
};

/** A light of NGC 7000 in Ha; `lightFrame({ filter: 'OIII' })` differs in that. */
export function lightFrame(differs: Partial<Frame> = {}): Frame {
  return {
    ...SILENT_FRAME,
    type: 'light',
    object: 'NGC 7000',
    telescope: 'Esprit 100ED',
    imager: 'ZWO ASI2600MM Pro',
    filter: 'Ha',
    exposure: 300,
    binningX: 1,
    binningY: 1,
    ccdTemp: -9.9,
    setTemp: -10,
    gain: 100,
    offset: 50,
    width: 6248,
    height: 4176,
    channels: 1,
    focalLength: 550,
    pixelSize: 3.76,
    ra: 314.75,
    dec: 44.37,
    dateObs: '2024-09-13T20:30:00.000Z',
    night: '2024-09-13',
    program: 'N.I.N.A. 3.1',
    ...differs,
  };
}

/** The same as a file of the archive. */
export function archivedFrame(differs: Partial<ArchivedFrame> = {}): ArchivedFrame {
  return {
    ...lightFrame(),
    id: 7,
    path: '/astro/Light/a.fits',
    size: 230400,
    mtime: 1726262404000,
    sha256: 'a'.repeat(64),
    imageKey: '221184-9f3c01ab',
    editedSha256: null,
    session: '8c1f03b2a9d4',
    rejected: false,
    missing: false,
    ...differs,
  };
}
