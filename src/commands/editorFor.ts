/** Whether somebody has brought an editor for a file that is no text. Pure. */

/** What is looked at of an extension's manifest, which may say anything. */
export interface Contributor {
  readonly packageJSON: unknown;
}

/**
 * Whether an extension contributes an editor for files of this name (`NGC_7000_Ha.fit`). One for every file, such as a
 * hex editor, does not count: nobody looks at an image that way.
 */
export function hasEditorFor(name: string, extensions: readonly Contributor[]): boolean {
  return extensions.some(({ packageJSON }) =>
    listOf(valueOf(valueOf(packageJSON, 'contributes'), 'customEditors')).some((editor) =>
      listOf(valueOf(editor, 'selector')).some((entry) => fits(valueOf(entry, 'filenamePattern'), name)),
    ),
  );
}

function valueOf(object: unknown, key: string): unknown {
  return typeof object === 'object' && object !== null ? (object as Record<string, unknown>)[key] : undefined;
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** `*.fit`, `*.{fit,fits}`: only what names endings. */
function fits(pattern: unknown, name: string): boolean {
  if (typeof pattern !== 'string') return false;
  const [, ending = ''] = /^(?:\*\*\/)?\*\.([^*?[\]/]+)$/.exec(pattern) ?? [];
  const endings = ending.startsWith('{') && ending.endsWith('}') ? ending.slice(1, -1).split(',') : [ending];
  return endings.some((each) => each !== '' && name.toLowerCase().endsWith(`.${each.trim().toLowerCase()}`));
}
