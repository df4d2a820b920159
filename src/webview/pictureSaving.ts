/** Saves the picture of a page as a PNG file that the user names, with progress and a cancel button. */
import * as path from 'node:path';
import * as vscode from 'vscode';
import { ArchiveError } from '../core/base/errors';
import { imageStem } from '../core/formats/image/names';
import type { EngineClient } from '../engine/client';
import type { FromImagePage } from './imageProtocol';

export class PictureSaving {
  readonly #path: string;
  readonly #pictures: Pick<EngineClient['pictures'], 'savePicture'>;

  /** `file` is the image file, absolute. */
  constructor(file: string, pictures: Pick<EngineClient['pictures'], 'savePicture'>) {
    this.#path = file;
    this.#pictures = pictures;
  }

  async save({ choice, transfers, isInverted }: Extract<FromImagePage, { kind: 'save' }>): Promise<void> {
    const folder = path.dirname(this.#path);
    const usual = vscode.Uri.file(path.join(folder, `${imageStem(path.basename(this.#path))}.png`));
    const target = await vscode.window.showSaveDialog({
      defaultUri: usual,
      filters: { [vscode.l10n.t('PNG picture')]: ['png'] },
      title: vscode.l10n.t('Save picture'),
    });
    if (target === undefined) return;
    const to = target.fsPath.toLowerCase().endsWith('.png') ? target.fsPath : `${target.fsPath}.png`;
    try {
      await this.#savedTo({ path: this.#path, ...choice, transfers, isInverted, to });
      await this.#offer(to);
    } catch (error) {
      if (error instanceof ArchiveError && error.code === 'cancelled') return;
      const text = error instanceof ArchiveError ? error.describe() : String(error);
      void vscode.window.showErrorMessage(vscode.l10n.t('The picture could not be saved: {0}', text));
    }
  }

  async #savedTo(request: Parameters<EngineClient['pictures']['savePicture']>[0]): Promise<void> {
    const title = vscode.l10n.t('Saving {0}', path.basename(request.to));
    await vscode.window.withProgress(
      { location: vscode.ProgressLocation.Notification, title, cancellable: true },
      async (bar, cancel) => {
        let before = 0;
        const report = ({ done, total }: { done: number; total: number | null }) => {
          const now = total === null || total === 0 ? 0 : (100 * done) / total;
          bar.report({ increment: now - before });
          before = now;
        };
        await this.#pictures.savePicture(request, { progress: { report }, cancel });
      },
    );
  }

  async #offer(to: string): Promise<void> {
    const open = vscode.l10n.t('Open');
    const message = vscode.l10n.t('{0} saved', path.basename(to));
    if ((await vscode.window.showInformationMessage(message, open)) === open) {
      await vscode.commands.executeCommand('vscode.open', vscode.Uri.file(to));
    }
  }
}
