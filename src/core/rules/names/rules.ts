/**
 * Rules for names as the user makes them: when two are about the same name, and which make no sense. Pure.
 */
import * as v from 'valibot';
import { english } from '../../base/english';
import { ArchiveError } from '../../base/errors';
import { NAME_KINDS, type NameRule } from '../../base/nameRule';
import { foldSpelling } from './namer';

/** Characters; a value of a FITS card is shorter. */
const LONGEST = 200;
/**
 * Characters of a name in a file; longer ones than a user may give are kept, so that no version loses what
 * another wrote.
 */
const LONGEST_IN_FILE = 1000;

const MATCHINGS = ['exact', 'folded', 'pattern'] as const satisfies readonly NameRule['matching'][];

/** Whether both are rules for the same name, which would leave two of them for one. */
export function isAbout(alias: NameRule, other: NameRule): boolean {
  const { kind, spelling, matching } = alias;
  if (kind !== other.kind) return false;
  if (spelling === other.spelling) return true;
  const folded = matching === 'folded' && other.matching === 'folded';
  return folded && foldSpelling(kind, spelling) === foldSpelling(kind, other.spelling);
}

/** Throws `request` for a rule that can do nothing, or has no words. */
export function refuseSenseless({ kind, spelling, name, matching }: NameRule): void {
  if (!NAME_KINDS.includes(kind)) {
    throw new ArchiveError('request', english('There are no names of the kind {0}', String(kind)), {
      expected: NAME_KINDS.join(', '),
    });
  }
  if (!MATCHINGS.includes(matching)) {
    throw new ArchiveError('request', english('A name cannot be compared by {0}', String(matching)), {
      expected: MATCHINGS.join(', '),
    });
  }
  const unnamed = spelling === '' && matching === 'exact';
  if (!(unnamed || isName(spelling)) || !isName(name)) {
    throw new ArchiveError('request', english('A rule needs two names'), {
      reason: 'unnamed',
      expected: english('1 to {0} characters each', LONGEST),
      got: `${spelling.length} and ${name.length}`,
      advice: english('For headers that say nothing, the first one is empty and compared exactly.'),
    });
  }
  if (spelling === name && matching !== 'pattern') {
    throw new ArchiveError('request', english('{0} has that name already', name), {
      reason: 'same-name',
      advice: english('A rule is needed only for other names.'),
    });
  }
}

const isName = (text: string) => text.trim() !== '' && text.length <= LONGEST;

const nameInFile = v.pipe(
  v.string(),
  v.maxLength(LONGEST_IN_FILE),
  v.check((text) => text.trim() !== ''),
);

/**
 * A rule as it stands in a file. An empty spelling is that of headers which say nothing, and is compared
 * exactly.
 */
export const ruleSchema = v.pipe(
  v.object({
    kind: v.picklist(NAME_KINDS),
    spelling: v.union([nameInFile, v.literal('')]),
    name: nameInFile,
    matching: v.picklist(MATCHINGS),
  }),
  v.check(({ spelling, matching }) => spelling !== '' || matching === 'exact'),
);

/** A rule as it stands in a file; null for what is none. */
export function ruleOf(entry: unknown): NameRule | null {
  const parsed = v.safeParse(ruleSchema, entry);
  return parsed.success ? parsed.output : null;
}
