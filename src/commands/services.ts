/** What commands work with. The composition root hands it in; nothing here is made by a command. */
import type * as vscode from 'vscode';
import type { Archive, Diagnostics, DiagnosticsRequest, RegisterMode, Rescue } from '../core/api/archive';

/** For which registrations the plan is shown before anything is touched. */
export type ShowPlan = 'always' | 'move' | 'never';

export interface CommandSettings {
  readonly registerMode: RegisterMode;
  readonly showPlan: ShowPlan;
  /** The folder that checkouts are made in, absolute: `/astro/Checkout`. */
  readonly checkoutFolder: string;
  /** The folder of the user's script templates, absolute; null for none. */
  readonly scriptTemplates: string | null;
}

export interface Services {
  readonly archive: Archive;
  /** What can be done where the archive does not open. */
  readonly rescue: Rescue;
  /** The state of the archive for a bug report, also where it does not open. */
  readonly diagnose: (asked: Omit<DiagnosticsRequest, 'settings'>) => Promise<Diagnostics>;
  readonly log: vscode.LogOutputChannel;
  /** Read anew for each command, so that a change counts at once. */
  settings(): CommandSettings;
  /** Makes the views look again. */
  refresh(): void;
}

/**
 * One command: asks what it needs, does it, and answers with a line for the log (`120 files registered`),
 * or with undefined when the user went back.
 */
export type Handler = (services: Services, ...args: readonly unknown[]) => Promise<string | undefined>;
