/**
 * The shapes of the JSON answers, field by field, so that a change inside never leaks into what scripts read.
 */
import type {
  DuplicateGroup,
  HeaderReport,
  RegenerateReport,
  RejectReport,
  RepairReport,
  RereadReport,
  SessionExplanation,
  SessionsReport,
  VerifyReport,
} from '../../core/api/archive';
import type { ArchivedFrame } from '../../core/base/archivedFrame';
import type { ExplainedFrame, Frame, Problem } from '../../core/base/frame';
import type { Master } from '../../core/base/master';
import type { Candidate, MissingSet } from '../../core/base/matching';
import type { NameRule } from '../../core/base/nameRule';
import { LINK_KINDS, type Links, type Session } from '../../core/base/session';
import type { Card, CardValue, Hdu, HduType } from '../../core/formats/fits/header';

/** A number as JSON knows it, or `{ "float": "nan" }`, `"inf"`, `"-inf"`. */
function numberJson(value: number): unknown {
  if (Number.isFinite(value)) return value;
  if (Number.isNaN(value)) return { float: 'nan' };
  return { float: value > 0 ? 'inf' : '-inf' };
}

/** A card's value: what JSON cannot hold exactly stands in an object that says what it is. */
export function cardValueJson(value: CardValue): unknown {
  if (value === null) return { undefined: true };
  if (typeof value === 'bigint') {
    const exact = value <= BigInt(Number.MAX_SAFE_INTEGER) && value >= BigInt(Number.MIN_SAFE_INTEGER);
    return exact ? Number(value) : { int: value.toString() };
  }
  if (typeof value === 'number') return numberJson(value);
  if (typeof value === 'object') return { complex: value.map(numberJson) };
  return value;
}

/**
 * Commentary is text and says so: `{ keyword: 'HISTORY', value: 'Dark subtracted', type: 'string', comment:
 * '' }`.
 */
export function cardJson(card: Card): unknown {
  if (card.type === 'commentary') {
    return { keyword: card.keyword, value: card.value ?? '', type: 'string', comment: card.comment };
  }
  return { keyword: card.keyword, value: cardValueJson(card.value), type: card.type, comment: card.comment };
}

export function problemJson(problem: Problem): unknown {
  const { code, message, keyword } = problem;
  return keyword === undefined ? { code, message } : { code, message, keyword };
}

/** astropy's names of the kinds of units, which scripts around FITS files know already. */
const UNIT_TYPES: Readonly<Record<HduType, string>> = {
  primary: 'PrimaryHDU',
  image: 'ImageHDU',
  bintable: 'BinTableHDU',
  table: 'TableHDU',
  groups: 'GroupsHDU',
  other: '_NonstandardHDU',
};

function hduJson(hdu: Hdu): unknown {
  const { index, name, headerOffset, dataOffset, dataSize } = hdu;
  return {
    index,
    type: UNIT_TYPES[hdu.type],
    name,
    headerOffset,
    dataOffset,
    dataSize,
    cards: hdu.cards.map(cardJson),
    problems: hdu.problems.map(problemJson),
  };
}

function frameFields(frame: Frame) {
  return {
    type: frame.type,
    master: frame.master,
    processing: frame.processing,
    byproduct: frame.byproduct,
    object: frame.object,
    night: frame.night,
    telescope: frame.telescope,
    imager: frame.imager,
    filter: frame.filter,
    exposure: frame.exposure,
    binningX: frame.binningX,
    binningY: frame.binningY,
    ccdTemp: frame.ccdTemp,
    setTemp: frame.setTemp,
    gain: frame.gain,
    offset: frame.offset,
    readoutMode: frame.readoutMode,
    conversionGain: frame.conversionGain,
    usbLimit: frame.usbLimit,
    rowOrder: frame.rowOrder,
    bayerPattern: frame.bayerPattern,
    bayerOffsetX: frame.bayerOffsetX,
    bayerOffsetY: frame.bayerOffsetY,
    subframeX: frame.subframeX,
    subframeY: frame.subframeY,
    width: frame.width,
    height: frame.height,
    channels: frame.channels,
    rotator: frame.rotator,
    focalLength: frame.focalLength,
    pixelSize: frame.pixelSize,
    ra: frame.ra,
    dec: frame.dec,
    siteLatitude: frame.siteLatitude,
    siteLongitude: frame.siteLongitude,
    observer: frame.observer,
    site: frame.site,
    dateObs: frame.dateObs,
    program: frame.program,
    stackCount: frame.stackCount,
    problems: frame.problems.map(problemJson),
  };
}

const explainedFrameJson = (frame: ExplainedFrame): unknown => ({
  ...frameFields(frame),
  electronsPerAdu: frame.electronsPerAdu,
  sources: frame.sources,
});

export function headerJson(report: HeaderReport): unknown {
  return {
    path: report.file.path,
    format: report.file.format,
    hdus: report.file.hdus.map(hduJson),
    frame: report.frame && explainedFrameJson(report.frame),
    problems: report.problems.map(problemJson),
  };
}

