/** Labels of the rows of a list that tell each row from the others, and say no more than that. Pure. */

/** One value of a row, in words. */
export interface LabelPart<T> {
  /** An empty text is left out. */
  readonly text: (row: T) => string;
  /**
   * `always`; `several`: in all rows, where the rows have more than one value of it; `needed`: in rows that are
   * equal without it.
   */
  readonly shown: 'always' | 'several' | 'needed';
}

/**
 * One label for each row: `300 s · FSQ · 2024-09-13`, parts in their order. Rows that differ in any part have
 * different labels.
 */
export function distinctLabels<T>(rows: readonly T[], parts: readonly LabelPart<T>[]): string[] {
  const texts = parts.map(({ text }) => rows.map(text));
  const everywhere = parts.map(
    ({ shown }, part) => shown === 'always' || (shown === 'several' && isMixed(texts[part] ?? [])),
  );
  const shown = rows.map(() => [...everywhere]);
  const labelOf = (row: number) =>
    texts
      .filter((_, part) => shown[row]?.[part] === true)
      .map((own) => own[row] ?? '')
      .filter((text) => text !== '')
      .join(' · ');
  const labels = rows.map((_, row) => labelOf(row));
  parts.forEach((_, part) => {
    if (everywhere[part] === true) return;
    for (const group of equalRows(labels)) {
      if (!isMixed(group.map((row) => texts[part]?.[row] ?? ''))) continue;
      for (const row of group) {
        const own = shown[row];
        if (own) own[part] = true;
        labels[row] = labelOf(row);
      }
    }
  });
  return labels;
}

const isMixed = (texts: readonly string[]): boolean => texts.some((text) => text !== texts[0]);

/** The rows of each label that more than one row has. */
function equalRows(labels: readonly string[]): number[][] {
  const rows = new Map<string, number[]>();
  labels.forEach((label, row) => {
    const same = rows.get(label);
    if (same) same.push(row);
    else rows.set(label, [row]);
  });
  return [...rows.values()].filter(({ length }) => length > 1);
}
