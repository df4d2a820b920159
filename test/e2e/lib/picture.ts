/** The picture on the page of an image. */
import type { FrameLocator } from 'playwright-core';

/** Waits until the middle of the canvas holds a picture: pixels that are not all alike. */
export async function painted(page: FrameLocator): Promise<void> {
  const canvas = page.locator('.view canvas');
  await canvas.waitFor();
  // Text, since it runs in the page and not here.
  await canvas.evaluate(`new Promise((done) => {
    const canvas = document.querySelector('.view canvas');
    const look = () => {
      const { width, height } = canvas;
      const middle = canvas.getContext('2d').getImageData(width / 2 - 20, height / 2 - 20, 40, 40);
      if (new Set(middle.data).size > 8) done();
      else requestAnimationFrame(look);
    };
    look();
  })`);
}
