/** What Wine lacks of Windows, and the tests that cannot pass in it for that reason alone. Pure. */

interface Gap {
  readonly reason: string;
  /** Whole titles. */
  readonly tests: readonly string[];
}

export const GAPS: readonly Gap[] = [
  {
    reason: 'Wine makes no symbolic links and no junctions, though it says so',
    tests: [
      'a file of the program has a name that is taken by anything, be it a link that leads nowhere',
      'amending a file tells two names of one file from one name',
      'a step on a file is refused for a file that is not the one that was planned for',
      'database file knows the file behind a link',
      'database file names the file behind which it cannot look',
      'duplicates the last look does not where both are the same file',
      'editing a header leaves other hard links and symbolic links as they are',
      'lock is one through two paths',
      'register, interrupted does not take one file reached in two ways for two',
      'register, interrupted moves nothing away when the repository is registered through a link to it',
      'register, with bad input passes over links, sockets, pipes, hidden files and checkouts, and says so',
      'the diagnosis tells the code of the system where that refuses',
      'the look at a step takes two spellings of a folder for the one name that its files have there',
      'the look at a step tells two names of one file from two files, and a link to it from both',
      'the identity of an archive is one writer at a time however the repository is reached',
      'the identity of an archive writes nothing through a folder or database that is a link',
      'the chance to take a file back is refused where another file has the old name, and not where that is a second name of it',
      'verify calls a file unreadable that has become a folder or a link',
    ],
  },
  {
    reason: 'Wine resolves no path of more than 260 characters',
    tests: ['lock holds in a folder whose path is longer than a socket can have'],
  },
  {
    reason: 'Wine rounds times of files that are set, by up to 2 µs',
    tests: [
      'a step that was cut off gets its time back to the microsecond when its header is finished',
      'editing headers by hand gives back the same bytes, names and rows, whatever was set',
      'any merge taken back leaves every byte and every row as it was',
    ],
  },
  {
    reason: 'Wine has the time of now for when a file was read last, whatever was set',
    tests: ['a file that is rewritten was read last when the old one was'],
  },
  {
    reason: 'Wine gives the last change of a folder for its birth, by which an archive is told from its copy',
    tests: [
      'a journal of an interrupted operation stays open while a file is neither here nor there, and is done with the others',
      'recovery finishes a header that was being edited and keeps the hash of the original',
      'recovery keeps what an interrupted operation says of itself, and of one that is not trusted plain values alone',
      'recovery finishes moves and rolls back what was not begun, with a line for each',
      'the diagnosis counts what a whole archive holds',
      'the identity of an archive leaves an archive what it is whose folder was renamed',
      'the identity of an archive makes a separate archive of a copy, with the frames that are in it',
    ],
  },
];

interface LeftOut {
  readonly reason: string;
  /** Ends of paths, without `.test.ts`: `engine/client`. */
  readonly files: readonly string[];
}

/** Files of tests that are not run there at all. */
export const LEFT_OUT: readonly LeftOut[] = [
  {
    reason: 'esbuild, with which they build what they start, does not start in Wine',
    files: ['cli/endToEnd', 'engine/client', 'engine/sideThread', 'register/killed'],
  },
  {
    reason: 'they start programs that are not there for Windows: Siril, fitsverify, Python, shells',
    files: [
      'checkout/proof',
      'checkout/realNights',
      'checkout/realSiril',
      'check/realSiril',
      'files/editProof',
      'merge/proof',
      'running/runSiril',
    ],
  },
  {
    reason: 'they are about file systems of Linux, and about the sources',
    files: [
      'files/appendOnly',
      'files/exfat',
      'house/docs',
      'house/floors',
      'house/lint',
      'house/typeNames',
      'register/drives',
    ],
  },
];

/** Why a test does not run in Wine, by its whole title; undefined for one that does. */
export function gapOf(title: string): string | undefined {
  return GAPS.find(({ tests }) => tests.includes(title))?.reason;
}

/** Whether a file of tests runs there: `test/unit/core/storage/lock/lock.test.ts`. */
export function runsInWine(file: string): boolean {
  return !LEFT_OUT.some(({ files }) => files.some((end) => file.endsWith(`/${end}.test.ts`)));
}
