/** What a checkout asks between its plan and its making: a composition, a template, consent. */
import { readdir } from 'node:fs/promises';
import * as path from 'node:path';
import * as vscode from 'vscode';
import type { CheckoutReport, Palette } from '../core/api/archive';
import { messageOf } from '../core/base/errors';
import { bytesText, countText } from '../core/text/words';
import { checkoutCounts, checkoutPlanMarkdown } from './checkoutReport';
import { showReport } from './reportDocument';
import type { Services } from './services';

const PALETTE_WORDS: Readonly<Record<Palette, string>> = {
  lrgb: 'L as luminance, R, G and B as colours',
  rgb: 'R, G and B as colours',
  sho: 'SII, Ha and OIII as red, green and blue',
  hoo: 'Ha as red, OIII as green and blue',
};

/** The composition the user wants, null for none; undefined where the user went back. Asks only where there is a choice. */
export async function askPalette(palettes: readonly Palette[]): Promise<Palette | null | undefined> {
  if (palettes.length === 0) return null;
  const none = { label: 'No composition', description: 'The channels are aligned only', palette: null };
  const items = [
    none,
    ...palettes.map((palette) => ({
      label: palette.toUpperCase(),
      description: PALETTE_WORDS[palette],
      palette,
    })),
  ];
  const answer = await vscode.window.showQuickPick(items, {
    title: 'Check out sessions',
    placeHolder: 'Compose a colour picture of the filters?',
  });
  return answer?.palette;
}

/** A template's file, null for the program's own script; undefined where the user went back. */
export async function askTemplate(services: Services): Promise<string | null | undefined> {
  const folder = services.settings().scriptTemplates;
  if (folder === null) return null;
  const names = await readdir(folder).catch((error: unknown) => {
    services.log.warn(`${folder}: ${messageOf(error)}`);
    return [];
  });
  const templates = names.filter((name) => /^[^.].*\.ssf$/i.test(name)).sort();
  if (templates.length === 0) return null;
  const own = { label: 'Script of Astro Archive', description: '', file: null };
  const items = templates.map((name) => ({
    label: name.replace(/\.ssf$/i, ''),
    description: 'Template',
    file: path.join(folder, name),
  }));
  const answer = await vscode.window.showQuickPick([own, ...items], {
    title: 'Check out sessions',
    placeHolder: 'Which script?',
  });
  return answer?.file;
}

/** Shows the plan; true where the user wants it carried out. */
export async function confirmPlan(plan: CheckoutReport): Promise<boolean> {
  const copies = plan.links.filter(({ needsConsent }) => needsConsent);
  const bytes = copies.reduce((sum, each) => sum + each.bytes, 0);
  const go = copies.length === 0 ? 'Check out' : `Check out, copying ${bytesText(bytes)}`;
  const show = 'Show the whole plan';
  const question = `Check out to ${path.basename(plan.folder)}?`;
  const detail = [
    `${checkoutCounts(plan)}.`,
    ...(copies[0] === undefined ? [] : [`Files have to be copied: ${copies[0].reason}.`]),
    ...plan.warnings.slice(0, 3),
    ...(plan.warnings.length > 3 ? [`${countText(plan.warnings.length - 3, 'more warning')}.`] : []),
  ].join('\n\n');
  const answer = await vscode.window.showInformationMessage(question, { modal: true, detail }, go, show);
  if (answer !== show) return answer === go;
  await showReport('Checkout plan', checkoutPlanMarkdown(plan));
  // Asked beside the plan this time, so that it can be read first.
  return (await vscode.window.showInformationMessage(question, go)) === go;
}
