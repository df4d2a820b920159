/** What has to be in a checkout, file by file, once it is decided how. Pure. */
import type { LinkedSet } from './linking';
import type { LinkWay } from './strategy';

export interface WantedFile {
  /** Relative to the checkout; a folder for a junction. */
  readonly path: string;
  /** What is linked, copied or unpacked: a file of the archive, or a folder for a junction. */
  readonly source: string;
  readonly treatment: 'link' | 'unpack';
  readonly way: LinkWay;
  /** The files of the archive that it stands for. */
  readonly sources: readonly string[];
}

/** One for each file; one for a whole set behind a junction. */
export function wantedFiles(sets: readonly LinkedSet[]): WantedFile[] {
  return sets.flatMap(({ way, folder, target, files }): WantedFile[] => {
    if (way === 'junction' && target !== null) {
      const sources = files.map(({ source }) => source);
      return [{ path: folder, source: target, treatment: 'link', way, sources }];
    }
    return files.map((file) => ({ ...file, way, sources: [file.source] }));
  });
}
