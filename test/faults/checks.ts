/** What must be true of the files: at the instant of a fault, and after the next start. Each answers broken promises. */
import { basename, join } from 'node:path';
import type { Bench } from './bench';
import type { Original } from './originals';
import { isMerge, isUndo, isUndoOfEdit, MERGED } from './scenarios';
import type { Seen, Survey } from './survey';

export interface Instant {
  /** The process was killed, or its drive had gone; otherwise it had its chance to clear away what it had begun. */
  readonly cutOff: boolean;
}

/** Originals of which no whole copy is left: the one thing that must never happen. */
export function lost(bench: Bench, { inSource, inEarlier, inRepository }: Survey): readonly string[] {
  const there = new Set<Original | null>();
  for (const { is, original } of [...inSource, ...inEarlier, ...inRepository]) {
    // A header that is being edited where it lies may be between two states; the pixels are all there.
    if (is === 'original' || is === 'edited' || (is === 'between' && editedIn(bench) !== null))
      there.add(original);
  }
  const expected = [...bench.originals, ...bench.held.values()];
  return expected.filter((original) => !there.has(original)).map(({ name }) => name);
}

/** The folder in which headers are edited where the files lie; null where they are edited beside. */
function editedIn({ scenario, source, repository }: Bench): string | null {
  if (isMerge(scenario) || isUndoOfEdit(scenario)) return repository;
  return scenario.addWcs === 'always' ? source : null;
}

/** At the instant of a fault. */
export function checkInstant(bench: Bench, seen: Survey, { cutOff }: Instant): readonly string[] {
  return [
    ...checkNames(bench, seen, cutOff),
    ...bench.originals.flatMap((original) => checkCopies(bench, seen, original)),
    ...checkHeld(bench, seen),
  ];
}

/** No file under the name of an image is anything but a whole image. */
function checkNames(bench: Bench, seen: Survey, cutOff: boolean): string[] {
  const bad = [...seen.inSource, ...seen.inEarlier, ...seen.inRepository].filter(({ is, path }) => {
    if (is === 'original' || is === 'edited') return false;
    const inPlace = editedIn(bench);
    if (is === 'between') return !(inPlace !== null && path.startsWith(inPlace));
    // Without hard links an empty file holds the name for the moment before the finished one takes its place.
    return !(is === 'empty' && cutOff && bench.scenario.noLinks);
  });
  return bad.map(({ is, path }) => `${path} is ${is}`);
}

function checkCopies(bench: Bench, seen: Survey, original: Original): string[] {
  const { ends } = bench.scenario;
  const inSource = seen.inSource.filter((one) => one.original === original);
  const inRepository = seen.inRepository.filter((one) => one.original === original);
  const problems: string[] = [];
  const expectSource = join(bench.source, original.name);
  if (inSource.some(({ path }) => path !== expectSource)) problems.push(`${original.name} lies elsewhere`);
  // For a moment a file that is renamed has both names.
  const renamed = isMerge(bench.scenario) && new Set(inRepository.map(({ file }) => file)).size === 1;
  if (inRepository.length > 1 && !renamed) problems.push(`${original.name} lies twice in the repository`);
  if (!moves(bench) && inSource.length === 0) problems.push(`${original.name} is gone from its place`);
  if (staysAway(bench)) {
    if (inRepository.length > 0) problems.push(`${original.name} was brought into the repository`);
  }
  const second = (file: string) => inRepository.some((one) => one.file === file);
  // The header of a second name is edited before the first name goes.
  const mayDiffer = ({ file }: Seen) => ends === 'moved back' && second(file);
  const inPlace = ends === 'in place' || ends === 'restored';
  if (!inPlace && inSource.some((one) => one.is !== 'original' && !mayDiffer(one))) {
    problems.push(`${original.name} was changed where it lay`);
  }
  const files = new Set([...inSource, ...inRepository].map(({ file }) => file));
  if (moves(bench) && files.size > 1 && !copies(bench, inRepository)) {
    problems.push(`${original.name} is there twice, not under two names`);
  }
  return problems;
}

/** Whether the originals stay out of the repository. */
function staysAway({ scenario: { ends } }: Bench): boolean {
  return ends === 'in place' || ends === 'untouched' || ends === 'restored';
}

function moves({ scenario: { ends } }: Bench): boolean {
  return ends === 'moved' || ends === 'moved back';
}

