/** Samples of 16 bits become pixels of a canvas. */

/** Samples of one part of an image: one channel is grey, three are red, green and blue. All of them 16 bits. */
export interface Painting {
  readonly width: number;
  readonly height: number;
  readonly channels: readonly Uint16Array[];
}

/** For each channel what is shown for each of 65,536 values, 0 to 255. */
export type Tables = readonly Uint8Array[];

/** Writes the pixels of a painting into RGBA. A table serves the last channels where there are fewer tables. */
export function paint({ width, height, channels }: Painting, tables: Tables, into: Uint32Array): void {
  const count = width * height;
  const [first, second = first, third = first] = channels;
  const [red, green = red, blue = green] = tables;
  if (!first || !second || !third || !red || !green || !blue) return;
  if (channels.length < 3) {
    for (let i = 0; i < count; i++) into[i] = 0xff000000 | ((red[first[i] ?? 0] ?? 0) * 0x010101);
    return;
  }
  for (let i = 0; i < count; i++) {
    into[i] =
      0xff000000 |
      ((blue[third[i] ?? 0] ?? 0) << 16) |
      ((green[second[i] ?? 0] ?? 0) << 8) |
      (red[first[i] ?? 0] ?? 0);
  }
}
