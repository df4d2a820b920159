/** The keys that lead from one file to the next. Typing into a field is left alone. */
import type { TourStep } from '../../tourProtocol';
import { keyOf } from './keyName';

export interface KeyEvents {
  do(step: TourStep): void;
  first(): void;
  last(): void;
  undo(): void;
  /** So many speeds faster; slower where it is negative. */
  faster(steps: number): void;
}

export function listenToKeys(events: KeyEvents): void {
  const actions: Readonly<Record<string, () => void>> = {
    n: () => events.do('next'),
    PageDown: () => events.do('next'),
    ArrowRight: () => events.do('next'),
    p: () => events.do('previous'),
    PageUp: () => events.do('previous'),
    ArrowLeft: () => events.do('previous'),
    Home: () => events.first(),
    End: () => events.last(),
    b: () => events.do('play'),
    ' ': () => events.do('play'),
    x: () => events.do('reject'),
    'Shift+x': () => events.do('restore'),
    u: () => events.do('restore'),
    l: () => events.do('link'),
    '[': () => events.faster(-1),
    ']': () => events.faster(1),
  };
  document.addEventListener('keydown', (event) => {
    if (event.defaultPrevented || event.altKey || isTyping(event.target)) return;
    const isControl = event.ctrlKey || event.metaKey;
    const key = keyOf(event);
    const action = isControl ? (key === 'z' ? () => events.undo() : undefined) : actions[key];
    if (!action || (event.key === ' ' && event.target instanceof HTMLButtonElement)) return;
    event.preventDefault();
    action();
  });
}

/** Fields and lists have these keys for themselves; so has what scrolls. */
function isTyping(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('input, select, textarea, aside') !== null;
}
