/** The end of a script: stacks of one object aligned on each other, and put together as colours. */
import { canCompose, type SirilDialect } from './dialect';
import { alignedName, type Alignment, type Composition } from './recipe';

/**
 * From the checkout's root and back. The numbers of a sequence stay with its images even where one cannot be
 * registered, so that no channel can take another one's place: its file is missing, and the script ends
 * there.
 */
export function align(alignment: Alignment, dialect: SirilDialect): string[] {
  const { sequence, results, composition } = alignment;
  const image = (number: number) => `r_${sequence}_${String(number).padStart(5, '0')}`;
  return [
    '',
    `# Channels aligned on ${results[0]?.name ?? ''}`,
    `cd process/${sequence}`,
    `convert ${sequence} -out=..`,
    'cd ..',
    `setref ${sequence} 1`,
    `register ${sequence}`,
    ...results.flatMap((result, index) => copy(image(index + 1), `../${alignedName(result)}`)),
    ...(composition === null ? [] : compose(composition, image, dialect)),
    'cd ..',
  ];
}

/**
 * Version 1.0 goes on after an image that it could not load; closed before, there is nothing for it to save.
 */
export function copy(from: string, to: string): string[] {
  return ['close', `load ${from}`, `save ${to}`];
}

function compose(
  { palette, name, luminance, red, green, blue }: Composition,
  image: (number: number) => string,
  dialect: SirilDialect,
): string[] {
  const title = `# ${palette.toUpperCase()} composition ${name}`;
  if (!canCompose(dialect)) {
    return [`${title}: Siril 1.0 composes in its window only, of the aligned channels`];
  }
  const light = luminance === null ? [] : [`-lum=${image(luminance)}`];
  return [title, ['rgbcomp', ...light, image(red), image(green), image(blue), `-out=../${name}`].join(' ')];
}
