/**
 * An XML document as a tree whose elements know where they stand in the text, so that an edit can change one
 * and leave every other letter alone. Strict, and bounded: the text comes from outside.
 */
import { SaxesParser } from 'saxes';
import { english } from '../../base/english';

export interface XmlElement {
  /** Without a namespace prefix: `FITSKeyword`. */
  readonly name: string;
  /** As written: `xisf:FITSKeyword`. */
  readonly writtenName: string;
  /** Decoded values by name. */
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XmlElement[];
  /** The text directly in it, without that of its children. */
  readonly text: string;
  /** Index of its `<` in the document. */
  readonly start: number;
  /** Index behind the `>` of its opening tag. */
  readonly openEnd: number;
  /** Index of the `<` of its closing tag, `openEnd` where it closes itself. */
  readonly closeStart: number;
  /** Index behind its last `>`. */
  readonly end: number;
  readonly selfClosing: boolean;
}

/** Where an attribute's value stands in the document. */
export interface AttributeRange {
  /** Index of the first letter of the value, behind the quote. */
  readonly from: number;
  /** Index of the closing quote. */
  readonly to: number;
  readonly quote: '"' | "'";
}

/** Why a text is no XML document that is read, and the index in it where that became clear. */
export class XmlError extends Error {
  override readonly name = 'XmlError';

  constructor(
    message: string,
    readonly index: number,
  ) {
    super(message);
  }
}

/** XISF nests five deep or so. */
const MOST_DEPTH = 32;
/** An Image has some 15 attributes. */
const MOST_ATTRIBUTES = 64;
/** A history of a hundred thousand lines; each element takes some 300 bytes. */
const MOST_ELEMENTS = 100_000;

interface Building {
  name: string;
  writtenName: string;
  attributes: Map<string, string>;
  children: XmlElement[];
  text: string;
  start: number;
  openEnd: number;
  closeStart: number;
  end: number;
  selfClosing: boolean;
}

/**
 * Reads a document and gives its outermost element. Only the five entities of XML and character references
 * are known; a document type, the way to define more, is refused.
 * @throws XmlError where the text is not well-formed, or larger in some way than an image's header would be.
 */
export function parseXml(xml: string): XmlElement {
  const open: Building[] = [];
  let root: Building | undefined;
  let elements = 0;
  let attributes = new Map<string, string>();
  const parser = new SaxesParser<{ position: false }>({ position: false });
  const refuse = (message: string): never => {
    throw new XmlError(message, Math.min(parser.position, xml.length));
  };
  parser.on('error', (error) => refuse(error.message));
  parser.on('doctype', () => refuse(english('a document type is not allowed')));
  parser.on('opentagstart', () => {
    attributes = new Map();
    if (++elements > MOST_ELEMENTS) refuse(english('more than {0} elements', MOST_ELEMENTS));
    if (open.length >= MOST_DEPTH) refuse(english('elements nested more than {0} deep', MOST_DEPTH));
  });
  parser.on('attribute', ({ name, value }) => {
    attributes.set(name, value);
    if (attributes.size > MOST_ATTRIBUTES)
      refuse(english('more than {0} attributes in an element', MOST_ATTRIBUTES));
  });
  parser.on('opentag', (tag) => {
    const element: Building = {
      name: localName(tag.name),
      writtenName: tag.name,
      attributes,
      children: [],
      text: '',
      // A value holds no `<` in a well-formed document, so the nearest one to the left begins the tag.
      start: xml.lastIndexOf('<', parser.position - 1),
      openEnd: parser.position,
      closeStart: parser.position,
      end: parser.position,
      selfClosing: tag.isSelfClosing,
    };
    open.at(-1)?.children.push(element);
    root ??= element;
    open.push(element);
  });
  const addText = (text: string) => {
    const inside = open.at(-1);
    if (inside !== undefined) inside.text += text;
  };
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.on('closetag', () => {
    const closed = open.pop();
    if (closed === undefined || closed.selfClosing) return;
    closed.end = parser.position;
    closed.closeStart = xml.lastIndexOf('</', parser.position - 1);
  });
  parser.write(xml).close();
  return root ?? refuse(english('there is no element'));
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

const ATTRIBUTE = /([^\s=<>"'/]+)\s*=\s*("[^"]*"|'[^']*')/g;

/** Where the value of an attribute stands, undefined where the element has no such attribute. */
export function attributeRange(xml: string, element: XmlElement, name: string): AttributeRange | undefined {
  const first = element.start + 1 + element.writtenName.length;
  for (const match of xml.slice(first, element.openEnd).matchAll(ATTRIBUTE)) {
    if (match[1] !== name) continue;
    const quoted = match[2] ?? '""';
    const to = first + match.index + match[0].length - 1;
    return { from: to - quoted.length + 2, to, quote: quoted.startsWith('"') ? '"' : "'" };
  }
  return undefined;
}

/** A text as it stands in an attribute between such quotes: `R&amp;D`. */
export function escapeAttribute(text: string, quote: AttributeRange['quote']): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll(quote, quote === '"' ? '&quot;' : '&apos;');
}
