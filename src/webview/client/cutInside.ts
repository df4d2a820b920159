/** A long name that is shortened in the middle. */
import { element } from './dom';
import { partsOf } from './longNames';

/**
 * An element in two parts, which the style `cut` shortens between them. Screen readers read the whole text.
 */
export function cutInside(text: string, longest: number): HTMLElement {
  const [start, end] = partsOf(text, longest);
  return element(
    'span',
    { class: 'cut' },
    element('span', {}, start),
    element('span', { class: 'end' }, end),
  );
}
