/** Elements without HTML strings, so that text from headers is never read as markup. */

type Attributes = Readonly<Record<string, string | number>>;
type Child = Node | string;

/** `element('p', { class: 'dim' }, 'text')`. */
export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  return fill(document.createElement(tag), attributes, children);
}

/** The same for SVG: `svg('rect', { x: 0, width: 10 })`. */
export function svg<K extends keyof SVGElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: readonly Child[]
): SVGElementTagNameMap[K] {
  return fill(document.createElementNS('http://www.w3.org/2000/svg', tag), attributes, children);
}

/** A button that calls `click`. */
export function button(text: string, click: () => void, attributes: Attributes = {}): HTMLButtonElement {
  const made = element('button', { type: 'button', ...attributes }, text);
  made.addEventListener('click', click);
  return made;
}

function fill<E extends Element>(target: E, attributes: Attributes, children: readonly Child[]): E {
  for (const [name, value] of Object.entries(attributes)) target.setAttribute(name, String(value));
  target.append(...children);
  return target;
}
