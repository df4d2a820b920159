/** Open scripts, read once for each version of their text. */
import { dirname } from 'node:path';
import type * as vscode from 'vscode';
import { targetOf, type Target } from '../../core/siril/check/target';
import { walk, type Step } from '../../core/siril/folders/walk';
import { parseScript, type Script } from '../../core/siril/parser/script';
import type { InstalledSiril } from './here';

/** The id of the language in the manifest. */
export const SIRIL = 'siril';

/** A script as it is now. */
export interface OpenScript {
  readonly script: Script;
  readonly target: Target;
  /** The folder it is taken to start in: its own. Null for a text that is not on disk. */
  readonly base: string | null;
  readonly steps: readonly Step[];
}

interface Kept {
  readonly version: number;
  readonly encoding: string;
  readonly script: Script;
}

/** Reads scripts, and keeps what was read until the text changes. */
export class Scripts {
  readonly #kept = new WeakMap<vscode.TextDocument, Kept>();
  readonly #siril: Pick<InstalledSiril, 'now'>;

  constructor(siril: Pick<InstalledSiril, 'now'>) {
    this.#siril = siril;
  }

  get here(): InstalledSiril['now'] {
    return this.#siril.now;
  }

  of(document: vscode.TextDocument): OpenScript {
    const script = this.#parsed(document);
    const target = targetOf(script, this.#siril.now);
    const base = document.uri.scheme === 'file' ? dirname(document.uri.fsPath) : null;
    return { script, target, base, steps: base === null ? [] : walk(script, base, target.version) };
  }

  #parsed(document: vscode.TextDocument): Script {
    const { version, encoding } = document;
    const kept = this.#kept.get(document);
    if (kept?.version === version && kept.encoding === encoding) return kept.script;
    // An editor's text is without the mark; its encoding tells.
    const script = { ...parseScript(document.getText()), byteOrderMark: encoding === 'utf8bom' };
    this.#kept.set(document, { version, encoding, script });
    return script;
  }
}
