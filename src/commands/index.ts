/** Every command of Astro Archive by its id. */
import * as vscode from 'vscode';
import { copyAstrobin, saveAstrobin } from './astrobin';
import { checkout } from './checkout';
import { cleanCheckout } from './cleanCheckout';
import { contactSheet } from './contactSheet';
import { copyDiagnostics } from './copyDiagnostics';
import { copyMissing } from './copyMissing';
import { copySessionId } from './copySessionId';
import { duplicates } from './duplicates';
import { editHeader } from './editHeader';
import { exportNames, importNames } from './exchangeNames';
import { explain } from './explain';
import { openFrame, revealFrame } from './frameFile';
import { history } from './history';
import { importAstrofiler } from './importAstrofiler';
import { joinDatabases } from './join';
import { linkCalibrations } from './linkCalibrations';
import { makeSample } from './makeSample';
import { mapNames } from './mapNames';
import { merge } from './merge';
import { regenerate } from './regenerate';
import { register, registerHere } from './register';
import { rejectFrame, takeBackFrame } from './reject';
import { rebuild, restore } from './rescue';
import { type Command, registerGuarded } from './runner';
import type { Services } from './services';
import { setGoals } from './setGoals';
import { showHeader } from './showHeader';
import { registerShownTexts } from './shownTexts';
import { undo } from './undo';
import { verify } from './verify';

export const COMMANDS: Readonly<Record<string, Command>> = {
  'astroArchive.register': { run: register, needsTrust: true },
  'astroArchive.registerHere': { run: registerHere, needsTrust: true },
  'astroArchive.makeSample': { run: makeSample },
  'astroArchive.regenerate': { run: regenerate, needsTrust: true },
  'astroArchive.checkout': { run: checkout, needsTrust: true },
  'astroArchive.cleanCheckout': { run: cleanCheckout, needsTrust: true },
  'astroArchive.verify': { run: verify, needsTrust: true },
  'astroArchive.duplicates': { run: duplicates, needsTrust: true },
  'astroArchive.mapNames': { run: mapNames, needsTrust: true },
  'astroArchive.exportNames': { run: exportNames },
  'astroArchive.importNames': { run: importNames, needsTrust: true },
  'astroArchive.merge': { run: merge, needsTrust: true },
  'astroArchive.joinDatabases': { run: joinDatabases, needsTrust: true },
  'astroArchive.undo': { run: undo, needsTrust: true },
  'astroArchive.history': { run: history },
  'astroArchive.editHeader': { run: editHeader, needsTrust: true },
  'astroArchive.importAstrofiler': { run: importAstrofiler, needsTrust: true },
  'astroArchive.explain': { run: explain },
  'astroArchive.linkCalibrations': { run: linkCalibrations, needsTrust: true },
  'astroArchive.contactSheet': { run: contactSheet },
  'astroArchive.rejectFrame': { run: rejectFrame, needsTrust: true },
  'astroArchive.takeBackFrame': { run: takeBackFrame, needsTrust: true },
  'astroArchive.restore': { run: restore, needsTrust: true },
  'astroArchive.rebuild': { run: rebuild, needsTrust: true },
  'astroArchive.showHeader': { run: showHeader },
  'astroArchive.openFrame': { run: openFrame },
  'astroArchive.revealFrame': { run: revealFrame },
  'astroArchive.copyMissing': { run: copyMissing },
  'astroArchive.setGoals': { run: setGoals, needsTrust: true },
  'astroArchive.copyAstrobin': { run: copyAstrobin, needsTrust: true },
  'astroArchive.saveAstrobin': { run: saveAstrobin, needsTrust: true },
  'astroArchive.copySessionId': { run: copySessionId },
  'astroArchive.copyDiagnostics': { run: copyDiagnostics },
  'astroArchive.refresh': { run: async (services) => done(() => services.refresh(), 'views refreshed') },
  'astroArchive.showLog': { run: async ({ log }) => done(() => log.show(), 'log shown') },
};

async function done(work: () => void, summary: string): Promise<string> {
  work();
  return Promise.resolve(summary);
}

export function registerCommands(services: Services): vscode.Disposable {
  const commands = Object.entries(COMMANDS).map(([id, command]) => registerGuarded(id, command, services));
  return vscode.Disposable.from(registerShownTexts(), ...commands);
}
