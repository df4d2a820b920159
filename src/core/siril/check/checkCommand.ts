/** Problems of a command: is it there, may a script use it, do its arguments fit. */
import { english } from '../../base/english';
import { commandNamed, COMMANDS, isScriptable, type SirilCommand, usageIn } from '../commands/table';
import { parseUsage, type UsageForm } from '../commands/usage';
import { presence, versionText } from '../commands/version';
import { type Argument, argumentsProper, type CommandLine, type Script } from '../parser/script';
import { checkOption } from './checkOption';
import { counterpart, replacing, requireVersion, type ScriptFix, toCalibrate, toPreprocess } from './fixes';
import { type ScriptProblem, short } from './problem';
import { similarNames } from './similar';
import { type SirilTarget, targetText } from './target';

/** Everything wrong with one command for the version that the script is checked for. */
export function checkCommand(
  command: CommandLine,
  script: Script,
  target: SirilTarget,
): readonly ScriptProblem[] {
  const known = commandNamed(command.name.text);
  if (!known) return [unknownCommand(command, target)];
  const there = presence(known, target.version);
  if (there !== 'there') return [absent(command, known, script, target, there)];
  return [
    ...goneHere(command, known, script, target),
    ...notScriptable(command, known, target),
    ...checkArguments(command, known, script, target),
  ];
}

function atName({ line, name }: CommandLine) {
  return { line, start: name.start, end: name.end };
}

function unknownCommand(command: CommandLine, target: SirilTarget): ScriptProblem {
  const { name, line } = command;
  const there = COMMANDS.filter((each) => presence(each, target.version) === 'there').map(
    (each) => each.name,
  );
  const meant = similarNames(name.text, there);
  const fixes = () =>
    meant.map((text, index) =>
      replacing(
        english('Change to {0}', text),
        { line, start: name.start, end: name.end, text },
        index === 0,
      ),
    );
  return {
    code: 'unknown-command',
    severity: 'error',
    message:
      meant.length > 0
        ? english('Siril has no command {0}. Did you mean {1}?', short(name.text), meant.join(', '))
        : english('Siril has no command {0}.', short(name.text)),
    ...atName(command),
    fixes,
  };
}

function absent(
  command: CommandLine,
  known: SirilCommand,
  script: Script,
  target: SirilTarget,
  why: 'later' | 'gone',
): ScriptProblem {
  const message =
    why === 'later'
      ? english('{0} came with Siril {1}, and {2}.', known.name, known.since, targetText(target))
      : english('{0} is gone after Siril {1}, and {2}.', known.name, known.until ?? '', targetText(target));
  const fixes = () => {
    const raise = why === 'later' ? requireVersion(script, known.since) : null;
    return [...otherDialect(command, script, target), ...(raise ? [raise] : [])];
  };
  const code = why === 'later' ? 'command-later' : 'command-gone';
  // Without any version to go by, nothing is certain.
  const severity = target.from === 'nothing' ? 'warning' : 'error';
  return { code, severity, message, ...atName(command), fixes };
}

/** The script asks for less than the Siril at hand, and that one has lost the command. */
function goneHere(
  command: CommandLine,
  known: SirilCommand,
  script: Script,
  target: SirilTarget,
): readonly ScriptProblem[] {
  const { newer } = target;
  if (newer === null || presence(known, newer) !== 'gone') return [];
  return [
    {
      code: 'command-gone',
      severity: 'warning',
      message: english('Siril {0}, which is used here, has no {1} any more.', versionText(newer), known.name),
      ...atName(command),
      fixes: () => otherDialect(command, script, target),
    },
  ];
}

function otherDialect(command: CommandLine, script: Script, target: SirilTarget): readonly ScriptFix[] {
  if (counterpart(command.name.text) === null) return [];
  return [/^pre/i.test(command.name.text) ? toCalibrate(script, target.version) : toPreprocess(script)];
}

function notScriptable(
  command: CommandLine,
  known: SirilCommand,
  target: SirilTarget,
): readonly ScriptProblem[] {
  if (isScriptable(known, target.version)) return [];
  const { name, scriptable } = known;
  const message =
    typeof scriptable === 'string'
      ? english(
          '{0} cannot be used in a script before Siril {1}, and {2}.',
          name,
          scriptable,
          targetText(target),
        )
      : english('{0} cannot be used in a script.', name);
  return [{ code: 'not-scriptable', severity: 'error', message, ...atName(command) }];
}

function argumentsText(count: number): string {
  return count === 1 ? english('{0} argument', count) : english('{0} arguments', count);
}

function checkArguments(
  command: CommandLine,
  known: SirilCommand,
  script: Script,
  target: SirilTarget,
): readonly ScriptProblem[] {
  const usage = usageIn(known, target.version);
  const forms = parseUsage(usage);
  const given = argumentsProper(command);
  // A script of Python has arguments of its own.
  if (known.name === 'pyscript' && given.length > 0) return [];
  return [
    ...counts(command, known, usage, forms, given),
    ...given.flatMap((each) => checkOption({ command, known, forms, script, target }, each)),
  ];
}

function counts(
  command: CommandLine,
  known: SirilCommand,
  usage: string,
  forms: readonly UsageForm[],
  given: readonly Argument[],
): readonly ScriptProblem[] {
  const plain = given.filter(({ option }) => option === null);
  const least = Math.min(...forms.map((form) => form.least));
  const most = Math.max(...forms.map((form) => form.most));
  // Siril's own count takes options for arguments; it holds for today's way of use.
  const words = usage === Object.values(known.usage).at(-1) ? known.minimum : 0;
  if (plain.length < least || given.length < words) {
    const wanted = missingParameter(forms, plain.length);
    const message = english('{0} needs {1}.', known.name, wanted ?? argumentsText(words));
    return [{ code: 'missing-argument', severity: 'error', message, ...atName(command) }];
  }
  const surplus = plain[most];
  if (surplus === undefined) return [];
  const message =
    most === 0
      ? english('{0} takes no arguments.', known.name)
      : english('{0} takes at most {1}.', known.name, argumentsText(most));
  const end = plain.at(-1)?.word.end ?? surplus.word.end;
  return [
    {
      code: 'surplus-argument',
      severity: 'warning',
      message,
      line: command.line,
      start: surplus.word.start,
      end,
    },
  ];
}

/** `<sequence>`: the first place that is not filled, in the way of use that is nearest. */
function missingParameter(forms: readonly UsageForm[], count: number): string | null {
  const [form] = [...forms].sort((a, b) => a.least - b.least);
  const next = form?.parameters.filter(({ optional }) => !optional)[count];
  return next && form ? form.text.slice(next.start, next.end) : null;
}
