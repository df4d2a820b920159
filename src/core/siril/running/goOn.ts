/** Goes on with a script whose reference had no stars, image by image until one has. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import type { Cancel } from '../../base/ports';
import type { SirilVersion } from '../commands/version';
import { imageNumbers } from '../folders/sequences';
import { folderOfLine, walk } from '../folders/walkScript';
import { parseScript } from '../parser/script';
import { continuation, type Continuation, referencesToTry } from './reference';
import type { Registration } from './registration';
import { type RunComplaint, RunFollower } from './runFollower';
import { type InstalledSiril, type RunReport, runScript } from './runSiril';
import { resultsOf } from './scriptResults';

export interface GoOnRequest {
  /** The script as it was run. */
  readonly text: string;
  /** Where it was run, absolute. */
  readonly folder: string;
  readonly siril: InstalledSiril;
  readonly version: SirilVersion;
  /** The one that had no reference. */
  readonly registration: Registration;
  /** Called before each try. */
  readonly onReference?: (sequence: string, image: number) => void;
  /** Takes each line that says something, with what follows it, and whether it belongs in the log. */
  readonly onLine?: (line: string, follower: RunFollower, isLog: boolean) => void;
  readonly cancel?: Cancel;
  readonly env?: NodeJS.ProcessEnv;
  /** What runs a script; tests bring their own. */
  readonly run?: typeof runScript;
}

export interface GoneOn {
  /** Of the last try. `seconds` are those of all. */
  readonly report: RunReport;
  /** With the lines of the whole script. */
  readonly complaints: readonly RunComplaint[];
  readonly registrations: readonly Registration[];
  /** Images that were registered on, `{ sequence: 'pp_light', image: 5 }`. */
  readonly references: readonly { readonly sequence: string; readonly image: number }[];
}

interface Try {
  readonly report: RunReport;
  readonly complaints: readonly RunComplaint[];
  readonly registrations: readonly Registration[];
}

/** The registration that ended a run because its reference has too few stars. */
export function withoutReference(registrations: readonly Registration[]): Registration | undefined {
  return registrations.find(({ hasNoReference }) => hasNoReference);
}

/**
 * Runs the rest of the script with one image after the other as reference, and does the same where a later
 * sequence has no reference either. Null where there is no other image to try. Throws as `runScript` does.
 */
export async function goOn(request: GoOnRequest): Promise<GoneOn | null> {
  const folder = await mkdtemp(path.join(tmpdir(), 'astro-archive-'));
  try {
    let current = request.registration;
    let gone = null as GoneOn | null;
    // Each sequence that has no reference stands further down in the script than the one before.
    for (;;) {
      const found = await tryAll(request, current, path.join(folder, 'rest.ssf'));
      if (found === null) return gone;
      const { image, last } = found;
      gone = {
        report: { ...last.report, seconds: last.report.seconds + (gone?.report.seconds ?? 0) + found.before },
        complaints: last.complaints,
        registrations: [...(gone?.registrations ?? []), ...last.registrations],
        references: [
          ...(gone?.references ?? []),
          ...(image === null ? [] : [{ sequence: current.sequence, image }]),
        ],
      };
      const next = withoutReference(last.registrations);
      if (next === undefined || next.line <= current.line) return gone;
      current = next;
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * The last try, and the image that was a reference; null for that where none was. `before`: seconds of those
 * before.
 */
async function tryAll(
  request: GoOnRequest,
  registration: Registration,
  file: string,
): Promise<{ readonly image: number | null; readonly last: Try; readonly before: number } | null> {
  const at = folderOfLine(parseScript(request.text), request.folder, registration.line);
  const images = at === null ? [] : referencesToTry(imageNumbers(at, registration.sequence));
  let last: Try | null = null;
  let before = 0;
  for (const image of images) {
    const rest = continuation(request.text, request.folder, registration, image);
    if (rest === null) break;
    before += last?.report.seconds ?? 0;
    request.onReference?.(registration.sequence, image);
    last = await tryOne(request, registration, rest, file);
    if (withoutReference(last.registrations)?.line !== registration.line) return { image, last, before };
  }
  return last === null ? null : { image: null, last, before };
}

async function tryOne(
  request: GoOnRequest,
  registration: Registration,
  rest: Continuation,
  file: string,
): Promise<Try> {
  const { folder, siril, version, text } = request;
  await writeFile(file, rest.text);
  const follower = new RunFollower(parseScript(rest.text));
  // What the script wrote before is there already.
  const results = resultsOf(walk(parseScript(text), folder, version)).filter(
    ({ line }) => line >= registration.line,
  );
  const report = await (request.run ?? runScript)({
    program: siril.program,
    folder,
    script: file,
    results: results.map((result) => path.relative(folder, result.path)),
    ...(request.cancel === undefined ? {} : { cancel: request.cancel }),
    ...(request.env === undefined ? {} : { env: request.env }),
    onLine(line) {
      const isLog = follower.take(line);
      request.onLine?.(line, follower, isLog);
    },
  });
  const inWhole = <T extends { readonly line: number }>(each: T): T => ({
    ...each,
    line: rest.toOriginal(each.line),
  });
  return {
    report,
    complaints: follower.complaints.map(inWhole),
    registrations: follower.registrations.map(inWhole),
  };
}
