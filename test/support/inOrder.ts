/** What a text names, whatever its words are. */

/** Matches a text with these names and numbers in this order, each as a whole word: `inOrder('2', '.cr2')`. */
export const inOrder = (...names: string[]) =>
  new RegExp(
    names.map((name) => `(?<!\\w)${name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?!\\w)`).join('[^]*'),
  );
