/** The version of Siril: from the settings, else from the installed program, which is asked once. */
import * as vscode from 'vscode';
import { messageOf } from '../../core/base/errors';
import type { Log } from '../../core/base/ports';
import type { SirilHere } from '../../core/siril/check/target';
import { sirilVersion } from '../../core/siril/running/runSiril';

/** The settings for Siril. */
export interface SirilSettings {
  /** `1.2.6`; null to ask the program. */
  readonly version: string | null;
  /** `siril-cli` in the usual places where null. */
  readonly program: string | null;
}

/** Asks the program for its version once, in the background, and never in an untrusted workspace. */
export class SirilOfEditor implements vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<void>();
  /** Fires when the version becomes known or changes. */
  readonly onDidChange = this.#changed.event;
  readonly #settings: () => SirilSettings;
  readonly #log: Log;
  readonly #listeners: vscode.Disposable;
  #asked: Promise<void> | undefined;
  #installed: string | null = null;

  constructor(settings: () => SirilSettings, log: Log) {
    this.#settings = settings;
    this.#log = log;
    const again = () => {
      this.#asked = undefined;
      this.#changed.fire();
    };
    this.#listeners = vscode.Disposable.from(
      vscode.workspace.onDidChangeConfiguration(
        (event) => event.affectsConfiguration('astroArchive') && again(),
      ),
      vscode.workspace.onDidGrantWorkspaceTrust(again),
    );
  }

  /** The known version; null until the program has returned it, or if there is no program. */
  get now(): SirilHere | null {
    const { version, program } = this.#read();
    if (version !== null) return { version, from: 'setting' };
    if (vscode.workspace.isTrusted) this.#asked ??= this.#ask(program);
    return this.#installed === null ? null : { version: this.#installed, from: 'installed' };
  }

  dispose(): void {
    this.#listeners.dispose();
    this.#changed.dispose();
  }

  #read(): SirilSettings {
    try {
      return this.#settings();
    } catch (error) {
      this.#log.warn(messageOf(error));
      return { version: null, program: null };
    }
  }

  async #ask(program: string | null): Promise<void> {
    const before = this.#installed;
    try {
      this.#installed = await sirilVersion(program ?? undefined);
    } catch (error) {
      this.#installed = null;
      this.#log.debug(`Siril's version: ${messageOf(error)}`);
    }
    if (this.#installed !== before) this.#changed.fire();
  }
}
