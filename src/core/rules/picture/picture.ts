/** A picture: an image made small enough to be shown, with what stretches need to know of it. */
import type { Raster } from '../../formats/raster/raster';
import type { FullScale, Levels } from './levels';
import type { Orientation } from './orientation';
import { type ChannelMeasures, type StretchName, stretchTable, transfersOf } from './stretch';

/** A plane of a picture. */
export interface PictureChannel extends ChannelMeasures {
  /** Row by row, as they are stored: the row stored first comes first. */
  readonly codes: Uint16Array;
}

export interface Picture {
  readonly width: number;
  readonly height: number;
  /** One, grey, or red, green and blue. */
  readonly channels: readonly PictureChannel[];
  /** What the codes mean. */
  readonly levels: Levels;
  readonly fullScale: FullScale;
  readonly orientation: Orientation;
  /** Where the colours come from. */
  readonly colour: 'none' | 'mosaic' | 'planes';
}

/** The stretch that suits a picture: a stack in colour keeps its colours, a raw mosaic has green skies. */
export const usualStretch = ({ colour }: Pick<Picture, 'colour'>): StretchName =>
  colour === 'planes' ? 'stf-linked' : 'stf';

/** A picture as it is shown: stretched, and the right way up. */
export function paint(picture: Picture, stretch: StretchName): Raster {
  const { width, height, channels, levels, orientation } = picture;
  const tables = transfersOf(stretch, channels, picture.fullScale).map((transfer) =>
    stretchTable(transfer, levels),
  );
  const bytes = new Uint8Array(width * height * channels.length);
  channels.forEach(({ codes }, channel) => {
    const table = tables[channel] ?? new Uint8Array(0);
    for (let y = 0; y < height; y++) {
      const from = (orientation.firstRow === 'top' ? y : height - 1 - y) * width;
      let to = y * width * channels.length + channel;
      for (let x = 0; x < width; x++, to += channels.length) bytes[to] = table[codes[from + x] ?? 0] ?? 0;
    }
  });
  return { width, height, channels: channels.length === 3 ? 3 : 1, bytes };
}