export function frameJson(frame: ArchivedFrame): unknown {
  return {
    path: frame.path,
    ...frameFields(frame),
    size: frame.size,
    sha256: frame.sha256,
    editedSha256: frame.editedSha256,
    imageKey: frame.imageKey,
    session: frame.session,
    rejected: frame.rejected,
    missing: frame.missing,
    ...(frame.rawFrame === undefined ? {} : { rawFrame: frame.rawFrame }),
    ...(frame.inHeader ? { inHeader: frame.inHeader } : {}),
    ...noteJson(frame),
  };
}

/** Only where there is one. */
const noteJson = ({ note }: { readonly note?: string }) => (note === undefined ? {} : { note });

function masterJson({ stackCount, ageDays, stale, newer, replaces }: Master) {
  return { stackCount, ageDays, stale, newer, replaces };
}

function linksJson(links: Links): unknown {
  return { bias: links.bias, dark: links.dark, flat: links.flat, flatDark: links.flatDark };
}

/** `master` is what is known of a master; nothing is said of it where absent. */
export function sessionJson(session: Session, master?: Master): unknown {
  return {
    id: session.id,
    type: session.type,
    processing: session.processing,
    object: session.object,
    night: session.night,
    telescope: session.telescope,
    imager: session.imager,
    filter: session.filter,
    exposure: session.exposure,
    binningX: session.binningX,
    binningY: session.binningY,
    ccdTemp: session.ccdTemp,
    gain: session.gain,
    offset: session.offset,
    master: session.master,
    frames: session.frameCount,
    links: linksJson(session.links),
    ...(master ? masterJson(master) : {}),
    ...noteJson(session),
  };
}

export function aliasJson({ kind, spelling, name, matching }: NameRule): unknown {
  return { kind, spelling, name, matching };
}

export function rejectJson({ changed, unchanged, unknown }: RejectReport): unknown {
  return { changed, unchanged, unknown };
}

export function regenerateJson(report: SessionsReport & Partial<RegenerateReport>): unknown {
  const { bias, dark, flat, flatDark } = report.links;
  return {
    lightSessions: report.lightSessions,
    calibrationSessions: report.calibrationSessions,
    links: { bias, dark, flat, flatDark },
    unlinked: report.unlinked,
    seconds: report.seconds,
    ...(report.reread ? { reread: rereadJson(report.reread) } : {}),
  };
}

function rereadJson({ read, changed, left, fields }: RereadReport) {
  return {
    read,
    changed,
    left,
    fields: fields.map(({ field, frameCount }) => ({ field, frames: frameCount })),
  };
}

const candidateJson = ({ candidate, verdict, criteria }: Candidate): unknown => ({
  candidate,
  verdict,
  criteria: criteria.map(({ name, light, candidate: other, verdict: met, note }) => ({
    name,
    light,
    candidate: other,
    verdict: met,
    note,
  })),
});

export function explanationJson(explanation: SessionExplanation): unknown {
  const { bias, dark, flat, flatDark } = explanation.candidates;
  return {
    session: sessionJson(explanation.session),
    bias: bias.map(candidateJson),
    dark: dark.map(candidateJson),
    flat: flat.map(candidateJson),
    flatDark: flatDark.map(candidateJson),
    manual: Object.fromEntries(
      LINK_KINDS.flatMap((kind) => {
        const link = explanation.manual[kind];
        return link ? [[kind, { target: link.target, state: link.state, text: link.text }]] : [];
      }),
    ),
    missing: explanation.missing.map(({ text }) => text),
  };
}

export function missingJson(set: MissingSet): unknown {
  return {
    telescope: set.telescope,
    imager: set.imager,
    kind: set.kind,
    text: set.text,
    sessions: set.sessions,
    lights: set.lights,
    have: set.have.map(({ frameCount: frames, text }) => ({ frames, text })),
  };
}

export function verifyJson(report: VerifyReport) {
  return {
    checked: report.checked,
    missing: report.missing.map(({ path }) => ({ path })),
    changed: report.changed.map(({ path, what }) => ({ path, what })),
    unreadable: report.unreadable.map(({ path, error }) => ({ path, error })),
    unknown: report.unknown.map(({ path }) => ({ path })),
    resumed: report.resumed,
    cancelled: report.cancelled,
    seconds: report.seconds,
  };
}

export function repairJson(report: RepairReport): unknown {
  return {
    moved: report.moved.map(({ from, to }) => ({ from, to })),
    read: report.read,
    registered: report.registered,
    forgotten: report.forgotten,
    left: report.left.map(({ path, why }) => ({ path, why })),
  };
}

/** A card that a header does not have at all is null, one without a value `{ "undefined": true }`. */
export function duplicateJson({ same, files, keep, differences }: DuplicateGroup): unknown {
  return {
    same,
    paths: files.map(({ path }) => path),
    sizes: files.map(({ size }) => size),
    archived: files.map(({ archived }) => archived),
    keep,
    differences: differences.map(({ keyword, values }) => ({
      keyword,
      values: values.map((value) => (value === undefined ? null : cardValueJson(value))),
    })),
  };
}
