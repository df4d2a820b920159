/** Copies the pixel under the pointer where nothing is selected. */
import type { PixelReading } from './pixelReading';
import type { Point } from './viewport';

export function listenToCopy(reading: PixelReading, copy: (pixel: Point) => void): void {
  document.addEventListener('keydown', (event) => {
    const { pixel } = reading;
    if (!(event.ctrlKey || event.metaKey) || event.key !== 'c' || pixel === null) return;
    if (document.getSelection()?.isCollapsed === false) return;
    copy(pixel);
  });
}
