/** A long name whose middle the page cuts away. */
import { element } from './dom';
import { partsOf } from './longNames';

/** Made so that it is cut between its two parts, by the style `cut`; reads as the whole text. */
export function cutInside(text: string, longest: number): HTMLElement {
  const [start, end] = partsOf(text, longest);
  return element(
    'span',
    { class: 'cut' },
    element('span', {}, start),
    element('span', { class: 'end' }, end),
  );
}
