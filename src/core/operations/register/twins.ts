/** Files of one camera and start, one of which is what a copy that was cut short has left of the other. */
import { english } from '../../base/english';
import type { Frame } from '../../base/frame';
import type { Scan } from '../scan/scan';
import type { Knowledge, Refusal } from './decision';

interface Twin {
  readonly path: string;
  readonly imageKey: string;
  readonly endsInZeros?: boolean;
}

export class Twins {
  readonly #knowledge: Pick<Knowledge, 'sameStart' | 'endsInZeros'>;
  /** Planned files by camera and start of exposure. */
  readonly #planned = new Map<string, Twin[]>();

  constructor(knowledge: Pick<Knowledge, 'sameStart' | 'endsInZeros'>) {
    this.#knowledge = knowledge;
  }

  /** Notes a file that is going to be registered. */
  add({ path, imageKey, endsInZeros }: Scan, frame: Frame): void {
    const start = startOf(frame);
    if (start === null) return;
    const twins = this.#planned.get(start);
    if (twins) twins.push({ path, imageKey, endsInZeros });
    else this.#planned.set(start, [{ path, imageKey, endsInZeros }]);
  }

  /**
   * Of two files of one camera, start and size of image, one of which ends in zeros and the other does not,
   * one is what a copy that was cut short has left of the other. Whichever came first stays, and the user is
   * told which one is broken.
   */
  broken({ path, imageKey, endsInZeros }: Scan, frame: Frame): Refusal | null {
    const planned: readonly Twin[] = this.#planned.get(startOf(frame) ?? '') ?? [];
    const sameSize = (key: string) => key.split('-')[0] === imageKey.split('-')[0] && key !== imageKey;
    const archived: readonly Twin[] = this.#knowledge.sameStart(frame);
    for (const other of [...planned, ...archived]) {
      if (other.path === path || !sameSize(other.imageKey)) continue;
      const theirs = other.endsInZeros ?? this.#knowledge.endsInZeros(other.path);
      if (theirs !== null && theirs !== endsInZeros)
        return { kind: 'failed', path, error: twinText(path, other.path, endsInZeros) };
    }
    return null;
  }
}

/** What two frames share that one camera began at one time; null where a header does not say. */
function startOf({ imager, dateObs }: Pick<Frame, 'imager' | 'dateObs'>): string | null {
  return imager === null || dateObs === null ? null : `${imager} ${dateObs}`;
}

function twinText(path: string, other: string, isBroken: boolean): string {
  const twin = english('{0}, which the same camera began at the same time', other);
  return isBroken
    ? english(
        '{0}: It is broken: its end is zeros, unlike that of {1}. Copy it again from where it came from.',
        path,
        twin,
      )
    : english(
        '{0}: It was left alone, since the archive has {1}, and that file is broken: its end is zeros. Remove the broken one, repair the archive, then register this one again.',
        path,
        twin,
      );
}
