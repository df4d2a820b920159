/** The table at the end of a run, and its last line. */

/**
 * @param {readonly import('./runSuite.mjs').Outcome[]} outcomes
 * @param {string} [interrupted] why the run ended early
 * @returns {string} several lines; the last one is `12 passed, 0 failed, 1 skipped`
 */
export function summary(outcomes, interrupted) {
  const rows = outcomes.flatMap(({ name, passed, failed, skipped, seconds, notes }) => [
    row([name, String(passed), String(failed), String(skipped), `${seconds.toFixed(1)} s`]),
    ...notes.map((note) => `    ${note}`),
  ]);
  const sum = (key) => outcomes.reduce((total, outcome) => total + outcome[key], 0);
  return [
    '',
    row(['suite', 'passed', 'failed', 'skipped', 'time']),
    ...rows,
    ...(interrupted === undefined ? [] : [interrupted]),
    '',
    `${sum('passed')} passed, ${sum('failed')} failed, ${sum('skipped')} skipped`,
  ].join('\n');
}

function row([name, ...cells]) {
  return name.padEnd(14) + cells.map((cell) => cell.padStart(9)).join('');
}
