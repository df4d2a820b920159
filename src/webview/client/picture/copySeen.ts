/** The picture that is seen, into the clipboard. */
import type { PictureView } from './view';

/**
 * The clipboard takes a promise, so that it knows that the user asked for it. Returns why it could not be copied;
 * null where it is.
 */
export async function copySeen(view: Pick<PictureView, 'seen'>): Promise<string | null> {
  try {
    const picture = view.seen().then((blob) => blob ?? Promise.reject(new Error('nothing is shown')));
    await navigator.clipboard.write([new ClipboardItem({ 'image/png': picture })]);
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
