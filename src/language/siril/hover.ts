/**
 * Hovers in scripts: what a command and an option do, and the header of an image or of a sequence's first
 * frame.
 */
import { basename, dirname, join } from 'node:path';
import * as vscode from 'vscode';
import type { Archive } from '../../core/api/archive';
import { messageOf } from '../../core/base/errors';
import { translated } from '../../core/base/translation';
import { isImageName } from '../../core/formats/image/names';
import {
  isScriptable,
  optionSince,
  optionSummary,
  type SirilCommand,
  usageIn,
} from '../../core/siril/commands/table';
import type { SirilVersion } from '../../core/siril/commands/version';
import { optionDetail } from '../../core/siril/edit/completion';
import { describeAt, type Described, lifetimeText } from '../../core/siril/edit/describeCommand';
import { filesOfImage, filesOfSequence } from '../../core/siril/folders/foldersOfScript';
import { located } from '../../core/siril/folders/walkScript';
import { codeBlock, escapeMarkdown } from '../markdown/escape';
import { headerMarkdown, unreadableMarkdown } from '../markdown/headerMarkdown';
import { namesIn } from './disk';
import type { Scripts } from './scripts';

export class ScriptHover implements vscode.HoverProvider {
  readonly #scripts: Scripts;
  readonly #archive: Pick<Archive, 'header'>;

  constructor(scripts: Scripts, archive: Pick<Archive, 'header'>) {
    this.#scripts = scripts;
    this.#archive = archive;
  }

  async provideHover(
    document: vscode.TextDocument,
    position: vscode.Position,
  ): Promise<vscode.Hover | undefined> {
    const { version } = this.#scripts.of(document).target;
    const described = describeAt(document.lineAt(position.line).text, position.character, version);
    if (described) {
      const range = new vscode.Range(position.line, described.start, position.line, described.end);
      return new vscode.Hover(markdown(describedMarkdown(described, version)), range);
    }
    return this.#named(document, position);
  }

  /** The header behind a name without extension, in the folder of its line. */
  async #named(document: vscode.TextDocument, position: vscode.Position): Promise<vscode.Hover | undefined> {
    const step = this.#scripts.of(document).steps.find(({ command }) => command.line === position.line);
    const reference = step?.references.find(
      ({ start, end }) => start <= position.character && position.character <= end,
    );
    if (!step || !reference || reference.kind === 'folder') return undefined;
    // Whole names of images have the hover that every text has.
    if (isImageName(reference.name)) return undefined;
    const target = located(step, reference.name);
    const names = target === null ? null : await namesIn(dirname(target));
    if (target === null || !names) return undefined;
    const find = reference.kind === 'image' ? filesOfImage : filesOfSequence;
    const files = find(names, basename(target)).filter((name) => isImageName(name));
    const [first] = files;
    if (first === undefined) return undefined;
    const count =
      reference.kind === 'sequence'
        ? `\n\n${escapeMarkdown(vscode.l10n.t('First of {0}: {1}', files.length, first))}`
        : '';
    const range = new vscode.Range(position.line, reference.start, position.line, reference.end);
    return new vscode.Hover(markdown((await this.#header(join(dirname(target), first))) + count), range);
  }

  async #header(path: string): Promise<string> {
    try {
      return headerMarkdown(await this.#archive.header(path));
    } catch (error) {
      return unreadableMarkdown(messageOf(error));
    }
  }
}

function markdown(text: string): vscode.MarkdownString {
  const made = new vscode.MarkdownString(text);
  made.isTrusted = false;
  made.supportHtml = false;
  return made;
}

function describedMarkdown(described: Described, version: SirilVersion): string {
  return described.kind === 'command'
    ? commandMarkdown(described.command, version)
    : optionMarkdown(described.command, described.option);
}

/** Usage, what it does, since when. */
export function commandMarkdown(command: SirilCommand, version: SirilVersion): string {
  const notes = [
    translated(lifetimeText(command)),
    isScriptable(command, version) ? '' : vscode.l10n.t('not for scripts'),
    needs(command),
  ];
  const line = notes.filter((note) => note !== '').join(' · ');
  return [
    codeBlock(usageIn(command, version).split('\n')),
    escapeMarkdown(translated(command.summary)),
    ...(line === '' ? [] : [`*${escapeMarkdown(line)}*`]),
  ].join('\n\n');
}

function needs({ needs: wanted = [] }: SirilCommand): string {
  const texts = {
    image: vscode.l10n.t('a loaded image'),
    sequence: vscode.l10n.t('a loaded sequence'),
    cfa: vscode.l10n.t('raw colour data (CFA)'),
    rgb: vscode.l10n.t('a colour image'),
    mono: vscode.l10n.t('a single channel'),
  } as const;
  const loaded = wanted.filter((need) => need === 'image' || need === 'sequence').map((need) => texts[need]);
  if (loaded.length === 0) return '';
  const kinds = wanted.filter((need) => need !== 'image' && need !== 'sequence').map((need) => texts[need]);
  const either =
    loaded.length > 1 ? vscode.l10n.t('{0} or {1}', loaded[0] ?? '', loaded[1] ?? '') : (loaded[0] ?? '');
  return vscode.l10n.t('needs {0}', [either, ...kinds].join(', '));
}

function optionMarkdown(command: SirilCommand, option: Parameters<typeof optionDetail>[0]): string {
  const since = optionSince(command, option.name);
  return [
    codeBlock([optionDetail(option)]),
    ...[optionSummary(command.name, option.name) ?? []]
      .flat()
      .map((text) => escapeMarkdown(translated(text))),
    ...(since === null || since === command.since
      ? []
      : [`*${escapeMarkdown(vscode.l10n.t('since Siril {0}', since))}*`]),
  ].join('\n\n');
}
