/** The HTML shell of a page. Its policy allows only the extension's own script and styles. */

export interface PageParts {
  /** The webview's own source for style and font files: `https://*.vscode-cdn.net`. */
  readonly cspSource: string;
  /** 128 random bits or more, new for every page: only a script with this nonce runs. */
  readonly nonce: string;
  readonly title: string;
  /** Addresses that the webview can load. */
  readonly script: string;
  readonly styles: readonly string[];
  /** Null for English, the language of the code. */
  readonly translation: Translation | null;
  /** The state that the page begins with; absent for its usual one. */
  readonly state?: object;
}

export interface Translation {
  /** `de`, `pt-br`. */
  readonly language: string;
  /** Translated texts by their English ones. */
  readonly texts: Readonly<Record<string, string>>;
}

/** A document with an empty `<main>` that the script fills. Every part is escaped. */
export function pageHtml({ cspSource, nonce, title, script, styles, translation, state }: PageParts): string {
  const texts = translation === null ? '' : ` data-texts="${escape(JSON.stringify(translation.texts))}"`;
  const begun = state === undefined ? '' : ` data-state="${escape(JSON.stringify(state))}"`;
  return `<!DOCTYPE html>
<html lang="${escape(translation?.language ?? 'en')}">
  <head>
    <meta charset="UTF-8" />
    <meta http-equiv="Content-Security-Policy" content="${escape(policy(cspSource, nonce))}" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>${escape(title)}</title>
    ${styles.map((style) => `<link rel="stylesheet" href="${escape(style)}" />`).join('\n    ')}
  </head>
  <body${texts}${begun}>
    <main></main>
    <script nonce="${escape(nonce)}" src="${escape(script)}"></script>
  </body>
</html>
`;
}

/** One rule for each kind of thing that a page loads, and why. */
function policy(cspSource: string, nonce: string): string {
  return [
    // Nothing else is loaded: no connections, frames, forms or workers.
    `default-src 'none'`,
    // Only the page's bundle; nothing inline, no eval.
    `script-src 'nonce-${nonce}'`,
    // Only files of the extension; no inline styles, because pages show text from headers.
    `style-src ${cspSource}`,
    // data: is for images that the page draws itself.
    `img-src ${cspSource} data:`,
    `font-src ${cspSource}`,
  ].join('; ');
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Escapes text for an element or a quoted attribute: `M&M "x"` becomes `M&amp;M &quot;x&quot;`. */
export function escape(text: string): string {
  return text.replace(/[&<>"']/g, (mark) => ENTITIES[mark] ?? mark);
}
