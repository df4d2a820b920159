import assert from 'node:assert/strict';
import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';
import { texts } from '../../../eslint/texts.mjs';

/** The rules that a line breaks, in a file of `src`. */
async function broken(line: string, file = 'commands/ask.ts'): Promise<string[]> {
  const eslint = new ESLint({
    overrideConfigFile: true,
    overrideConfig: [{ files: ['**/*.ts'], languageOptions: { parser: tseslint.parser } }, ...texts()],
  });
  const [result] = await eslint.lintText(`${line}\n`, { filePath: `src/${file}` });
  return (result?.messages ?? []).map(({ ruleId, message }) => ruleId ?? message);
}

describe('the lint of texts', () => {
  for (const line of [
    "l10n.t('{0} frames', count);",
    "vscode.l10n.t('Cancel');",
    "l10n.t({ message: 'Cancel', comment: 'a button' });",
    "english('at least {0} bytes', least);",
    'vscode.window.showErrorMessage(messageOf(error), RETRY);',
    "vscode.window.showWarningMessage(vscode.l10n.t('Stop?'), { modal: true });",
    'const item = { label: `$(star) ${sessionTitle(session)} · ${amount}`, description: count > 1 ? list : "" };',
    "const item = { title: 'Astro Archive' };",
    "log.info('nothing to do');",
  ]) {
    it(`lets pass ${line}`, async () => assert.deepEqual(await broken(line), []));
  }

  for (const line of [
    'l10n.t(text);',
    'vscode.l10n.t(`${count} frames`);',
    'l10n.t`${count} frames`;',
    "l10n.t(count === 1 ? '1 frame' : 'frames');",
    'l10n.t({ message: text, comment: "a button" });',
    "english('at least ' + least);",
  ]) {
    it(`refuses, as no literal, ${line}`, async () =>
      assert.deepEqual(await broken(line, 'core/text/planted.ts'), ['texts/literal-text']));
  }

  for (const line of [
    "vscode.window.showInformationMessage('Nothing is missing.');",
    "vscode.window.showErrorMessage(messageOf(error), 'Retry');",
    'vscode.window.showWarningMessage(`${count} files left`);',
    "vscode.window.withProgress({ location, title: 'Registering' }, work);",
    "vscode.window.showQuickPick(items, { placeHolder: many ? 'Choose files' : undefined });",
    "new vscode.TreeItem('Missing', state);",
    'new vscode.Diagnostic(range, `Siril has no command ${name}`);',
    "item.tooltip = path ?? 'no file';",
    "item.label = 'Night ' + night;",
  ]) {
    it(`refuses, as not translated, ${line}`, async () =>
      assert.deepEqual(await broken(line, 'tree/planted.ts'), ['texts/translated-text']));
  }

  it('gives a translation to the extension host and the pages only', async () => {
    const line = 'useTranslation(bundle);';
    assert.deepEqual(await broken(line, 'translation.ts'), []);
    assert.deepEqual(await broken(line, 'engine/worker.ts'), ['texts/one-language']);
    assert.deepEqual(await broken('l10n.config({ contents });', 'cli/main.ts'), ['texts/one-language']);
  });

  it('lets the engine and the command line write English', async () => {
    const line = "const failure = { message: 'The archive is closed' };";
    assert.deepEqual(await broken(line, 'core/base/planted.ts'), []);
    assert.deepEqual(await broken(line, 'cli/planted.ts'), []);
  });
});
