/** Makes a checkout on disk: folders, links, the script. The archive's files are only ever read. */
import * as path from 'node:path';
import type { CheckoutReport, KeptFile } from '../../api/archive';
import { english } from '../../base/english';
import { ArchiveError } from '../../base/errors';
import { noContext } from '../../base/ports';
import { bytesText, countText } from '../../text/words';
import { Checkout, dialectWarnings, keptWarnings } from './builder';
import { checkFolder, openFolder } from './folder';
import { type LinkedSet, linkSets, summary } from './linking';
import { EMPTY_MARKER } from './marker';
import { type ApplyOptions, linkOptions } from './options';
import { believe } from './owner';
import { unreadables } from './pixels';
import { planWithout } from './planCheckout';
import { lookIntoProcess } from './process';
import { reportOf } from './report';
import type { CheckoutPlan } from './types';

export type { ApplyOptions };

/**
 * What a checkout would make; nothing is made. Files that cannot be read are left out of it, with a warning.
 * Throws an ArchiveError where the folder cannot be used.
 */
export async function previewCheckout(plan: CheckoutPlan, options: ApplyOptions): Promise<CheckoutReport> {
  const failed = await unreadables(plan, options.context ?? noContext);
  const current = failed.size === 0 ? plan : planWithout(plan, new Set(failed.keys()));
  const earlier = checkFolder(options.to);
  const kept: KeptFile[] = [];
  if (earlier !== null) {
    const believed = believe(options.to, earlier, options.owner);
    kept.push(...(await lookIntoProcess(options.to, believed, options.owner)).kept);
  }
  const sets = await linkSets(current, linkOptions(options));
  const counts = { linked: 0, copied: 0, unpacked: 0 };
  for (const { way, files } of summary(sets)) {
    counts[way === 'unpack' ? 'unpacked' : way === 'copy' ? 'copied' : 'linked'] += files;
  }
  const warnings = [
    ...[...failed].map(([source, reason]) => english('{0} is left out: {1}.', source, reason)),
    ...keptWarnings(options.to, kept),
    ...current.warnings,
    ...dialectWarnings(current, options.dialect),
  ];
  const script = path.join(options.to, current.script);
  const made = { folder: options.to, script, ...counts, keptScripts: [] };
  return { ...made, ...reportOf(current, sets, options.dialect), warnings, dryRun: true };
}

/**
 * Brings a folder to what the plan says. A source that is missing or cannot be read becomes a warning, and
 * the rest is planned again without it, so that the script fits what is there. Throws an ArchiveError where
 * the folder cannot be used, no light is left, or files would have to be copied without consent;
 * CancelledError between two files after a cancel; what was made until then is noted, and the next checkout
 * into the folder goes on from it.
 */
export async function applyCheckout(plan: CheckoutPlan, options: ApplyOptions): Promise<CheckoutReport> {
  const failed = await unreadables(plan, options.context ?? noContext);
  let current = failed.size === 0 ? plan : planWithout(plan, new Set(failed.keys()));
  refuseCopies(await linkSets(current, linkOptions(options)), options.to);
  const earlier = believe(options.to, openFolder(options.to) ?? EMPTY_MARKER, options.owner);
  const checkout = new Checkout(options);
  checkout.begin(earlier);
  const kept = await checkout.emptyProcess(earlier);
  const whole = { ...plan, options: { ...plan.options, kept } };
  if (kept.length > 0) current = planWithout(whole, new Set(failed.keys()));
  // Each round either succeeds or learns of at least one more file that does not work.
  for (;;) {
    const before = failed.size;
    await checkout.place(current, failed);
    if (failed.size === before) break;
    current = planWithout(whole, new Set(failed.keys()));
  }
  return checkout.finish(current, failed);
}

/** Nothing is copied without having been agreed to. */
function refuseCopies(sets: readonly LinkedSet[], to: string): void {
  const links = summary(sets).filter((each) => each.needsConsent);
  const [first] = links;
  if (first === undefined) return;
  const files = links.reduce((sum, each) => sum + each.files, 0);
  const bytes = links.reduce((sum, each) => sum + each.bytes, 0);
  throw new ArchiveError('request', english('{0} can only be copied', countText(files, 'file')), {
    path: to,
    expected: english('a drive with links, or consent to copies'),
    got: first.reason,
    advice: english(
      'Agree to copies, which take {0}, or choose a folder on the drive of the archive.',
      bytesText(bytes),
    ),
  });
}
