/** Parts of a toolbar. */
import { button, element } from './dom';

/** What belongs together, and stays together where the toolbar breaks into lines. */
export function group(...children: readonly Node[]): HTMLElement {
  return element('div', { class: 'group' }, ...children);
}

/** A button that stays pressed. */
export function toggle(
  text: string,
  isPressed: boolean,
  changed: (isPressed: boolean) => void,
): HTMLButtonElement {
  const made = button(
    text,
    () => {
      const is = made.getAttribute('aria-pressed') !== 'true';
      made.setAttribute('aria-pressed', String(is));
      changed(is);
    },
    { class: 'secondary toggle', 'aria-pressed': String(isPressed) },
  );
  return made;
}
