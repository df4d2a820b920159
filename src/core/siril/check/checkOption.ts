/** Problems of one option: does the command have it, in this version, with a value. */
import { english } from '../../base/english';
import { optionSince, type SirilCommand } from '../commands/table';
import { allOptions, optionNamed, type UsageForm } from '../commands/usage';
import { presence, versionText } from '../commands/version';
import type { Argument, CommandLine, OptionWord, Script } from '../parser/script';
import { replacing, requireVersion, type ScriptFix } from './fixes';
import { type ScriptProblem, short } from './problem';
import { similarNames } from './similar';
import { type SirilTarget, targetText } from './target';

/** The command that an option belongs to. */
export interface OptionContext {
  readonly command: CommandLine;
  readonly known: SirilCommand;
  /** The ways to use it in the version that the script is checked for. */
  readonly forms: readonly UsageForm[];
  readonly script: Script;
  readonly target: SirilTarget;
}

type Finding = Pick<ScriptProblem, 'code' | 'severity' | 'message' | 'fixes'>;

/** What is wrong with an argument as an option; nothing for arguments that are none. */
export function checkOption(context: OptionContext, { word, option }: Argument): readonly ScriptProblem[] {
  if (option === null) return [];
  const form = optionNamed(context.forms, option.name);
  const finding = form ? wrongValue(form.value, option, context) : unknownOption(option, context);
  if (finding === null) return [];
  return [{ ...finding, line: context.command.line, start: word.start, end: word.end }];
}

function wrongValue(
  wanted: 'no' | 'must' | 'may',
  { name, value }: OptionWord,
  { target }: OptionContext,
): Finding | null {
  const say = (message: string): Finding => ({ code: 'option-value', severity: 'warning', message });
  if (wanted === 'must' && (value ?? '') === '') return say(`${name} needs a value: ${name}=…`);
  if (wanted === 'no' && value !== null) {
    return say(`${name} takes no value in Siril ${versionText(target.version)}.`);
  }
  return null;
}

function unknownOption(option: OptionWord, context: OptionContext): Finding {
  const { known, target } = context;
  const since = optionSince(known, option.name);
  if (since === null) return inNoVersion(option, context);
  if (presence({ since }, target.version) === 'later') {
    return {
      code: 'unknown-option',
      severity: 'warning',
      message: english(
        '{0} has {1} from Siril {2} on, and {3}.',
        known.name,
        option.name,
        since,
        targetText(target),
      ),
      fixes: () => [requireVersion(context.script, since) ?? []].flat(),
    };
  }
  return {
    code: 'unknown-option',
    severity: 'information',
    message: english(
      '{0} is not said to have {1} any more; {2}.',
      known.name,
      option.name,
      targetText(target),
    ),
  };
}

function inNoVersion(option: OptionWord, { known, forms, command }: OptionContext): Finding {
  const meant = similarNames(
    option.name,
    allOptions(forms).map(({ name }) => name),
  );
  const end = option.value === null ? option.valueStart : option.valueStart - 1;
  const edit = { line: command.line, start: end - option.name.length, end };
  const fixes = (): readonly ScriptFix[] =>
    meant.map((text, index) => replacing(english('Change to {0}', text), { ...edit, text }, index === 0));
  return {
    code: 'unknown-option',
    severity: 'warning',
    message:
      meant.length > 0
        ? english(
            '{0} has no option {1}. Did you mean {2}?',
            known.name,
            short(option.name),
            meant.join(', '),
          )
        : english('{0} has no option {1}.', known.name, short(option.name)),
    fixes,
  };
}
