/**
 * Mocha's own reporter, which also writes what `npm test` sums up into the file that the variable
 * TEST_RESULTS_FILE names: `{ passed, failures: [title], skipped: [title] }`.
 */
const { writeFileSync } = require('node:fs');
const Mocha = require('mocha');

const { EVENT_TEST_PASS, EVENT_TEST_FAIL, EVENT_TEST_PENDING, EVENT_RUN_END } = Mocha.Runner.constants;

module.exports = class Reporter extends Mocha.reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    const file = process.env.TEST_RESULTS_FILE;
    if (!file) return;
    const results = { passed: 0, failures: [], skipped: [], ended: false };
    // After each test, so that a suite that hangs or dies still counts for what it did.
    const save = () => writeFileSync(file, JSON.stringify(results));
    runner.on(EVENT_TEST_PASS, () => {
      results.passed += 1;
      save();
    });
    runner.on(EVENT_TEST_FAIL, (test) => {
      results.failures.push(test.fullTitle());
      save();
    });
    runner.on(EVENT_TEST_PENDING, (test) => {
      results.skipped.push(test.fullTitle());
      save();
    });
    runner.on(EVENT_RUN_END, () => {
      results.ended = true;
      save();
    });
  }
};
