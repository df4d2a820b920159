/** How much room a plan takes on the drive of the repository, and how much there is. */
import { statSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { PlanSpace } from '../../api/register';
import type { Placement } from './decision';

export class Space {
  readonly #repository: string;
  /** Folder to the number of its drive, null where it cannot be told. */
  readonly #drives = new Map<string, number | null>();
  #needed = 0;

  constructor(repository: string) {
    this.#repository = repository;
  }

  /** Copies take room; moves only from another drive, where they are copies first. */
  add({ action, scan }: Placement): void {
    if (action === 'copy' || (action === 'move' && this.#isElsewhere(dirname(scan.path)))) {
      this.#needed += scan.size;
    }
  }

  async result(): Promise<PlanSpace> {
    try {
      const { bavail, bsize } = await statfs(existing(this.#repository));
      return { needed: this.#needed, free: bavail * bsize };
    } catch {
      // Some network drives do not say; then there is nothing to compare with.
      return { needed: this.#needed, free: null };
    }
  }

  #isElsewhere(folder: string): boolean {
    const here = this.#drive(existing(this.#repository));
    return here !== null && this.#drive(folder) !== here;
  }

  #drive(folder: string): number | null {
    let drive = this.#drives.get(folder);
    if (drive === undefined) {
      drive = statSync(folder, { throwIfNoEntry: false })?.dev ?? null;
      this.#drives.set(folder, drive);
    }
    return drive;
  }
}

/** The folder or, where it is still to be made, the nearest one above that is there. */
function existing(folder: string): string {
  for (let at = folder; ; at = dirname(at)) {
    if (statSync(at, { throwIfNoEntry: false }) || dirname(at) === at) return at;
  }
}
