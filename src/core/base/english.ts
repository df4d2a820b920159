/**
 * Texts that the engine makes. They are always English: they also go into files, the database, scripts and
 * the JSON of the command line, which have no language. What shows them to a user of VS Code translates them
 * there (`translated`), so nothing that is written can be in another language.
 */

/** What a text can hold in place of `{0}`. */
export type TextValue = string | number | bigint;

/**
 * The English text with its values: `english('at least {0} bytes', 2880)` is `at least 2880 bytes`. The text
 * is a literal, a whole sentence or a whole phrase, so that `npm run l10n` finds it for translators.
 */
export function english(text: string, ...values: readonly TextValue[]): string {
  return values.length === 0
    ? text
    : text.replace(/\{(\d+)\}/g, (mark, index: string) => String(values[Number(index)] ?? mark));
}
