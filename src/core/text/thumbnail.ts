/** A thumbnail in Markdown, for tooltips and hovers. */
import * as l10n from '@vscode/l10n';

/** A picture by its address, `data:image/jpeg;base64,…`, and its size in pixels. */
export interface ShownThumbnail {
  readonly width: number;
  readonly height: number;
  readonly address: string;
}

/** The size keeps the text below in its place while the picture loads. */
export function thumbnailMarkdown({ width, height, address }: ShownThumbnail): string {
  return `![${l10n.t('Preview')}](${address}|width=${width},height=${height})`;
}
