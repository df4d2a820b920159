/** Moving and zooming a picture with mouse, finger and wheel. */
import type { Point } from './viewport';

export interface PointerEvents {
  /** So many pixels of the view. */
  moveBy(by: Point): void;
  /** A factor, at a point of the view. */
  zoomBy(factor: number, at: Point): void;
  /** The pointer is over this point of the view; null when it has left. */
  hover(at: Point | null): void;
  /** A double click. */
  toggleZoom(at: Point): void;
}

/** A wheel's notch is 100 to 120 pixels; a touchpad sends many small ones. */
const PER_WHEEL_PIXEL = Math.SQRT2 ** (1 / 100);
const LINE = 33;

export function listenToPointer(target: HTMLElement, events: PointerEvents): void {
  const place = ({ clientX, clientY }: MouseEvent): Point => {
    const { left, top } = target.getBoundingClientRect();
    return { x: clientX - left, y: clientY - top };
  };
  let last: Point | null = null;
  target.addEventListener('pointerdown', (event) => {
    if (event.button !== 0 && event.button !== 1) return;
    target.setPointerCapture(event.pointerId);
    last = place(event);
    target.classList.add('moving');
  });
  target.addEventListener('pointermove', (event) => {
    const at = place(event);
    if (last !== null) events.moveBy({ x: at.x - last.x, y: at.y - last.y });
    if (last !== null) last = at;
    events.hover(at);
  });
  const end = () => {
    last = null;
    target.classList.remove('moving');
  };
  target.addEventListener('pointerup', end);
  target.addEventListener('pointercancel', end);
  target.addEventListener('pointerleave', () => events.hover(null));
  target.addEventListener('dblclick', (event) => events.toggleZoom(place(event)));
  target.addEventListener(
    'wheel',
    (event) => {
      event.preventDefault();
      const pixels = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? event.deltaY * LINE : event.deltaY;
      events.zoomBy(PER_WHEEL_PIXEL ** -Math.max(-400, Math.min(400, pixels)), place(event));
    },
    { passive: false },
  );
}