/** Whether a move has to make a second file for a moment: from drive to drive, without hard links, for an edit. */
function copies({ scenario }: Bench, inRepository: readonly Seen[]): boolean {
  return (
    scenario.twoDrives === true || scenario.noLinks === true || inRepository.some(({ is }) => is === 'edited')
  );
}

/** What was in the archive before the operation is as it was. */
function checkHeld(bench: Bench, seen: Survey): string[] {
  return [...bench.held].flatMap(([path, original]) => {
    const found = seen.inRepository.find((one) => one.path === path);
    return found?.original === original && found.is === 'original' ? [] : [`${path} is not as it was`];
  });
}

/**
 * After the next start has repeated the operation: as if there had been no fault. `mayStay`: an undo that was refused
 * may have left files where they were filed, which it has said.
 */
export function checkEnd(
  bench: Bench,
  seen: Survey,
  expectEdited: ReadonlySet<string>,
  mayStay = false,
): readonly string[] {
  if (isUndo(bench.scenario)) return checkUndone(bench, seen, expectEdited, mayStay);
  const { ends } = bench.scenario;
  const problems = [...checkInstant(bench, seen, { cutOff: false })];
  for (const original of bench.originals) {
    const at = (list: readonly Seen[]) => list.filter((one) => one.original === original);
    const [inSource, inRepository] = [at(seen.inSource), at(seen.inRepository)];
    if (ends === 'moved' && inSource.length > 0)
      problems.push(`${original.name} still lies where it came from`);
    if (!staysAway(bench) && inRepository.length === 0)
      problems.push(`${original.name} is not in the repository`);
    const kept = staysAway(bench) ? inSource : inRepository;
    const wanted = expectEdited.has(original.name) ? 'edited' : 'original';
    for (const { is, path } of kept) if (is !== wanted) problems.push(`${path} is ${is}, not ${wanted}`);
    if (ends === 'merged') problems.push(...checkNamed(inRepository, true));
  }
  return [...problems, ...leftOvers(seen)];
}

function leftOvers({ passing }: Survey): string[] {
  return passing.map((path) => `${basename(path)} was left behind`);
}

/** One name each, that of the other object or its own. */
function checkNamed(inRepository: readonly Seen[], merged: boolean): string[] {
  const wrong = inRepository.filter(({ path }) => path.includes(MERGED.folder) !== merged);
  return [
    ...wrong.map(({ path }) => `${path} has not the name that it should have`),
    ...(inRepository.length === 1 ? [] : [`${inRepository.map(({ path }) => path).join(', ')} are one file`]),
  ];
}

/** Header and name go back together, or, where that was refused, neither of them. */
function checkUnmerged({ name }: Original, inRepository: readonly Seen[], mayStay: boolean): string[] {
  const [file] = inRepository;
  const back = file?.is === 'original';
  if (!back && !mayStay) return [`${name} did not go back`];
  if (!back && file?.is !== 'edited') return [`${name} is ${file?.is ?? 'gone'}`];
  return checkNamed(inRepository, !back);
}

/** Each original is where it came from, with its own bytes, or as it was filed; at one of the two, once. */
function checkUndone(
  bench: Bench,
  seen: Survey,
  wereEdited: ReadonlySet<string>,
  mayStay: boolean,
): readonly string[] {
  const { ends } = bench.scenario;
  const problems = [...checkInstant(bench, seen, { cutOff: false })];
  for (const original of bench.originals) {
    const at = (list: readonly Seen[]) => list.filter((one) => one.original === original);
    const [inSource, inRepository] = [at(seen.inSource), at(seen.inRepository)];
    const filedAs = wereEdited.has(original.name) ? 'edited' : 'original';
    if (ends === 'unmerged') {
      problems.push(...checkUnmerged(original, inRepository, mayStay));
      continue;
    }
    const back = inRepository.length === 0 && inSource.every(({ is }) => is === 'original');
    if (!back && !mayStay) problems.push(`${original.name} did not go back`);
    if (isUndoOfEdit(bench.scenario)) continue;
    const filed = bench.scenario.ends === 'restored' ? inSource : inRepository;
    if (!back && filed.some(({ is }) => is !== filedAs))
      problems.push(`${original.name} is not as it was filed`);
    if (moves(bench) && inSource.length + inRepository.length !== 1)
      problems.push(`${original.name} has ${inSource.length + inRepository.length} names`);
  }
  return [...problems, ...leftOvers(seen)];
}
