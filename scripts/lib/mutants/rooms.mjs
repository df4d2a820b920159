/** The rooms in which a frame can be lost, and the tests that look at them. */
import { existsSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';

/**
 * @typedef {object} Room
 * @property {string} name what the user types: `journal`
 * @property {string} folder below `src/core`: `storage/journal`
 * @property {readonly string[]} alsoTestedBy folders below `src/core` whose tests use the room
 */

/** @type {readonly Room[]} */
export const ROOMS = [
  {
    name: 'journal',
    folder: 'storage/journal',
    alsoTestedBy: ['operations/history', 'operations/edit', 'operations/register', 'operations/follow'],
  },
  {
    name: 'files',
    folder: 'storage/files',
    alsoTestedBy: [
      'storage',
      'operations/edit',
      'operations/register',
      'operations/history',
      'operations/duplicates',
    ],
  },
  {
    name: 'history',
    folder: 'operations/history',
    alsoTestedBy: [
      'operations/edit',
      'operations/register',
      'operations/checkout',
      'storage/journal',
      'archive',
    ],
  },
  { name: 'database', folder: 'storage/database', alsoTestedBy: ['storage', 'operations', 'archive'] },
  {
    name: 'register',
    folder: 'operations/register',
    alsoTestedBy: [
      'operations/scan',
      'operations/regenerate',
      'operations/history',
      'storage/journal',
      'archive',
    ],
  },
  {
    name: 'checkout',
    folder: 'operations/checkout',
    alsoTestedBy: ['operations/results', 'operations/history', 'archive'],
  },
];

/** The suites whose tests are run for a mutant; those that start programs are too slow. */
const SUITES = ['unit', 'archive'];

/** Tests of these suites that try thousands of cases: too slow to run for each mutant. */
const SLOW = ['damage', 'flippedBits', 'interrupted', 'oracle'];

/**
 * @param {readonly string[]} names as the user typed them
 * @throws Error that lists the names when one is unknown
 */
export function chooseRooms(names) {
  const unknown = names.filter((name) => !ROOMS.some((room) => room.name === name));
  if (unknown.length > 0) {
    throw new Error(
      `No room "${unknown.join('", "')}". There are: ${ROOMS.map(({ name }) => name).join(', ')}.`,
    );
  }
  return ROOMS.filter(({ name }) => names.includes(name));
}

/**
 * The tests of a room, its own first: the run of a mutant ends with the first test that fails, which is
 * mostly one of these.
 * @param {Room} room
 * @param {boolean} own only those in its own folder
 * @returns {readonly string[]} `test/unit/core/storage/journal/judgeStep.test.ts`, …
 */
export function testsOf({ folder, alsoTestedBy }, own) {
  const tops = [folder, ...(own ? [] : alsoTestedBy)].flatMap((place) =>
    SUITES.map((suite) => join('test', suite, 'core', place)).filter((top) => existsSync(top)),
  );
  const files = tops.flatMap((top) =>
    readdirSync(top, { recursive: true })
      .filter((file) => file.endsWith('.test.ts') && !SLOW.includes(basename(file, '.test.ts')))
      .sort()
      .map((file) => join(top, file)),
  );
  return [...new Set(files)];
}
