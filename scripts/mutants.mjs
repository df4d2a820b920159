/**
 * `npm run mutants`: breaks the code in one place at a time and looks whether a unit test notices.
 *
 *     npm run mutants every room in which a frame can be lost; takes hours npm run mutants -- journal history
 *     these rooms npm run mutants -- --every 10 every tenth mutant of each room, the same ones each time npm
 *     run mutants -- --own with the tests of the room alone: quick, and says rather too little npm run
 *     mutants -- --workers 1 tests in one process at a time; 2 unless given npm run mutants -- --again
 *     forgets what earlier runs found npm run mutants -- --table only prints what the last runs found
 *
 * What was found is kept in `out/mutants/`, so that a later run tries only what a change may have touched.
 * Returns 1 when a room is below the goal, 2 when the request is not understood.
 */
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { Stryker } from '@stryker-mutator/core';
import { keepInSample } from './lib/mutants/incremental.mjs';
import { incrementalFile, mutantOptions, reportFile } from './lib/mutants/options.mjs';
import { chooseRooms, ROOMS } from './lib/mutants/rooms.mjs';
import { countRoom, GOAL_PERCENT, survivorsOf, table } from './lib/mutants/table.mjs';

process.chdir(dirname(dirname(fileURLToPath(import.meta.url))));

let request;
try {
  request = readRequest(process.argv.slice(2));
} catch (error) {
  console.error(error.message);
  process.exit(2);
}

mkdirSync('out/mutants', { recursive: true });
if (!request.tableOnly) {
  for (const room of request.rooms) {
    if (request.again) rmSync(incrementalFile(room), { force: true });
    await new Stryker(mutantOptions(room, request)).runMutationTest();
    keepInSample(incrementalFile(room));
  }
}

const equivalent = JSON.parse(readFileSync('test/mutants/equivalent.json', 'utf8'));
const counts = [];
for (const room of request.rooms) {
  if (!existsSync(reportFile(room))) continue;
  const report = JSON.parse(readFileSync(reportFile(room), 'utf8'));
  counts.push(countRoom(room.name, report, equivalent));
  for (const line of survivorsOf(report, equivalent)) console.log(line);
}
console.log(`\n${table(counts)}`);
process.exit(counts.some(({ percent }) => percent < GOAL_PERCENT) ? 1 : 0);

/** @throws Error that says what may be asked for when something else is. */
function readRequest(argv) {
  const { values, positionals } = parseArgs({
    args: argv,
    allowPositionals: true,
    options: {
      every: { type: 'string', default: '1' },
      own: { type: 'boolean', default: false },
      workers: { type: 'string', default: '2' },
      again: { type: 'boolean', default: false },
      table: { type: 'boolean', default: false },
    },
  });
  const whole = (name) => {
    const number = Number(values[name]);
    if (Number.isInteger(number) && number > 0) return number;
    throw new Error(`--${name} needs a whole number above 0, not "${values[name]}".`);
  };
  return {
    rooms: positionals.length > 0 ? chooseRooms(positionals) : ROOMS,
    every: whole('every'),
    workers: whole('workers'),
    own: values.own,
    again: values.again,
    tableOnly: values.table,
  };
}
