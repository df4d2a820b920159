/** Whether the Siril that is installed may run a script, by the script's own `requires`. */
import { english } from '../../base/english';
import { requiresLine } from '../check/target';
import { compareVersions, parseSirilVersion } from '../commands/version';
import { plainWords, type Script } from '../parser/script';
import type { RunComplaint } from './runFollower';

/** The first version that looks at the second word of `requires`. */
const KNOWS_UPPER = { major: 1, minor: 3, patch: 0 };

/**
 * Null where it may. `requires 1.2.0 1.4.0` is for versions from 1.2.0 to before 1.4.0; Siril up to 1.2 does
 * not look at the second. A script without `requires` is left to Siril.
 */
export function versionRefusal(script: Script, installed: string): RunComplaint | null {
  const command = requiresLine(script);
  const here = parseSirilVersion(installed);
  if (command === undefined || here === null) return null;
  const [least, below] = plainWords(command).map(({ text }) => parseSirilVersion(text));
  const complaint = (wanted: string): RunComplaint => ({
    line: command.line,
    severity: 'error',
    message: english('the script needs Siril {0}, and {1} is installed', wanted, installed),
  });
  const text = plainWords(command).map((word) => word.text);
  if (least && compareVersions(here, least) < 0) return complaint(english('{0} or later', text[0] ?? ''));
  if (below && compareVersions(here, KNOWS_UPPER) >= 0 && compareVersions(here, below) >= 0) {
    return complaint(english('before {0}', text[1] ?? ''));
  }
  return null;
}
