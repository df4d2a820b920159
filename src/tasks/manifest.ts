/** Names that the manifest uses as well. */
import type { DocumentSelector } from 'vscode';

export const RUN_SCRIPT = 'astroArchive.runScript';
/** The type of the task. */
export const TASK_TYPE = 'siril';
/** Scripts on disk; Siril cannot read others. */
export const SCRIPTS: DocumentSelector = { language: 'siril', scheme: 'file' };
