/** What a pressed key is called. Pure. */

/** `x` and `Shift+x`, whatever Caps Lock says; other letters are small, other keys keep their names: `PageDown`. */
export function keyOf({ key, shiftKey }: { readonly key: string; readonly shiftKey: boolean }): string {
  const letter = key.toLowerCase();
  return shiftKey && letter === 'x' ? 'Shift+x' : key.length === 1 ? letter : key;
}
