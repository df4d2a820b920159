import assert from 'node:assert/strict';
import { thumbnailMarkdown } from '../../../../src/core/text/thumbnail';

describe('a thumbnail in Markdown', () => {
  it('is a picture that knows its size before it is loaded', () => {
    const shown = { width: 320, height: 213, address: 'data:image/jpeg;base64,/9j/' };
    assert.equal(thumbnailMarkdown(shown), '![Preview](data:image/jpeg;base64,/9j/|width=320,height=213)');
  });
});
