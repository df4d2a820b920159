/** Hears what the extension says to the page of an image; pictures come in parts. */
import type { ToImagePage } from '../imageProtocol';
import { Arrivals, type OnItsWay } from '../pictureParts';

export function listenToExtension(receive: (message: ToImagePage) => void): void {
  const arrivals = new Arrivals();
  window.addEventListener('message', ({ data }: MessageEvent<ToImagePage | OnItsWay>) => {
    const message = arrivals.take(data);
    if (message !== null) receive(message);
  });
}
