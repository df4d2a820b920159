/** The comments at the head of a script: what goes in, and why. */
import {
  alignedName,
  type Alignment,
  type CalibrationSet,
  type Composition,
  type LightGroup,
  type Recipe,
  type StackResult,
} from './recipe';

/**
 * Comment lines for a recipe. Whatever a header put into a text stays inside its line: a line break in an
 * object's name would otherwise become a command.
 */
export function preamble(recipe: Recipe): string[] {
  const sets = new Map(recipe.sets.map((set) => [set.key, set]));
  const unused = recipe.sets.filter((set) => !set.used);
  return [
    'Siril script made by Astro Archive.',
    'Run it with the checkout as working folder: siril-cli -d CHECKOUT -s SCRIPT',
    'The frames here are links to the archive; nothing in this script writes to them.',
    'Empty the folder process before running it again with other frames.',
    ...recipe.results.flatMap((result) => [
      '',
      `Result ${result.name}.fit`,
      ...result.groups.flatMap((group) => groupLines(group, sets)),
    ]),
    ...recipe.alignments.flatMap(alignmentLines),
    ...(unused.length > 0 ? ['', 'Here, but not needed by this script:'] : []),
    ...unused.map((set) => `  ${set.folder ?? set.master}: ${set.text}`),
    ...(recipe.warnings.length > 0 ? ['', 'Note:'] : []),
    ...recipe.warnings.map((warning) => `  ${warning}`),
  ].map(comment);
}

function groupLines(group: LightGroup, sets: ReadonlyMap<string, CalibrationSet>): string[] {
  const line = (title: string, key: string | null): string[] => {
    const set = key === null ? undefined : sets.get(key);
    if (set === undefined) return [];
    const from = [
      `    ${title}: ${set.text} (session ${set.session}, ${set.folder ?? set.master})`,
      ...because(group.why[set.kind]),
      ...(set.level === null ? [] : [`      synthetic bias: ${set.level} ADU`]),
    ];
    const offset = set.kind === 'flat' && set.offset !== null ? sets.get(set.offset) : undefined;
    const title2 = offset?.kind === 'bias' ? 'bias of the flats' : 'flat-darks';
    return [...from, ...(offset === undefined ? [] : line(title2, offset.key))];
  };
  return [
    `  ${group.folder}: ${group.text}${group.colour ? ', colour' : ''} (session ${group.session})`,
    ...line('darks', group.dark),
    ...line('bias in place of a dark', group.bias),
    ...(group.level === null ? [] : [`    synthetic bias in place of a dark: ${group.level} ADU`]),
    ...line('flats', group.flat),
  ];
}

function because(why: string | undefined): string[] {
  return why === undefined ? [] : [`      chosen: ${why}`];
}

function alignmentLines({ results, composition }: Alignment): string[] {
  return [
    '',
    `Aligned on ${results[0]?.name ?? ''}: ${results.map((result) => `${alignedName(result)}.fit`).join(', ')}`,
    ...(composition === null
      ? []
      : [
          `Composition ${composition.name}.fit: ${paletteText(composition, results)}`,
          ...countText(composition),
        ]),
  ];
}

/** `rgbcomp` adds up what its images say of frames and seconds. */
function countText({ luminance, red, green, blue }: Composition): string[] {
  const channels = [...(luminance === null ? [] : [luminance]), red, green, blue];
  if (new Set(channels).size === channels.length) return [];
  return [
    '  Siril counts a stack that is two colours twice (STACKCNT, LIVETIME of the header);',
    '  Astro Archive corrects both when it records the results.',
  ];
}

function paletteText(composition: Composition, results: readonly StackResult[]): string {
  const name = (number: number) => results[number - 1]?.name ?? '';
  const { luminance, red, green, blue } = composition;
  const colours = `red ${name(red)}, green ${name(green)}, blue ${name(blue)}`;
  return luminance === null ? colours : `luminance ${name(luminance)}, ${colours}`;
}

function comment(text: string): string {
  // Control characters and the line separators of Unicode; a comment is one line.
  const line = text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trimEnd();
  return line === '' ? '#' : `# ${line}`;
}
