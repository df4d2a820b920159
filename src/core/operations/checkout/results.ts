/** Which groups are stacked together. */
import { ArchiveError } from '../../base/errors';
import { objectKey } from '../../rules/names/objectName';
import { exposureText } from '../../text/words';
import type { DraftGroup } from './groups';

/**
 * Groups of the same object, filter, binning, image size and colour filter array share a result, whatever
 * night they are of, but those that came calibrated none with raw ones: they may be the same exposures. A group of a single light has one of its own, since Siril makes no sequence of it.
 */
export function draftResults(groups: readonly DraftGroup[]): DraftGroup[][] {
  const results = new Map<string, DraftGroup[]>();
  groups.forEach((group, index) => {
    const { session } = group;
    const key = JSON.stringify([
      objectKey(session.object ?? ''),
      (session.filter ?? '').trim().toLowerCase(),
      session.binningX,
      session.binningY,
      group.size,
      group.pattern,
      group.isByte,
      session.processing,
      ...(group.frames.length === 1 ? [index] : []),
    ]);
    const result = results.get(key) ?? [];
    result.push(group);
    results.set(key, result);
  });
  return [...results.values()];
}

/**
 * Images of different colour filter arrays cannot be told apart once they are debayered with one pattern: two
 * patterns for one object and filter are two cameras, or one that was read out in two ways. Throws an ArchiveError.
 */
export function refuseMixedPatterns(results: readonly DraftGroup[][]): void {
  const byTarget = new Map<string, Map<string, Set<string>>>();
  for (const { session, pattern } of results.flat()) {
    if (pattern === '') continue;
    const target = JSON.stringify([
      objectKey(session.object ?? ''),
      (session.filter ?? '').trim().toLowerCase(),
    ]);
    const patterns = byTarget.get(target) ?? new Map<string, Set<string>>();
    byTarget.set(target, patterns.set(pattern, (patterns.get(pattern) ?? new Set()).add(session.id)));
  }
  for (const patterns of byTarget.values()) {
    if (patterns.size < 2) continue;
    const got = [...patterns].map(([pattern, ids]) => `${pattern} (session ${[...ids].join(', ')})`);
    throw new ArchiveError('request', 'The lights have different Bayer patterns', {
      expected: 'one pattern for each object and filter',
      got: got.join(' and '),
      advice: 'Check each pattern out into its own folder.',
    });
  }
}

/** Says where a result mixes what gives better images apart, and where one object needs several results. */
export function resultWarnings(results: readonly DraftGroup[][], warn: (text: string) => void): void {
  const byObject = new Map<string, DraftGroup[][]>();
  for (const result of results) {
    const first = result[0];
    if (first === undefined) continue;
    const exposures = new Set(result.map((group) => group.session.exposure));
    if (exposures.size > 1) {
      const texts = [...exposures].map((seconds) => exposureText(seconds)).join(', ');
      warn(`Exposures of ${texts} are stacked together for ${title(first)}.`);
    }
    if (result.length === 1 && first.frames.length === 1) continue;
    const key = `${objectKey(first.session.object ?? '')} ${(first.session.filter ?? '').trim().toLowerCase()}`;
    byObject.set(key, [...(byObject.get(key) ?? []), result]);
  }
  for (const several of byObject.values()) {
    const first = several[0]?.[0];
    if (several.length < 2 || first === undefined) continue;
    const kinds = several.map((result) =>
      [result[0]?.size, result[0]?.pattern, result[0]?.isByte ? '8-bit' : '', result[0]?.session.processing]
        .filter(Boolean)
        .join(' '),
    );
    warn(
      `Frames of ${title(first)} differ in size, binning, Bayer pattern, sample format or calibration (${[...new Set(kinds)].join(', ')}): ` +
        'they are stacked apart.',
    );
  }
}

function title(group: DraftGroup): string {
  return [group.session.object ?? 'an unnamed object', group.session.filter ?? ''].join(' ').trim();
}
