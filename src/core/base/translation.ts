/**
 * The language of the user. The extension host and the pages have a translation; the engine's threads and the
 * command line have none and stay English.
 */
import * as l10n from '@vscode/l10n';

/** English texts and their translations, as VS Code loads them from `l10n/bundle.l10n.LANGUAGE.json`. */
export type Translation = l10n.l10nJsonFormat;

let translation: Translation = {};
let sentences: readonly Sentence[] | undefined;
/** What was translated lately: lists show the same texts again and again. */
const known = new Map<string, string>();
const MOST_KNOWN = 2000;

/** From now on, `l10n.t` and `translated` give texts of this translation; `{}` is English again. */
export function useTranslation(contents: Translation): void {
  l10n.config({ contents });
  translation = contents;
  sentences = undefined;
  known.clear();
}

/**
 * The translation of a text that `english` made, perhaps long ago and in another thread: its sentence is
 * looked up by its words, and the values are put into the translated sentence. A text of several sentences,
 * or one with a path before it, is translated part by part. What no sentence fits stays as it is.
 */
export function translated(text: string): string {
  sentences ??= Object.keys(translation).flatMap((key) => sentenceOf(key) ?? []);
  if (sentences.length === 0) return text;
  const before = known.get(text);
  if (before !== undefined) return before;
  const after = whole(text, sentences) ?? byParts(text);
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(text, after);
  return after;
}

/** A text of the translation, ready to be found in what was made of it. */
interface Sentence {
  readonly key: string;
  readonly pattern: RegExp;
  /** The index of the value that each group of the pattern holds. */
  readonly indices: readonly number[];
  /** Its longest part between values, by which most texts are told apart at once. */
  readonly longest: string;
  /** Characters outside of its values. */
  readonly length: number;
  /** One word says too little beside a value, which might be a name: the value has to be a number. */
  readonly isNumbered: boolean;
}

/** Null for a text that says nothing by itself (`{0}: {1}`), or only joins others. */
function sentenceOf(key: string): Sentence | null {
  if (JOINTS.some((joint) => jointText(joint) === key)) return null;
  const parts = key.split(/\{(\d+)\}/);
  const literals = parts.filter((_, index) => index % 2 === 0);
  const words = literals.join(' ').match(/\p{L}{2,}/gu)?.length ?? 0;
  if (words === 0) return null;
  const pattern = parts.map((part, index) => (index % 2 === 0 ? escaped(part) : '(.*?)')).join('');
  return {
    key,
    pattern: new RegExp(`^${pattern}$`, 's'),
    indices: parts.filter((_, index) => index % 2 === 1).map(Number),
    longest: literals.reduce((a, b) => (b.length > a.length ? b : a)),
    length: literals.join('').length,
    isNumbered: words === 1,
  };
}

const escaped = (text: string) => text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');

/** With or without a unit: `2880`, `−10 °C`, `182°`. */
const NUMBER = /^[\d.,−-]+(?: ?[^\s\d]{1,2})?$/;

/** The text by the sentence of which it holds most; null where there is none. */
function whole(text: string, all: readonly Sentence[]): string | null {
  let best: { readonly sentence: Sentence; readonly values: readonly string[] } | undefined;
  for (const sentence of all) {
    if (best !== undefined && sentence.length <= best.sentence.length) continue;
    if (!text.includes(sentence.longest)) continue;
    const found = sentence.pattern.exec(text);
    if (found === null) continue;
    const values = found.slice(1);
    if (sentence.isNumbered && !values.every((value) => NUMBER.test(value))) continue;
    best = { sentence, values };
  }
  if (best === undefined) return null;
  const { sentence, values } = best;
  const placed: string[] = [];
  sentence.indices.forEach((index, group) => (placed[index] = translated(values[group] ?? '')));
  return l10n.t(sentence.key, ...placed);
}

/** What stands between parts that are texts by themselves, the loosest first. */
const JOINTS = ['. ', ', got ', ', expected ', ', at byte ', '; ', ': ', ' (', ', '];

const jointText = (joint: string) => `{0}${joint}{1}`;

function byParts(text: string): string {
  for (const joint of JOINTS) {
    const at = text.indexOf(joint);
    if (at < 0) continue;
    const [first, rest] = [text.slice(0, at), text.slice(at + joint.length)];
    const [a, b] = [translated(first), translated(rest)];
    // One that no translation has stays as it is.
    if (a !== first || b !== rest) return l10n.t(jointText(joint), a, b);
  }
  return text;
}
