import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  attributeRange,
  escapeAttribute,
  parseXml,
  type XmlElement,
  XmlError,
} from '../../../../../src/core/formats/xisf/xml';

/** Every element of a tree with the text that it stands for. */
function stretches(xml: string, element: XmlElement): string[] {
  const own = [
    xml.slice(element.start, element.openEnd),
    xml.slice(element.closeStart, element.end),
    ...[...element.attributes.keys()].map((name) => {
      const range = attributeRange(xml, element, name);
      return `${name}: ${xml.slice(range?.from, range?.to)}`;
    }),
  ];
  return [...own, ...element.children.flatMap((child) => stretches(xml, child))];
}

describe('an XML document', () => {
  it('knows where its elements and their values stand', () => {
    const xml =
      '\uFEFF<?xml version="1.0"?>\r\n<!-- <b/> -->\r\n<x:a  one = "1>2"\r\n\ttwo=\'"\' >\r\n' +
      'Größe 🌌 &lt;<![CDATA[<c/>]]><b three="&#x26;=&quot;"/><b></b >\r\n</x:a>\r\n';
    const root = parseXml(xml);
    assert.deepEqual(stretches(xml, root), [
      '<x:a  one = "1>2"\r\n\ttwo=\'"\' >',
      '</x:a>',
      'one: 1>2',
      'two: "',
      '<b three="&#x26;=&quot;"/>',
      '',
      'three: &#x26;=&quot;',
      '<b>',
      '</b >',
    ]);
    assert.equal(root.name, 'a');
    assert.equal(root.text.trim(), 'Größe 🌌 <<c/>');
    assert.equal(root.children[0]?.attributes.get('three'), '&="');
  });

  it('says where it stops being well-formed', () => {
    for (const [xml, index] of [
      ['<a><b></a>', 10],
      ['<a>&none;</a>', 9],
    ] as const) {
      assert.throws(
        () => parseXml(xml),
        (error) => error instanceof XmlError && error.index === index,
        xml,
      );
    }
  });

  it('gives back any value that was escaped, in quotes of either kind', () => {
    const value = fc
      .string({ unit: 'grapheme', maxLength: 30 })
      .filter((text) => !/[\u0000-\u001f\ufffe\uffff]/.test(text));
    fc.assert(
      fc.property(value, value, (one, two) => {
        const xml = `<a one="${escapeAttribute(one, '"')}" two='${escapeAttribute(two, "'")}'/>`;
        const root = parseXml(xml);
        assert.deepEqual([root.attributes.get('one'), root.attributes.get('two')], [one, two]);
        assert.equal(attributeRange(xml, root, 'two')?.to, xml.length - 3);
      }),
    );
  });
});
