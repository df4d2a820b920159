import assert from 'node:assert/strict';
import * as v from 'valibot';
import { timeText } from '../../../src/webview/client/time';
import { escape, pageHtml } from '../../../src/webview/page';
import { fromPage } from '../../../src/webview/protocol';

const parts = {
  cspSource: 'https://source',
  nonce: 'n0nce',
  title: 'A "title" <b>',
  script: 'https://source/stats.js',
  styles: ['https://source/page.css', 'https://source/stats.css?a&b'],
  translation: null,
};

/** What a browser makes of an attribute's text. */
function unescaped(text: string): string {
  const marks = { lt: '<', gt: '>', quot: '"', '#39': "'", amp: '&' } as const;
  return text.replace(/&(lt|gt|quot|#39|amp);/g, (_, name: keyof typeof marks) => marks[name]);
}

describe('the shell of a page', () => {
  it('lets nothing run but the script with the nonce', () => {
    const html = pageHtml(parts);
    const policy = /Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1];
    assert.equal(
      policy?.replaceAll('&#39;', "'"),
      "default-src 'none'; script-src 'nonce-n0nce'; style-src https://source; img-src https://source data:; font-src https://source",
    );
    assert.deepEqual(html.match(/<script[^>]*>/g), ['<script nonce="n0nce" src="https://source/stats.js">']);
    assert.ok(!/ style=|<style| on[a-z]+=/.test(html));
  });

  it('escapes every part', () => {
    const hostile = `"'><script>alert(1)</script>&`;
    const html = pageHtml({
      cspSource: hostile,
      nonce: hostile,
      title: hostile,
      script: hostile,
      styles: [hostile],
      translation: { language: hostile, texts: { [hostile]: hostile } },
    });
    assert.equal(html.match(/<script/g)?.length, 1);
    const [, texts = ''] = /<body data-texts="([^"]*)">/.exec(html) ?? [];
    assert.deepEqual(JSON.parse(unescaped(texts)), { [hostile]: hostile });
    assert.equal(escape(hostile), '&quot;&#39;&gt;&lt;script&gt;alert(1)&lt;/script&gt;&amp;');
  });
});

describe('messages of a page', () => {
  it('are told from anything else', () => {
    for (const kind of ['ready', 'refresh', 'register', 'log']) assert.ok(v.is(fromPage, { kind }));
    for (const other of [null, undefined, 'ready', 1, {}, { kind: 'toString' }, { kind: 1 }, []]) {
      assert.ok(!v.is(fromPage, other));
    }
  });
});

describe('the time of a count', () => {
  it('is local and has seconds', () => {
    assert.equal(timeText(new Date(2024, 8, 13, 22, 5, 9).toISOString()), '2024-09-13 22:05:09');
    assert.equal(timeText('never'), 'never');
  });
});
