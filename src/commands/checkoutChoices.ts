/** What a checkout asks after planning: the composition, the script template, and consent. */
import { readdir } from 'node:fs/promises';
import * as path from 'node:path';
import * as vscode from 'vscode';
import type { CheckoutReport, Palette } from '../core/api/archive';
import { messageOf } from '../core/base/errors';
import { translated } from '../core/base/translation';
import { bytesText, countText } from '../core/text/words';
import { checkoutCounts, checkoutPlanReport } from './checkoutReport';
import { showReport } from './report';
import type { Services } from './services';

const PALETTE_WORDS: Readonly<Record<Palette, string>> = {
  lrgb: vscode.l10n.t('L as luminance; R, G and B as colours'),
  rgb: vscode.l10n.t('R, G and B as colours'),
  sho: vscode.l10n.t('SII, Ha and OIII as red, green and blue'),
  hoo: vscode.l10n.t('Ha as red, OIII as green and blue'),
};

/**
 * Returns the composition, null for none, undefined if the user goes back. Asks only if there is a choice.
 */
export async function askPalette(palettes: readonly Palette[]): Promise<Palette | null | undefined> {
  if (palettes.length === 0) return null;
  const none = {
    label: vscode.l10n.t('No composition'),
    description: vscode.l10n.t('The channels are only aligned'),
    palette: null,
  };
  const items = [
    none,
    ...palettes.map((palette) => ({
      label: palette.toUpperCase(),
      description: PALETTE_WORDS[palette],
      palette,
    })),
  ];
  const answer = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Check out sessions'),
    placeHolder: vscode.l10n.t('Compose a colour image from the filters?'),
  });
  return answer?.palette;
}

/** Returns the file of a template, null for the built-in script, undefined if the user goes back. */
export async function askTemplate(services: Services): Promise<string | null | undefined> {
  const folder = services.settings().scriptTemplates;
  if (folder === null) return null;
  const names = await readdir(folder).catch((error: unknown) => {
    services.log.warn(`${folder}: ${messageOf(error)}`);
    return [];
  });
  const templates = names.filter((name) => /^[^.].*\.ssf$/i.test(name)).sort();
  if (templates.length === 0) return null;
  const own = { label: vscode.l10n.t('Script of Astro Archive'), description: '', file: null };
  const items = templates.map((name) => ({
    label: name.replace(/\.ssf$/i, ''),
    description: vscode.l10n.t('Template'),
    file: path.join(folder, name),
  }));
  const answer = await vscode.window.showQuickPick([own, ...items], {
    title: vscode.l10n.t('Check out sessions'),
    placeHolder: vscode.l10n.t('Which script?'),
  });
  return answer?.file;
}

/** Shows the plan; returns true if the user accepts it. */
export async function confirmPlan(plan: CheckoutReport): Promise<boolean> {
  const copies = plan.links.filter(({ needsConsent }) => needsConsent);
  const bytes = copies.reduce((sum, each) => sum + each.bytes, 0);
  const go =
    copies.length === 0
      ? vscode.l10n.t('Check out')
      : vscode.l10n.t('Check out, copying {0}', bytesText(bytes));
  const show = vscode.l10n.t('Show full plan');
  const question = vscode.l10n.t('Check out to {0}?', path.basename(plan.folder));
  const detail = [
    `${checkoutCounts(plan)}.`,
    ...(copies[0] === undefined
      ? []
      : [vscode.l10n.t('Files must be copied: {0}.', translated(copies[0].reason))]),
    ...plan.warnings.slice(0, 3).map(translated),
    ...(plan.warnings.length > 3 ? [`${countText(plan.warnings.length - 3, 'more warning')}.`] : []),
  ].join('\n\n');
  const answer = await vscode.window.showInformationMessage(question, { modal: true, detail }, go, show);
  if (answer !== show) return answer === go;
  await showReport(checkoutPlanReport(plan));
  // Not modal this time, so that the user can read the plan first.
  return (await vscode.window.showInformationMessage(question, go)) === go;
}
