/** What Stryker's reports say, in numbers and lists. */

/** Of the mutants that are not equivalent, so many in a hundred must be noticed. */
export const GOAL_PERCENT = 85;

const NOTICED = ['Killed', 'Timeout'];
const MISSED = ['Survived', 'NoCoverage'];

/**
 * @typedef {object} Equivalent a mutant that behaves as the original does, wherever in the file it stands
 * @property {string} file `src/core/storage/journal/judgeStep.ts`
 * @property {string} code what stood there, blanks joined
 * @property {string} became what the mutant made of it, blanks joined
 * @property {string} why
 */

/**
 * @param {string} name of the room
 * @param {object} report Stryker's JSON report
 * @param {readonly Equivalent[]} equivalent
 * @returns how many mutants were tried, without the equivalent ones, and how many of them were noticed: by a
 * failing test, or because a test did not end, which on a busy machine may also mean that it only took long
 */
export function countRoom(name, report, equivalent) {
  const mutants = mutantsOf(report);
  const killed = mutants.filter(({ status }) => NOTICED.includes(status)).length;
  const slow = mutants.filter(({ status }) => status === 'Timeout').length;
  const missed = mutants.filter(({ status }) => MISSED.includes(status));
  const same = missed.filter((mutant) => isEquivalent(mutant, equivalent)).length;
  const tried = killed + missed.length - same;
  return {
    name,
    tried,
    killed,
    slow,
    same,
    percent: tried === 0 ? 100 : Math.floor((killed / tried) * 1000) / 10,
  };
}

/** One line for each mutant that no test noticed and that is not equivalent: place, code, what it became. */
export function survivorsOf(report, equivalent) {
  return mutantsOf(report)
    .filter((mutant) => MISSED.includes(mutant.status) && !isEquivalent(mutant, equivalent))
    .map(({ file, line, status, code, became }) => `${file}:${line} ${status}: ${code} → ${became}`);
}

/** @param {readonly ReturnType<typeof countRoom>[]} counts */
export function table(counts) {
  const rows = counts.map(({ name, tried, killed, slow, same, percent }) => [
    name,
    tried,
    killed,
    slow,
    `${percent} %`,
    same,
  ]);
  const lines = [
    ['room', 'tried', 'killed', 'of these by time', 'share', 'equivalent'],
    ['---', '--:', '--:', '--:', '--:', '--:'],
    ...rows,
  ];
  return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function mutantsOf(report) {
  return Object.entries(report.files).flatMap(([file, { source, mutants }]) => {
    const lines = source.split('\n');
    return mutants.map(({ status, replacement, location: { start, end } }) => ({
      file,
      line: start.line,
      status,
      code: joined(cut(lines, start, end)),
      became: joined(replacement ?? ''),
    }));
  });
}

/** The text between two places; lines and columns count from 1. */
function cut(lines, start, end) {
  const part = lines.slice(start.line - 1, end.line);
  part[part.length - 1] = part.at(-1).slice(0, end.column - 1);
  part[0] = part[0].slice(start.column - 1);
  return part.join('\n');
}

const joined = (text) => text.replace(/\s+/g, ' ').trim();

const isEquivalent = (mutant, equivalent) =>
  equivalent.some(
    ({ file, code, became }) => mutant.file === file && mutant.code === code && mutant.became === became,
  );
