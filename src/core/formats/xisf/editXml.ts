/**
 * Edits the FITSKeywords of an image in the text of an XISF header. Every other letter stays. Touches no
 * file.
 */
import { english } from '../../base/english';
import { ArchiveError } from '../../base/errors';
import { refuseStructure } from '../fits/editCards';
import { checkText, formatCard, isCommentaryKeyword } from '../fits/formatCard';
import type { Card, CardEdit } from '../fits/header';
import { keywordCard, keywordOf } from './keywords';
import { attributeRange, escapeAttribute, parseXml, type XmlElement } from './xml';

/** A stretch of text and what takes its place. */
interface Replacement {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/**
 * The text with the edits made in one of its images; the same text where they change nothing. A new value
 * takes the place of the first FITSKeyword of its name; a new one goes behind the last, laid out like it.
 * @param index Which of the Image elements, from 0.
 * @param fromProperty Tells the property that a keyword is read from where no FITSKeyword has it.
 * @throws ArchiveError `request` for an edit that a header cannot hold or must not have.
 */
export function editKeywords(
  xml: string,
  index: number,
  edits: readonly CardEdit[],
  fromProperty: (keyword: string) => string | undefined,
): string {
  return edits.reduce((text, edit) => {
    const image = parseXml(text).children.filter(({ name }) => name === 'Image')[index];
    if (image === undefined)
      throw new ArchiveError('request', english('the header has no image to describe'));
    return replaced(text, editOne(text, image, edit, fromProperty));
  }, xml);
}

/** Makes replacements that do not overlap. */
export function replaced(text: string, replacements: readonly Replacement[]): string {
  const pieces: string[] = [];
  let last = 0;
  for (const { from, to, text: fresh } of [...replacements].sort((a, b) => a.from - b.from)) {
    pieces.push(text.slice(last, from), fresh);
    last = to;
  }
  return pieces.join('') + text.slice(last);
}

function editOne(
  xml: string,
  image: XmlElement,
  edit: CardEdit,
  fromProperty: (keyword: string) => string | undefined,
): Replacement[] {
  const { keyword } = edit;
  refuseStructure(keyword);
  if (edit.comment !== undefined) checkText(keyword, edit.comment);
  const elements = image.children.filter(({ name }) => name === 'FITSKeyword');
  const found = isCommentaryKeyword(keyword)
    ? undefined
    : elements.find((element) => keywordOf(element) === keyword);
  if (edit.remove === true) {
    if (found !== undefined) return [{ from: beforeBlanks(xml, found, image), to: found.end, text: '' }];
    const property = fromProperty(keyword);
    if (property === undefined) return [];
    throw new ArchiveError(
      'request',
      english('{0} is no FITS keyword of the file and is not removed', keyword),
      { expected: english('a FITSKeyword element'), got: english('the property {0}', property) },
    );
  }
  return found === undefined ? [inserted(xml, image, elements.at(-1), edit)] : changed(xml, found, edit);
}

/** New text in the attributes of an element; nothing where it says the same already. */
function changed(xml: string, element: XmlElement, edit: CardEdit): Replacement[] {
  const old = keywordCard(element, []);
  const float = edit.float === true || (old.type === 'float' && typeof edit.value === 'number');
  const value = valueText(edit, float);
  const comment = edit.comment ?? old.comment;
  const attributes = new Map(Object.entries({ name: edit.keyword, value, comment }));
  const fresh = keywordCard({ ...element, attributes }, []);
  if (sameMeaning(old, fresh)) return [];
  const changes = [setAttribute(xml, element, 'value', value)];
  if (edit.comment !== undefined) changes.push(setAttribute(xml, element, 'comment', edit.comment));
  return changes;
}

function setAttribute(xml: string, element: XmlElement, name: string, value: string): Replacement {
  const range = attributeRange(xml, element, name);
  if (range !== undefined) {
    return { from: range.from, to: range.to, text: escapeAttribute(value, range.quote) };
  }
  const at = element.start + 1 + element.writtenName.length;
  return { from: at, to: at, text: ` ${name}="${escapeAttribute(value, '"')}"` };
}

/**
 * A new element behind the last FITSKeyword with the blanks in front of that one, else at the image's
 * beginning.
 */
function inserted(xml: string, image: XmlElement, last: XmlElement | undefined, edit: CardEdit): Replacement {
  const prefix = image.writtenName.slice(0, image.writtenName.length - image.name.length);
  const commentary = isCommentaryKeyword(edit.keyword);
  // Commentary stands where PixInsight puts it.
  const value = commentary ? '' : valueText(edit, edit.float === true);
  const comment = commentary ? commentaryText(edit) : (edit.comment ?? '');
  const attributes = Object.entries({ name: edit.keyword, value, comment })
    .map(([name, text]) => ` ${name}="${escapeAttribute(text, '"')}"`)
    .join('');
  const element = `<${prefix}FITSKeyword${attributes}/>`;
  if (last !== undefined) {
    const blanks = xml.slice(beforeBlanks(xml, last, image), last.start);
    return { from: last.end, to: last.end, text: blanks + element };
  }
  if (!image.selfClosing) return { from: image.openEnd, to: image.openEnd, text: element };
  return { from: image.openEnd - 2, to: image.openEnd, text: `>${element}</${image.writtenName}>` };
}

/** Where the blanks and line ends in front of an element begin. */
function beforeBlanks(xml: string, element: XmlElement, parent: XmlElement): number {
  let at = element.start;
  while (at > parent.openEnd && /\s/.test(xml[at - 1] ?? '')) at--;
  return at;
}

/** A value as FITS writes it, without the blanks of its columns: `'M 31'`, `300.0`, `T`. */
function valueText({ keyword, value }: CardEdit, float: boolean): string {
  // Refuses what is no keyword and what a header cannot hold.
  const [card = ''] = formatCard(keyword, typeof value === 'string' ? '' : value, '', float);
  if (typeof value !== 'string') return card.slice(card.indexOf('= ') + 2).trim();
  checkText(keyword, value);
  return `'${value.replaceAll("'", "''")}'`;
}

function commentaryText({ keyword, value }: CardEdit): string {
  const text = value === null ? '' : String(value);
  checkText(keyword, text);
  return text;
}

/** Whether an element says already what the edit would write, with or without quotes perhaps. */
function sameMeaning(old: Card, fresh: Card): boolean {
  const equal = Array.isArray(old.value)
    ? String(old.value) === String(fresh.value)
    : Object.is(old.value, fresh.value);
  return equal && old.type === fresh.type && old.comment === fresh.comment;
}
