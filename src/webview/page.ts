/** The HTML shell of a page: a policy that lets nothing in but our own script and style. */

export interface PageParts {
  /** The webview's own source for style and font files: `https://*.vscode-cdn.net`. */
  readonly cspSource: string;
  /** 128 random bits or more, new for every page: only a script with it runs. */
  readonly nonce: string;
  readonly title: string;
  /** Addresses that the webview can load. */
  readonly script: string;
  readonly styles: readonly string[];
}

/** A document with an empty `<main>` that the script fills. Every part is escaped. */
export function pageHtml({ cspSource, nonce, title, script, styles }: PageParts): string {
  return `<!DOCTYPE html>
<html lang="en">
  <head>
    <meta charset="UTF-8" />
    <meta http-equiv="Content-Security-Policy" content="${escape(policy(cspSource, nonce))}" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>${escape(title)}</title>
    ${styles.map((style) => `<link rel="stylesheet" href="${escape(style)}" />`).join('\n    ')}
  </head>
  <body>
    <main></main>
    <script nonce="${escape(nonce)}" src="${escape(script)}"></script>
  </body>
</html>
`;
}

/** One rule for each kind of thing that a page loads, and why. */
function policy(cspSource: string, nonce: string): string {
  return [
    // What is not named below is not loaded: no connections, frames, forms, workers.
    `default-src 'none'`,
    // Our bundle alone; nothing inline, no eval.
    `script-src 'nonce-${nonce}'`,
    // Files of the extension; no inline style, since text from headers is near.
    `style-src ${cspSource}`,
    // data: is for pictures that the page draws itself.
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

/** Text for the inside of an element or of a quoted attribute: `M&M "x"` becomes `M&amp;M &quot;x&quot;`. */
export function escape(text: string): string {
  return text.replace(/[&<>"']/g, (mark) => ENTITIES[mark] ?? mark);
}
