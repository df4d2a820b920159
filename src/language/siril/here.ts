/** The Siril at hand: the setting's version, else that of the installed program, asked once. */
import * as vscode from 'vscode';
import { messageOf } from '../../core/base/errors';
import type { Log } from '../../core/base/ports';
import type { SirilHere } from '../../core/siril/check/target';
import { sirilVersion } from '../../core/siril/running/runSiril';

/** What the settings say of Siril. */
export interface SirilSettings {
  /** `1.2.6`; null to ask the program. */
  readonly version: string | null;
  /** `siril-cli` in the usual places where null. */
  readonly program: string | null;
}

/** Knows the version; asks the program in the background, once, and never in a folder that is not trusted. */
export class SirilOfEditor implements vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<void>();
  /** Fires when the version has become known or another one. */
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

  /** What is known now; null while the program has not answered, and where there is none. */
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
