/** The rooms in which a frame can be lost, and the unit tests that look at them. */
import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';

/**
 * @typedef {object} Room
 * @property {string} name what the user types: `journal`
 * @property {string} folder below `src/core` and `test/unit/core`: `storage/journal`
 * @property {readonly string[]} alsoTestedBy folders below `test/unit/core` whose tests use the room
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

/** Tests that start programs, kill them or try thousands of cases: too slow to run for each mutant. */
const SLOW = [
  'damage',
  'drives',
  'exfat',
  'flippedBits',
  'interrupted',
  'killed',
  'oracle',
  'proof',
  'realNights',
  'realSiril',
];

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
 * The tests of a room, its own first: the run of a mutant ends with the first test that fails, which is mostly
 * one of these.
 * @param {Room} room
 * @param {boolean} own only those in its own folder
 * @returns {readonly string[]} `test/unit/core/storage/journal/decide.test.ts`, …
 */
export function testsOf({ folder, alsoTestedBy }, own) {
  const files = [folder, ...(own ? [] : alsoTestedBy)].flatMap((place) => {
    const top = join('test/unit/core', place);
    return readdirSync(top, { recursive: true })
      .filter((file) => file.endsWith('.test.ts') && !SLOW.includes(basename(file, '.test.ts')))
      .sort()
      .map((file) => join(top, file));
  });
  return [...new Set(files)];
}
