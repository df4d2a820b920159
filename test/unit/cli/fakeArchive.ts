/** An archive that answers from memory, and services that record what the command line prints. */
import type { Archive } from '../../../src/core/archive';
import { ArchiveError } from '../../../src/core/errors';
import type { ArchivedFrame, Session } from '../../../src/core/model';
import { noBar } from '../../../src/cli/progress';
import type { Services } from '../../../src/cli/run';

export const LIGHT: Session = {
  id: '8c1f03b2a9d4',
  type: 'light',
  master: false,
  object: 'NGC 7000',
  night: '2024-09-13',
  telescope: 'Esprit 100ED',
  imager: 'ZWO ASI2600MM Pro',
  filter: 'Ha',
  exposure: 300,
  binningX: 1,
  binningY: 1,
  ccdTemp: -10,
  gain: 100,
  offset: 50,
  readoutMode: null,
  bayerPattern: null,
  width: 384,
  height: 288,
  rotator: 182.5,
  focalLength: 550,
  start: '2024-09-13T21:20:04.000Z',
  frames: 6,
  totalExposure: 1800,
  links: { bias: 'b1', dark: 'd1', flat: null, flatDark: null },
};

export const FRAME: ArchivedFrame = {
  id: 7,
  path: '/astro/Light/a.fits',
  size: 230400,
  mtime: 1726262404000,
  sha256: 'a'.repeat(64),
  imageKey: '221184-9f3c01ab',
  session: LIGHT.id,
  type: 'light',
  master: false,
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
  readoutMode: null,
  bayerPattern: null,
  width: 384,
  height: 288,
  channels: 1,
  rotator: 182.5,
  focalLength: 550,
  pixelSize: 3.76,
  ra: 314.75,
  dec: 44.37,
  siteLatitude: 48.1,
  siteLongitude: 11.6,
  dateObs: '2024-09-13T21:20:04.000Z',
  night: '2024-09-13',
  program: 'N.I.N.A.',
  stackCount: null,
  problems: [],
};

const refuse = (what: string) => () => Promise.reject(new Error(`${what} was not expected`));

/** An archive of which only `parts` may be asked. */
export function fakeArchive(parts: Partial<Archive>): Archive {
  return {
    status: refuse('status'),
    header: refuse('header'),
    register: refuse('register'),
    regenerate: refuse('regenerate'),
    objects: refuse('objects'),
    sessions: refuse('sessions'),
    session: refuse('session'),
    frames: refuse('frames'),
    explain: refuse('explain'),
    checkout: refuse('checkout'),
    stats: refuse('stats'),
    close: () => Promise.resolve(),
    ...parts,
  };
}

export interface Recorder {
  readonly services: Services;
  readonly out: () => string;
  readonly err: () => string;
  /** What happened to the archive: `open read`, `close`. */
  readonly events: string[];
}

export function recorder(archive: Archive | ArchiveError, more: Partial<Services> = {}): Recorder {
  let out = '';
  let err = '';
  const events: string[] = [];
  const services: Services = {
    stdout: {
      write(text, done) {
        out += text;
        done();
        return true;
      },
    },
    stderr: {
      write(text) {
        err += text;
        return true;
      },
    },
    folder: '/work-folder',
    cancel: { isCancellationRequested: false },
    openArchive: (_settings, access) => {
      events.push(`open ${access}`);
      if (archive instanceof ArchiveError) return Promise.reject(archive);
      return Promise.resolve({
        ...archive,
        close: async () => {
          events.push('close');
          await archive.close();
        },
      });
    },
    readHeader: () => {
      throw new ArchiveError('file', 'no header was expected');
    },
    findSiril: () => Promise.resolve(null),
    runScript: () => Promise.reject(new Error('no script was expected')),
    createBar: () => noBar,
    ...more,
  };
  return { services, events, out: () => out, err: () => err };
}
