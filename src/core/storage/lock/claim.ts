/**
 * A claim: the small file by which a program says that it alone writes something. What it holds, and whether
 * it counts. Pure.
 */
import * as v from 'valibot';
import { parsed } from '../../base/json';

const text = v.pipe(v.string(), v.maxLength(300));

const CLAIM = v.object({
  /** Name of the machine, for messages: `observatory`. */
  host: text,
  process: v.pipe(v.number(), v.safeInteger()),
  /** ISO 8601, UTC. */
  since: text,
  /**
   * Which start of which machine: the kernel's boot id, the same in all containers; null where there is none.
   */
  boot: v.nullable(text),
  /** Hardware addresses of the machine, which outlast its name. */
  hardware: v.pipe(v.array(text), v.maxLength(64)),
  /** Which numbering of processes `process` belongs to; containers have their own. */
  namespace: v.nullable(text),
  /** When the process started, in the system's own count: numbers of processes are used again. */
  started: v.nullable(text),
  /** Where the owner listens: `folder` beside the claim, else elsewhere; null where it could not. */
  listens: v.nullable(
    v.variant('at', [
      v.object({ at: v.literal('folder') }),
      v.object({ at: v.literal('machine'), address: text }),
    ]),
  ),
});

export type Claim = v.InferOutput<typeof CLAIM>;

/** The claim that a file holds; null for one that is not finished, or no claim. */
export function parseClaim(content: string): Claim | null {
  return parsed(CLAIM, content);
}

/** What is found out about the owner of a claim. */
export interface OwnerSeen {
  /** Whether somebody answers at its address; `unclear` where the system does not say. */
  readonly socket: 'answers' | 'silent' | 'unclear';
  /** The process of that number, where it can be seen from here and is the same one. */
  readonly process: 'alive' | 'gone' | 'unseen';
  /** This machine since its last start; null where a system does not number its starts. */
  readonly sameBoot: boolean | null;
  /** This machine, before or after a start, by its name or its hardware. */
  readonly sameMachine: boolean;
  /** Whether the drive hangs on this machine alone; null where that is not known. */
  readonly localDrive: boolean | null;
}

/** `elsewhere`: on a machine that cannot be asked. */
export type ClaimVerdict = 'alive' | 'dead' | 'elsewhere';

/**
 * The system ends a socket with its owner and never before, so an answer decides. Silence decides too where
 * the socket would have to be there: beside the claim, or on this machine. A claim is never dead because of
 * its age.
 */
export function judgeClaim({ listens }: Pick<Claim, 'listens'>, seen: OwnerSeen): ClaimVerdict {
  if (seen.socket !== 'silent' && listens !== null) return 'alive';
  // Somebody may have cleared the socket away while its owner goes on.
  if (seen.process === 'alive') return 'alive';
  if (seen.sameBoot === true) {
    if (seen.process === 'gone') return 'dead';
    // In another container a process cannot be seen. A share that is mounted twice has two inodes for one
    // socket.
    return listens?.at === 'folder' && seen.localDrive === true ? 'dead' : 'elsewhere';
  }
  // After a restart nothing of before is alive; a drive of this machine has no other to be used by.
  if (seen.sameMachine || seen.localDrive === true) return 'dead';
  return 'elsewhere';
}
