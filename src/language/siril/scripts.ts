/** Open scripts, read once for each version of their text. */
import { dirname } from 'node:path';
import type * as vscode from 'vscode';
import { type SirilTarget, targetOf } from '../../core/siril/check/target';
import { type ScriptStep, walk } from '../../core/siril/folders/walkScript';
import { parseScript, type Script } from '../../core/siril/parser/script';
import type { SirilOfEditor } from './here';

/** The id of the language in the manifest. */
export const SIRIL = 'siril';

/** A script as it is now. */
export interface OpenScript {
  readonly script: Script;
  readonly target: SirilTarget;
  /** The folder it is taken to start in: its own. Null for a text that is not on disk. */
  readonly base: string | null;
  readonly steps: readonly ScriptStep[];
}

interface Kept {
  readonly version: number;
  readonly encoding: string;
  readonly script: Script;
}

/** Reads scripts, and keeps what was read until the text changes. */
export class Scripts {
  readonly #kept = new WeakMap<vscode.TextDocument, Kept>();
  readonly #siril: Pick<SirilOfEditor, 'now'>;

  constructor(siril: Pick<SirilOfEditor, 'now'>) {
    this.#siril = siril;
  }

  get here(): SirilOfEditor['now'] {
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
