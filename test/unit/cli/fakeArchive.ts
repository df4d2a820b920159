/** An archive that answers from memory, and services that record what the command line prints. */
import type { CliServices } from '../../../src/cli/run/run';
import { noBar } from '../../../src/cli/terminal/progress';
import type { Archive } from '../../../src/core/api/archive';
import type { ArchivedFrame } from '../../../src/core/base/archivedFrame';
import { ArchiveError } from '../../../src/core/base/errors';
import type { Session } from '../../../src/core/base/session';
import { archivedFrame } from '../../support/frame';
import { session } from '../../support/session';

export const LIGHT: Session = session({
  telescope: 'Esprit 100ED',
  imager: 'ZWO ASI2600MM Pro',
  frameCount: 6,
  totalExposure: 1800,
  links: { bias: 'b1', dark: 'd1', flat: null, flatDark: null },
});

export const FRAME: ArchivedFrame = archivedFrame({ session: LIGHT.id });

const refuse = (what: string) => () => Promise.reject(new Error(`${what} was not expected`));

/** An archive of which only `parts` may be asked. */
export function fakeArchive(parts: Partial<Archive>): Archive {
  return {
    status: refuse('status'),
    header: refuse('header'),
    register: refuse('register'),
    planRows: refuse('planRows'),
    regenerate: refuse('regenerate'),
    cameras: refuse('cameras'),
    objects: refuse('objects'),
    sessions: refuse('sessions'),
    session: refuse('session'),
    frames: refuse('frames'),
    problems: refuse('problems'),
    series: refuse('series'),
    masters: () => Promise.resolve({ items: [], next: null }),
    explain: refuse('explain'),
    link: refuse('link'),
    reject: refuse('reject'),
    nameRules: refuse('nameRules'),
    suggestNames: refuse('suggestNames'),
    importNames: refuse('importNames'),
    mapNames: refuse('mapNames'),
    note: refuse('note'),
    goals: refuse('goals'),
    tonight: refuse('tonight'),
    importGoals: refuse('importGoals'),
    acquisitions: refuse('acquisitions'),
    filterNumbers: refuse('filterNumbers'),
    editHeaders: refuse('editHeaders'),
    importAstrofiler: refuse('importAstrofiler'),
    checkout: refuse('checkout'),
    cleanCheckout: refuse('cleanCheckout'),
    results: refuse('results'),
    recordResults: refuse('recordResults'),
    verify: refuse('verify'),
    repair: refuse('repair'),
    follow: refuse('follow'),
    followAll: refuse('followAll'),
    duplicates: refuse('duplicates'),
    recheckDuplicates: refuse('recheckDuplicates'),
    forgetRemoved: refuse('forgetRemoved'),
    history: refuse('history'),
    merge: refuse('merge'),
    join: refuse('join'),
    undo: refuse('undo'),
    stats: refuse('stats'),
    statsRows: refuse('statsRows'),
    skyOfYear: refuse('skyOfYear'),
    close: () => Promise.resolve(),
    ...parts,
  };
}

export interface Recorder {
  readonly services: CliServices;
  readonly out: () => string;
  readonly err: () => string;
  /** What happened to the archive: `open read`, `close`. */
  readonly events: string[];
}

export function recorder(archive: Archive | ArchiveError, more: Partial<CliServices> = {}): Recorder {
  let out = '';
  let err = '';
  const events: string[] = [];
  const services: CliServices = {
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
    rescue: () => ({
      condition: refuse('condition'),
      restore: refuse('restore'),
      rebuild: refuse('rebuild'),
    }),
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
