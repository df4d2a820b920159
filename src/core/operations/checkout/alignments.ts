/** Which stacks are aligned on each other, and put together as colours. Pure. */
import { english } from '../../base/english';
import { ArchiveError } from '../../base/errors';
import { objectKey } from '../../rules/names/objectName';
import {
  type Channel,
  channelOf,
  channelsOf,
  type Palette,
  PALETTE_CHANNELS,
  possiblePalettes,
} from '../../siril/script/palette';
import type { Alignment, Composition, StackResult } from '../../siril/script/recipe';
import { numbered, safeName } from './checkoutNames';

/** Stacks of one object in its filters, each filter once; colour cameras and mono ones apart. */
export interface ChannelSet {
  readonly object: string | null;
  readonly results: readonly StackResult[];
  readonly palettes: readonly Palette[];
}

/** What can be aligned: two filters of an object or more. A single light is no stack and is left out. */
export function channelSets(results: readonly StackResult[]): ChannelSet[] {
  const byObject = new Map<string, StackResult[]>();
  for (const result of results) {
    if (lightsOf(result) < 2) continue;
    const key = `${objectKey(result.object ?? '')} ${isColour(result) ? 'colour' : 'mono'}`;
    byObject.set(key, [...(byObject.get(key) ?? []), result]);
  }
  return [...byObject.values()].flatMap((ofObject) => {
    const filters = oncePerFilter(ofObject);
    const first = filters[0];
    if (first === undefined || filters.length < 2) return [];
    const palettes = isColour(first) ? [] : possiblePalettes(filters.map(({ filter }) => channelOf(filter)));
    return [{ object: first.object, results: filters, palettes }];
  });
}

/** Throws an ArchiveError (`request`) where no object has the filters of the palette. */
export function alignmentsOf(sets: readonly ChannelSet[], palette: Palette | null): Alignment[] {
  if (palette !== null && !sets.some(({ palettes }) => palettes.includes(palette))) {
    const filters = sets.flatMap((set) => set.results.map(({ filter }) => filter ?? 'no filter'));
    throw new ArchiveError(
      'request',
      english('The filters do not allow a composition {0}', palette.toUpperCase()),
      {
        expected: english('stacks of one object in {0}', channelsOf(palette).join(', ')),
        got: filters.length > 0 ? filters.join(', ') : english('no two filters of one object'),
        advice: english('Check out sessions of the missing filters as well, or choose another composition.'),
      },
    );
  }
  const names = numbered(sets.map(({ object }) => safeName(object ?? '') || 'unnamed'));
  return sets.map(({ object, results, palettes }, index) => {
    const name = names[index] ?? '';
    const chosen = palette !== null && palettes.includes(palette) ? palette : null;
    return {
      object,
      results,
      sequence: `channels_${name}`,
      composition: chosen === null ? null : composition(chosen, name, results),
    };
  });
}

function composition(palette: Palette, name: string, results: readonly StackResult[]): Composition {
  const number = (channel: Channel) => 1 + results.findIndex(({ filter }) => channelOf(filter) === channel);
  const { luminance, red, green, blue } = PALETTE_CHANNELS[palette];
  return {
    palette,
    name: `${name}_${palette.toUpperCase()}`,
    luminance: luminance === null ? null : number(luminance),
    red: number(red),
    green: number(green),
    blue: number(blue),
  };
}

/**
 * The stack of the most lights where a filter has several; luminance first, else the one of the most lights.
 */
function oncePerFilter(results: readonly StackResult[]): StackResult[] {
  const best = new Map<string, StackResult>();
  for (const result of [...results].sort((a, b) => lightsOf(b) - lightsOf(a))) {
    const key = channelOf(result.filter) ?? (result.filter ?? '').trim().toLowerCase();
    if (!best.has(key)) best.set(key, result);
  }
  const isLuminance = ({ filter }: StackResult) => channelOf(filter) === 'L';
  return [...best.values()].sort((a, b) => Number(isLuminance(b)) - Number(isLuminance(a)));
}

function lightsOf(result: StackResult): number {
  return result.groups.reduce((sum, group) => sum + group.lights, 0);
}

function isColour(result: StackResult): boolean {
  return result.groups.some((group) => group.colour || group.planes > 1);
}
