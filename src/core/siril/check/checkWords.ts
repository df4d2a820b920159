/** Problems of quoting, blanks and comments within a command's line. */
import { english } from '../../base/english';
import type { CommandLine } from '../parser/script';
import type { Word } from '../parser/splitWords';
import { replacing } from './fixes';
import type { ProblemCode, ScriptProblem, Severity } from './problem';

const NO_BREAK_SPACE = /\u00a0/;
const CURLY = /[\u201c\u201d\u201e\u2018\u2019]/;

/** Everything about how a line splits into words that Siril takes otherwise than it looks. */
export function checkWords(command: CommandLine): readonly ScriptProblem[] {
  const words = [command.name, ...command.arguments.map(({ word }) => word)];
  const indented = indentedComment(command);
  if (indented) return [indented];
  const trailing = words.findIndex((word, index) => index > 0 && word.quote === null && /^#/.test(word.text));
  const looked = trailing < 0 ? words : words.slice(0, trailing);
  return [
    ...looked.flatMap((word, index) => checkWord(command, word, words[index + 1])),
    ...strayQuote(command, words.at(-1)),
    ...trailingComment(command, words[trailing]),
  ];
}

function checkWord(command: CommandLine, word: Word, next: Word | undefined): readonly ScriptProblem[] {
  const say = (code: ProblemCode, severity: Severity, message: string): ScriptProblem => ({
    code,
    severity,
    message,
    line: command.line,
    start: word.start,
    end: word.end,
  });
  if (word.quote !== null) {
    if (word.text.startsWith(word.quote)) {
      return [say('quote', 'error', 'Siril has no empty quotes: it takes the second one for a letter.')];
    }
    if (!word.closed) {
      return [say('quote', 'error', `The quote ${word.quote} is not closed.`)];
    }
    if (next?.start === word.end) {
      const fix = replacing(english('Put a blank after the quote'), {
        line: command.line,
        start: word.end,
        end: word.end,
        text: ' ',
      });
      const message = english('A word ends with its quote for Siril, and what follows is another one.');
      return [{ ...say('quote', 'warning', message), fixes: () => [fix] }];
    }
  } else {
    const inner = innerQuote(command, word);
    if (inner) return [inner];
  }
  if (CURLY.test(word.text)) return [say('quote', 'warning', 'Siril knows straight quotes only: " and \'.')];
  if (NO_BREAK_SPACE.test(word.text)) {
    const text = command.raw.slice(word.start, word.end).replaceAll('\u00a0', ' ');
    const fix = replacing(english('Replace by a blank'), {
      line: command.line,
      start: word.start,
      end: word.end,
      text,
    });
    const message = english('A no-break space does not separate words for Siril.');
    return [{ ...say('no-break-space', 'warning', message), fixes: () => [fix] }];
  }
  return [];
}

/**
 * `-out="../my process"`: a quote inside a word is a letter, and the word ends at the blank. Without a blank
 * inside it does no harm where Siril reads an expression, as in `-bias="=510"`.
 */
function innerQuote(command: CommandLine, word: Word): ScriptProblem | null {
  const match = /["']/.exec(word.text);
  if (!match) return null;
  const at = word.start + match.index;
  const close = command.raw.indexOf(match[0], at + 1);
  if (close < 0 && !/^-[\w-]+=["']/.test(word.text)) return null;
  const end = close < 0 ? word.end : close + 1;
  const inside = command.raw.slice(at + 1, close < 0 ? word.end : close);
  if (!/[ \t]/.test(inside) && inside.startsWith('=')) return null;
  const text = `${match[0]}${command.raw.slice(word.start, at)}${inside}${match[0]}`;
  const fix = replacing(english('Quote the whole argument'), {
    line: command.line,
    start: word.start,
    end,
    text,
  });
  return {
    code: 'quote',
    severity: /[ \t]/.test(inside) ? 'error' : 'warning',
    message: english('Siril knows quotes around a whole argument only; here they become part of the name.'),
    line: command.line,
    start: word.start,
    end,
    ...(close < 0 ? {} : { fixes: () => [fix] }),
  };
}

/** A quote as the last character of a line is dropped. */
function strayQuote(command: CommandLine, last: Word | undefined): readonly ScriptProblem[] {
  const rest = command.raw.slice(last?.end ?? 0);
  const at = (last?.end ?? 0) + rest.search(/["']/);
  if (!/["']/.test(rest)) return [];
  return [
    {
      code: 'quote',
      severity: 'warning',
      message: english('A quote at the end of a line is ignored.'),
      line: command.line,
      start: at,
      end: at + 1,
    },
  ];
}

function indentedComment(command: CommandLine): ScriptProblem | null {
  const { line, name } = command;
  if (name.quote !== null || !name.text.startsWith('#')) return null;
  const fix = replacing(english('Move the comment to column 1'), {
    line,
    start: 0,
    end: name.start,
    text: '',
  });
  return {
    code: 'comment',
    severity: 'error',
    message: english('A comment begins in the first column; Siril takes this for a command and stops.'),
    line,
    start: name.start,
    end: command.raw.length,
    fixes: () => [fix],
  };
}

function trailingComment(command: CommandLine, word: Word | undefined): readonly ScriptProblem[] {
  if (word === undefined) return [];
  const { line, raw, ending } = command;
  const comment = `${raw.slice(word.start).trimEnd()}${ending || '\n'}`;
  const start = raw.slice(0, word.start).trimEnd().length;
  const move = {
    title: english('Move the comment to its own line'),
    edits: [
      { line, start: 0, end: 0, text: comment },
      { line, start, end: raw.length, text: '' },
    ],
    preferred: true,
  };
  return [
    {
      code: 'comment',
      severity: 'warning',
      message: english('Siril has no comments after a command and takes these words for arguments.'),
      line,
      start: word.start,
      end: raw.length,
      fixes: () => [move],
    },
  ];
}
