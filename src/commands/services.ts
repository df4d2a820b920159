/** The services that commands use. The composition root creates them. */
import type * as vscode from 'vscode';
import type { Archive, Diagnostics, DiagnosticsRequest, RegisterMode, Rescue } from '../core/api/archive';

/** Which registrations show their plan first. */
export type ShowPlan = 'always' | 'move' | 'never';

export interface CommandSettings {
  readonly registerMode: RegisterMode;
  readonly showPlan: ShowPlan;
  /** The absolute folder for checkouts: `/astro/Checkout`. */
  readonly checkoutFolder: string;
  /** The absolute folder of the user's script templates; null for none. */
  readonly scriptTemplates: string | null;
}

export interface Services {
  readonly archive: Archive;
  /** What can be done if the archive does not open. */
  readonly rescue: Rescue;
  /** The state of the archive for a bug report, also where it does not open. */
  readonly diagnose: (asked: Omit<DiagnosticsRequest, 'settings'>) => Promise<Diagnostics>;
  readonly log: vscode.LogOutputChannel;
  /** Read for each command, so that a change takes effect at once. */
  settings(): CommandSettings;
  /** Refreshes the views. */
  refresh(): void;
}

/**
 * One command: asks for what it needs, does its work, and returns a line for the log (`120 files
 * registered`), or undefined if the user goes back.
 */
export type Handler = (services: Services, ...args: readonly unknown[]) => Promise<string | undefined>;
