/** Zooming and moving: what stays under the pointer, and what cannot be lost from sight. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  centred,
  fitted,
  imagePoint,
  keptInSight,
  LARGEST_SCALE,
  moved,
  stepped,
  viewPoint,
  zoomed,
} from '../../../../../src/webview/client/picture/viewport';

const view = { width: 800, height: 600 };
const image = { width: 6248, height: 4176 };

describe('the viewport of a picture', () => {
  it('shows the whole image in the middle', () => {
    const viewport = fitted(view, image);
    assert.ok(Math.abs(viewport.scale - 800 / 6248) < 1e-12);
    assert.equal(viewport.left, 0);
    assert.ok(Math.abs(viewport.top - (600 - (4176 * 800) / 6248) / 2) < 1e-9);
  });

  it('enlarges a small image no more than it is told to', () => {
    assert.equal(fitted(view, { width: 10, height: 10 }).scale, 1);
    assert.equal(fitted(view, { width: 10, height: 10 }, 8).scale, 8);
  });

  it('keeps the point under the pointer where it is, at any zoom', () => {
    const place = fc.record({ x: fc.integer({ min: 0, max: 800 }), y: fc.integer({ min: 0, max: 600 }) });
    fc.assert(
      fc.property(place, fc.double({ min: 0.01, max: 32, noNaN: true }), (at, scale) => {
        const before = centred(view, image, 0.5);
        const after = zoomed(before, scale, at, image);
        const [was, is] = [imagePoint(before, at), imagePoint(after, at)];
        assert.ok(Math.abs(was.x - is.x) < 1e-6 && Math.abs(was.y - is.y) < 1e-6);
        const back = viewPoint(after, is);
        assert.ok(Math.abs(back.x - at.x) < 1e-6 && Math.abs(back.y - at.y) < 1e-6);
      }),
    );
  });

  it('zooms no further than 3200 %, and never to nothing', () => {
    const at = { x: 0, y: 0 };
    assert.equal(zoomed(centred(view, image, 1), 1e9, at, image).scale, LARGEST_SCALE);
    assert.ok(zoomed(centred(view, image, 1), 0, at, image).scale * image.width >= 32 - 1e-9);
  });

  it('lets no image be moved out of sight', () => {
    for (const by of [1e6, -1e6]) {
      const { left, top, scale } = keptInSight(
        moved(centred(view, image, 0.1), { x: by, y: by }),
        view,
        image,
      );
      assert.ok(left < view.width && left + image.width * scale > 0, String(by));
      assert.ok(top < view.height && top + image.height * scale > 0, String(by));
    }
  });

  it('steps over 100 %', () => {
    assert.ok(Math.abs(stepped(0.7, 1) - 1) < 1e-12);
    assert.ok(Math.abs(stepped(1, -2) - 0.5) < 1e-12);
  });
});
