/** What keeps a page from being used with a keyboard, a screen reader or weak eyes, found in the page itself. */
import type { FrameLocator } from 'playwright-core';

/**
 * Controls and pictures without a name (unless they only adorn one that has it: `alt=""`), sliders without a value, ids that are there twice, keys that skip the order of
 * the page, and text whose contrast is below 4.5 to 1 (WCAG 2.2, 1.4.3).
 */
export async function barriers(page: FrameLocator): Promise<readonly string[]> {
  return page.locator('body').evaluate<string[], never>(LOOK);
}

/** Text, since it runs in the page and not here. */
const LOOK = `(() => {
  const found = [];
  const all = [...document.querySelectorAll('body *')].filter((each) => each.getClientRects().length > 0);
  const described = (each) =>
    each.tagName.toLowerCase() + (each.getAttribute('class') ? '.' + each.getAttribute('class') : '') +
    ' "' + (each.textContent ?? '').trim().slice(0, 40) + '"';
  const nameOf = (each) => {
    const by = (each.getAttribute('aria-labelledby') ?? '').split(' ').map((id) => document.getElementById(id)?.textContent ?? '').join('');
    const labels = [...(each.labels ?? [])].map((label) => label.textContent).join('');
    const inner = each.matches('button, a, [role=button]') ? each.textContent : '';
    return (each.getAttribute('aria-label') || by || labels || inner || '').trim();
  };
  for (const each of all) {
    if (each.matches('button, input, select, textarea, a[href], [role=slider], [role=img], img:not([alt=""]), [role=table]') && nameOf(each) === '')
      found.push('no name: ' + described(each));
    if (each.matches('[role=slider]')) {
      for (const part of ['aria-valuenow', 'aria-valuemin', 'aria-valuemax', 'aria-valuetext'])
        if (!each.hasAttribute(part)) found.push('no ' + part + ': ' + described(each));
    }
    if (each.tabIndex > 0) found.push('out of order: ' + described(each));
  }
  const ids = [...document.querySelectorAll('[id]')].map(({ id }) => id);
  for (const id of ids) if (ids.indexOf(id) !== ids.lastIndexOf(id)) found.push('twice: #' + id);
  const parsed = (colour) => {
    const [r = 0, g = 0, b = 0, a = 1] = (colour.match(/[\\d.]+/g) ?? []).map(Number);
    return colour.startsWith('color(srgb') ? [r * 255, g * 255, b * 255, a] : [r, g, b, a];
  };
  const over = ([r, g, b, a], below) => [r, g, b].map((part, i) => part * a + below[i] * (1 - a));
  // A page is transparent: the editor shines through.
  const probe = document.body.appendChild(document.createElement('div'));
  probe.style.backgroundColor = 'var(--vscode-editor-background)';
  const editor = parsed(getComputedStyle(probe).backgroundColor).slice(0, 3);
  probe.remove();
  const behind = (each) => {
    if (!each) return editor;
    const colour = parsed(getComputedStyle(each).backgroundColor);
    return colour[3] === 1 ? colour.slice(0, 3) : over(colour, behind(each.parentElement));
  };
  const light = (colour) => {
    const [r, g, b] = colour.map((part) => part / 255).map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  for (const each of all) {
    if (each.closest('svg, [disabled]')) continue;
    if (![...each.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim() !== '')) continue;
    const style = getComputedStyle(each);
    if (Number(style.opacity) === 0) continue;
    const below = behind(each);
    const [x, y] = [light(over(parsed(style.color), below)), light(below)].sort((a, b) => b - a);
    const contrast = (x + 0.05) / (y + 0.05);
    if (contrast < 4.5) found.push('contrast ' + contrast.toFixed(2) + ': ' + described(each));
  }
  return found;
})()`;
