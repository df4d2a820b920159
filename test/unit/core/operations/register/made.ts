/** A planner on an archive and a drive that are made up. */
import assert from 'node:assert/strict';
import * as path from 'node:path';
import type { Decision, Knowledge, KnownFile } from '../../../../../src/core/operations/register/decision';
import { Planner, type RegisterPlanOptions } from '../../../../../src/core/operations/register/planner';
import { Strays } from '../../../../../src/core/operations/register/strays';
import { DEFAULT_PATTERNS } from '../../../../../src/core/rules/place/patterns';
import { FolderNames } from '../../../../../src/core/storage/files/folderNames';
import { NameBook } from '../../../../../src/core/storage/files/nameBook';
import { TargetFolders } from '../../../../../src/core/storage/files/targetFolders';

export const REPOSITORY = path.resolve('/astro');
/** Where the light of these tests belongs, and what it is called there. */
export const FOLDER = path.join(
  ...[REPOSITORY, 'Light', 'NGC_7000', 'Esprit_100ED', 'ZWO_ASI2600MM_Pro', '2024-09-13'],
);
export const NAME = 'NGC_7000-Esprit_100ED-ZWO_ASI2600MM_Pro-Ha-20240913203000-300s-1x1-t-9.9.fits';
/** A file of the archive. */
export const OLD = '/astro/old.fits';

/** An archive that knows nothing, but for what is said; all pixels of equal keys are the same. */
export function plannerWith(
  knowledge: Partial<Knowledge> = {},
  options: Partial<Omit<RegisterPlanOptions, 'knowledge'>> = {},
): Planner {
  const sameImage: Knowledge['sameImage'] = (a, b) => knowledge.sameImage?.(a, b) ?? Promise.resolve(true);
  const known: Knowledge = {
    has: () => false,
    bySha256: () => Promise.resolve(undefined),
    byImageKey: () => Promise.resolve([]),
    areTwoNames: () => Promise.resolve(false),
    sameStart: () => [],
    endsInZeros: () => null,
    header: () => null,
    ...knowledge,
    sameImage,
  };
  const names = new NameBook(() => []);
  return new Planner({
    mode: 'copy',
    settings: { repository: REPOSITORY, patterns: DEFAULT_PATTERNS, addWcs: 'whenCopied' },
    knowledge: known,
    names,
    folders: new TargetFolders(new FolderNames({ list: () => [], has: () => false })),
    named: (frame) => frame,
    strays: new Strays({
      names,
      has: () => false,
      digest: () => Promise.resolve(''),
      sameImage: (a, b) => known.sameImage(a, b),
    }),
    ...options,
  });
}

export const archived = (differs: Partial<KnownFile> = {}): KnownFile => ({
  id: 7,
  path: OLD,
  present: true,
  ...differs,
});

/** Of a file that will be registered: how, and in whose place. */
export function placed(decision: Decision) {
  if (decision.kind !== 'place') assert.fail(JSON.stringify(decision));
  const { action, to, replaces, displaces } = decision;
  return { action, to, replaces, displaces };
}
