/** Everything wrong with a script that its text alone tells. */
import { english } from '../../base/english';
import { compareVersions, parseSirilVersion, versionText } from '../commands/version';
import { commandsOf, isCommand, type Script, type ScriptLine } from '../parser/script';
import { checkCommand } from './checkCommand';
import { checkWords } from './checkWords';
import { addRequires, replacing } from './fixes';
import type { ScriptProblem } from './problem';
import { isStrict, requiresLine, type SirilHere, type SirilTarget, targetOf } from './target';

/**
 * Problems in the order of the lines. `here` is the Siril at hand, for scripts that do not say which they
 * want.
 */
export function checkScript(script: Script, here: SirilHere | null): readonly ScriptProblem[] {
  const target = targetOf(script, here);
  return [
    ...byteOrderMark(script, target),
    ...requires(script, target, here),
    ...script.lines.flatMap((line) => checkLine(line, script, target)),
  ].sort((a, b) => a.line - b.line || a.start - b.start);
}

function checkLine(line: ScriptLine, script: Script, target: SirilTarget): readonly ScriptProblem[] {
  const problems = line.ending === '\r' ? [loneReturn(line)] : [];
  switch (line.kind) {
    case 'comment':
      return problems;
    case 'blank':
      return [...problems, ...blankLine(line, target)];
    case 'command': {
      const words = checkWords(line);
      // A comment in the wrong place is no command.
      const commented = words.some(({ code, severity }) => code === 'comment' && severity === 'error');
      return [...problems, ...words, ...(commented ? [] : checkCommand(line, script, target))];
    }
  }
}

/** Siril 1.0 takes a line of blanks for a command without a name and stops. */
function blankLine({ line, raw }: ScriptLine, target: SirilTarget): readonly ScriptProblem[] {
  if (raw === '' || !isStrict(target.version)) return [];
  const fix = replacing(english('Remove the blanks'), { line, start: 0, end: raw.length, text: '' });
  return [
    {
      code: 'blank-line',
      severity: 'error',
      message: english('Siril 1.0 stops at a line of blanks; an empty one is fine.'),
      line,
      start: 0,
      end: raw.length,
      fixes: () => [fix],
    },
  ];
}

function loneReturn({ line, raw }: ScriptLine): ScriptProblem {
  return {
    code: 'lone-carriage-return',
    severity: 'error',
    message: english('A carriage return without a line feed ends no line for Siril.'),
    line,
    start: raw.length,
    end: raw.length,
  };
}

function byteOrderMark(script: Script, target: SirilTarget): readonly ScriptProblem[] {
  if (!script.byteOrderMark) return [];
  const strict = isStrict(target.version);
  return [
    {
      code: 'byte-order-mark',
      severity: strict ? 'error' : 'information',
      message: strict
        ? english('The file begins with a byte-order mark, at which Siril 1.0 stops.')
        : english('The file begins with a byte-order mark, at which Siril before 1.2 stops.'),
      line: 0,
      start: 0,
      end: script.lines[0]?.raw.length ?? 0,
      fixes: () => [
        {
          title: english('Remove the byte-order mark'),
          edits: [],
          preferred: true,
          removesByteOrderMark: true,
        },
      ],
    },
  ];
}

function requires(script: Script, target: SirilTarget, here: SirilHere | null): readonly ScriptProblem[] {
  const line = requiresLine(script);
  const first = commandsOf(script)[0];
  if (first === undefined) return [];
  const strict = isStrict(target.version);
  if (!isCommand(first, 'requires') && (line === undefined || strict)) {
    return [
      {
        code: 'requires-missing',
        severity: strict ? 'error' : 'information',
        message: strict
          ? english('Siril 1.0 stops unless requires is the first command.')
          : english('Without requires, the script does not say which Siril it needs; 1.0 stops at it.'),
        line: first.line,
        start: first.name.start,
        end: first.name.end,
        ...(line === undefined ? { fixes: () => [addRequires(script, target.version)] } : {}),
      },
    ];
  }
  return line === undefined ? [] : requiredVersion(line.arguments, line.line, here);
}

function requiredVersion(
  given: readonly {
    readonly word: { readonly text: string; readonly start: number; readonly end: number };
  }[],
  line: number,
  here: SirilHere | null,
): readonly ScriptProblem[] {
  const [word, last] = given.map((each) => each.word);
  // A missing version is a missing argument.
  if (word === undefined) return [];
  const at = { line, start: word.start, end: word.end };
  const asked = parseSirilVersion(word.text);
  if (!asked || !/^\d+\.\d+\.\d+/.test(word.text)) {
    const text = asked ? versionText(asked) : null;
    return [
      {
        code: 'requires-version',
        severity: 'error',
        ...at,
        message: english('requires wants a version of three numbers, such as 1.2.0.'),
        ...(text === null
          ? {}
          : { fixes: () => [replacing(english('Change to {0}', text), { ...at, text })] }),
      },
    ];
  }
  const obsolete = last ? parseSirilVersion(last.text) : null;
  if (last && obsolete && compareVersions(obsolete, asked) <= 0) {
    return [
      {
        code: 'requires-version',
        severity: 'error',
        line,
        start: last.start,
        end: last.end,
        message: english('No Siril is {0} or newer and older than {1}.', word.text, last.text),
      },
    ];
  }
  const there = here && parseSirilVersion(here.version);
  if (!here || !there || compareVersions(there, asked) >= 0) return [];
  return [
    {
      code: 'version-here',
      severity: 'warning',
      ...at,
      message:
        here.from === 'setting'
          ? english('The script wants Siril {0}, and the setting says {1}.', word.text, here.version)
          : english('The script wants Siril {0}, and here is {1}.', word.text, here.version),
    },
  ];
}
