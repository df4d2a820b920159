/** Frames and sessions for checkout tests: made up in memory, or read from files as the archive does. */
import * as crypto from 'node:crypto';
import * as fs from 'node:fs';
import * as path from 'node:path';
import type { ArchivedFrame } from '../../src/core/base/archivedFrame';
import { isInside } from '../../src/core/base/inside';
import { DEFAULT_TOLERANCES } from '../../src/core/base/matching';
import type { LinkKind, Session } from '../../src/core/base/session';
import { imageHeader } from '../../src/core/formats/fits/image';
import { readFitsFile } from '../../src/core/formats/fits/read';
import { gatherCheckout } from '../../src/core/operations/checkout/checkoutSessions';
import type { Owner } from '../../src/core/operations/checkout/owner';
import type { CheckoutInput, CheckoutSession, SessionFrames } from '../../src/core/operations/checkout/types';
import { frameOf } from '../../src/core/rules/frame/frameOf';
import { groupFrames } from '../../src/core/rules/sessions/groupFrames';
import { linkSessions } from '../../src/core/rules/sessions/linkSessions';
import { session } from './session';

let nextId = 1;

/** An archive to which everything in a folder belongs, and nothing else. */
export function ownerOfFolder(archive: string, differs: Partial<Owner> = {}): Owner {
  return {
    identity: null,
    isFrame: (file) => isInside(archive, file),
    holdsFrames: (folder) => isInside(archive, folder),
    isMaster: () => false,
    hasCheckedOut: () => false,
    ...differs,
  };
}

/** A frame with what a session of it says. */
export function frameIn(of: Session, file: string, differs: Partial<ArchivedFrame> = {}): ArchivedFrame {
  const {
    type,
    master,
    processing,
    object,
    telescope,
    imager,
    filter,
    exposure,
    binningX,
    binningY,
    ccdTemp,
  } = of;
  return {
    processing,
    byproduct: false,
    conversionGain: of.conversionGain,
    usbLimit: of.usbLimit,
    rowOrder: of.rowOrder,
    bayerOffsetX: of.bayerOffsetX,
    bayerOffsetY: of.bayerOffsetY,
    subframeX: of.subframeX,
    subframeY: of.subframeY,
    type,
    master,
    object,
    telescope,
    imager,
    filter,
    exposure,
    binningX,
    binningY,
    ccdTemp,
    gain: of.gain,
    offset: of.offset,
    readoutMode: of.readoutMode,
    bayerPattern: of.bayerPattern,
    width: of.width,
    height: of.height,
    channels: 1,
    rotator: of.rotator,
    focalLength: of.focalLength,
    setTemp: null,
    pixelSize: null,
    ra: null,
    dec: null,
    siteLatitude: null,
    siteLongitude: null,
    observer: null,
    site: null,
    dateObs: of.start,
    night: of.night,
    program: null,
    stackCount: null,
    problems: [],
    id: nextId++,
    path: file,
    size: 2880,
    mtime: 0,
    sha256: '',
    editedSha256: null,
    rejected: false,
    missing: false,
    imageKey: '',
    session: of.id,
    ...differs,
  };
}

/** A session of `count` files `/archive/ID/1.fits` … */
export function set(differs: Partial<Session>, count: number, extension = '.fits'): SessionFrames {
  const of = session({ frameCount: count, ...differs });
  const frames = Array.from({ length: count }, (_, index) =>
    frameIn(of, `/archive/${of.id}/${index + 1}${extension}`),
  );
  return { session: of, frames };
}

export const NO_SETS: Readonly<Record<LinkKind, SessionFrames | null>> = {
  bias: null,
  dark: null,
  flat: null,
  flatDark: null,
};

/** A wanted light session. */
export function wanted(
  light: SessionFrames,
  links: Partial<Record<LinkKind, SessionFrames | null>> = {},
): CheckoutSession {
  return { ...light, links: { ...NO_SETS, ...links } };
}

/** Every FITS file below a folder as the archive sees it. */
export function readArchive(folder: string): ArchivedFrame[] {
  return fs
    .readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => path.join(folder, name))
    .filter((file) => /\.(fits?|fts)(\.gz|\.fz)?$/i.test(file))
    .sort()
    .map((file, index) => {
      const header = imageHeader(readFitsFile(file));
      if (header === null) throw new Error(`${file} has no image`);
      const { size, mtimeMs } = fs.statSync(file);
      const frame = frameOf(header, { path: file, timeZone: null });
      const sha256 = crypto.createHash('sha256').update(fs.readFileSync(file)).digest('hex');
      return {
        ...frame,
        id: index + 1,
        path: file,
        size,
        mtime: mtimeMs,
        sha256,
        imageKey: '',
        editedSha256: null,
        session: null,
        rejected: false,
        missing: false,
      };
    });
}

/** Groups, links and gathers the light sessions that `choose` picks. */
export function checkoutOf(
  frames: readonly ArchivedFrame[],
  choose: (session: Session) => boolean,
): CheckoutInput {
  const groups = groupFrames(frames);
  const links = linkSessions(
    groups.map((group) => group.session),
    DEFAULT_TOLERANCES,
  );
  const sessions = new Map(
    groups.map(({ session: each }) => [each.id, { ...each, links: links.get(each.id) ?? each.links }]),
  );
  const byId = new Map(frames.map((frame) => [frame.id, frame]));
  const members = new Map(groups.map((group) => [group.session.id, group.frames]));
  return gatherCheckout(
    [...sessions.values()].filter((each) => each.type === 'light' && choose(each)),
    {
      session: (id) => sessions.get(id) ?? null,
      frames: (id) => (members.get(id) ?? []).flatMap((each) => byId.get(each) ?? []),
    },
  );
}

/** Path to SHA-256 of every file below a folder. */
export function hashesOf(folder: string): Record<string, string> {
  const files = fs.readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  const hashes: Record<string, string> = {};
  for (const name of files) {
    const file = path.join(folder, name);
    if (!fs.statSync(file).isFile()) continue;
    hashes[name] = crypto.createHash('sha256').update(fs.readFileSync(file)).digest('hex');
  }
  return hashes;
}
