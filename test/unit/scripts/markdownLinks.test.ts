import assert from 'node:assert/strict';
import { brokenLinks } from '../../../scripts/lib/markdownLinks.mjs';

describe('links of the pages that ship', () => {
  it('may lead to the web and to headings', () => {
    const text =
      '[a](https://siril.org) [b](#good-to-know) [c](mailto:a@siril.org)\n\n[d]: https://siril.org\n';
    assert.deepEqual(brokenLinks(text), []);
  });

  it('lead nowhere where they are relative, insecure, or placeholders', () => {
    const text = [
      '[a](docs/x.md) ![b](pictures/b.png "B") <img src="c.png">',
      '[d]: ../d.md',
      '[e](https://example.org/astro-archive/e.md) [f](http://siril.org)',
    ].join('\n');
    assert.deepEqual(brokenLinks(text).sort(), [
      '../d.md',
      'c.png',
      'docs/x.md',
      'http://siril.org',
      'https://example.org/astro-archive/e.md',
      'pictures/b.png',
    ]);
  });

  it('are none in code', () => {
    assert.deepEqual(brokenLinks('`[a](b)`\n\n```md\n[c](d)\n```\n'), []);
  });
});
