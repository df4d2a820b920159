/** Which colour pictures the filters of an object allow. Pure. */

export const PALETTES = ['lrgb', 'rgb', 'sho', 'hoo'] as const;
/** `sho`: SII, Ha and OIII as red, green and blue; `hoo`: OIII as green and blue. */
export type Palette = (typeof PALETTES)[number];

export type Channel = 'L' | 'R' | 'G' | 'B' | 'Ha' | 'OIII' | 'SII';

interface PaletteChannels {
  readonly luminance: Channel | null;
  readonly red: Channel;
  readonly green: Channel;
  readonly blue: Channel;
}

export const PALETTE_CHANNELS: Readonly<Record<Palette, PaletteChannels>> = {
  lrgb: { luminance: 'L', red: 'R', green: 'G', blue: 'B' },
  rgb: { luminance: null, red: 'R', green: 'G', blue: 'B' },
  sho: { luminance: null, red: 'SII', green: 'Ha', blue: 'OIII' },
  hoo: { luminance: null, red: 'Ha', green: 'OIII', blue: 'OIII' },
};

const SPELLINGS: Readonly<Record<Channel, RegExp>> = {
  L: /^(l|lum|lumi|luminance|clear)$/,
  R: /^(r|red)$/,
  G: /^(g|green)$/,
  B: /^(b|blue)$/,
  Ha: /^(h|ha|halpha|hydrogenalpha)$/,
  OIII: /^(o|o3|oiii|oxygen3|oxygeniii)$/,
  SII: /^(s|s2|sii|sulfur2|sulphur2|sulfurii|sulphurii)$/,
};

/**
 * The channel a filter stands for, whatever the user calls it: `Ha` for `H-alpha`, `Hα 3nm`, `Antlia Ha`;
 * null for one that cannot be told, such as a dual-band filter.
 */
export function channelOf(filter: string | null): Channel | null {
  if (filter === null) return null;
  const text = filter
    .slice(0, 100)
    .toLowerCase()
    .replaceAll('α', 'a')
    .replace(/\d+([.,]\d+)?\s*nm\b/g, ' ');
  const whole = matching(text.replace(/[^a-z0-9]+/g, ''));
  if (whole !== null) return whole;
  const words = text.split(/[^a-z0-9]+/).filter((word) => word !== '');
  // A letter is a filter at the end only: `Baader R`, but not `L eXtreme`.
  const telling = words.filter((word, index) => word.length > 1 || index === words.length - 1);
  const found = new Set(telling.flatMap((word) => matching(word) ?? []));
  const [only = null] = found;
  return found.size === 1 ? only : null;
}

function matching(word: string): Channel | null {
  const channels = Object.keys(SPELLINGS) as Channel[];
  return channels.find((channel) => SPELLINGS[channel].test(word)) ?? null;
}

export function channelsOf(palette: Palette): Channel[] {
  const { luminance, red, green, blue } = PALETTE_CHANNELS[palette];
  return [...new Set([...(luminance === null ? [] : [luminance]), red, green, blue])];
}

/** The palettes that these channels allow: `['lrgb', 'rgb']` for L, R, G and B. */
export function possiblePalettes(channels: Iterable<Channel | null>): Palette[] {
  const there = new Set(channels);
  return PALETTES.filter((palette) => channelsOf(palette).every((channel) => there.has(channel)));
}
