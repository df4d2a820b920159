/**
 * A checker of Stryker's that lets every nth mutant through. A checker usually says which mutants do not
 * compile; those count as not tried, which is what is wanted here.
 */
import { createHash } from 'node:crypto';
import { relative } from 'node:path';
import { commonTokens, declareFactoryPlugin, PluginKind, tokens } from '@stryker-mutator/api/plugin';

/** The reason that the report gives for a mutant that was left out. */
export const NOT_IN_SAMPLE = 'not in the sample';

/**
 * Whether the mutant belongs to the sample. Depends only on the mutant, so every run tries the same ones.
 * @param {{ fileName: string, mutatorName: string, replacement: string, location: object }} mutant
 * @param {number} every 10: one in ten
 */
export function isInSample({ fileName, mutatorName, replacement, location }, every) {
  const place = [relative(process.cwd(), fileName).replaceAll('\\', '/'), mutatorName, replacement, location];
  return createHash('sha256').update(JSON.stringify(place)).digest().readUInt32BE(0) % every === 0;
}

class SampleChecker {
  #every;

  constructor(every) {
    this.#every = every;
  }

  async init() {}

  async check(mutants) {
    const results = mutants.map((mutant) => [
      mutant.id,
      isInSample(mutant, this.#every)
        ? { status: 'passed' }
        : { status: 'compileError', reason: NOT_IN_SAMPLE },
    ]);
    return Object.fromEntries(results);
  }

  async group(mutants) {
    return [mutants.map(({ id }) => id)];
  }
}

function sampleChecker(options) {
  return new SampleChecker(options.sample.every);
}
sampleChecker.inject = tokens(commonTokens.options);

export const strykerPlugins = [declareFactoryPlugin(PluginKind.Checker, 'sample', sampleChecker)];

/** The plugin's own option, so that Stryker does not warn of it. */
export const strykerValidationSchema = {
  properties: {
    sample: { type: 'object', properties: { every: { type: 'integer', minimum: 1 } }, default: { every: 1 } },
  },
};
