import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { ArchiveError } from '../../../../../src/core/base/errors';
import { openPixels } from '../../../../../src/core/formats/pixels/openPixels';
import type { PixelFile, Samples } from '../../../../../src/core/formats/pixels/pixelImage';
import { failed } from '../../../../support/failed';
import { temporaryFolder } from '../../../../support/makeFits';
import { image, makeXisf, pixels } from '../../../../support/makeXisf';
import { numbersOf, partOf, wholeOf } from '../../../../support/pixels';
import { packLz4 } from '../codecs/packLz4';

const FORMATS = new Map<string, readonly [sample: string, bytes: number]>([
  ['UInt8', ['u8', 1]],
  ['UInt16', ['u16', 2]],
  ['UInt32', ['u32', 4]],
  ['UInt64', ['u64', 8]],
  ['Float32', ['f32', 4]],
  ['Float64', ['f64', 8]],
]);

interface Spec {
  readonly format: string;
  readonly width: number;
  readonly height: number;
  readonly channels: number;
  readonly isNormal: boolean;
  readonly isBig: boolean;
  readonly codec: '' | 'zlib' | 'lz4' | 'lz4hc';
  readonly isShuffled: boolean;
  /** Bytes of a sub-block; 0 for one block. */
  readonly step: number;
  readonly place: 'attached' | 'inline:base64' | 'inline:hex' | 'embedded';
}

const side = fc.integer({ min: 1, max: 9 });
const specs: fc.Arbitrary<Spec> = fc.record({
  format: fc.constantFrom(...FORMATS.keys()),
  width: side,
  height: side,
  channels: fc.constantFrom(1, 3, 4),
  isNormal: fc.boolean(),
  isBig: fc.boolean(),
  codec: fc.constantFrom('', 'zlib', 'lz4', 'lz4hc'),
  isShuffled: fc.boolean(),
  step: fc.constantFrom(0, 0, 40, 64),
  place: fc.constantFrom('attached', 'attached', 'inline:base64', 'inline:hex', 'embedded'),
});

/** The number that stands at a place of a plane: below 256, as every format has it. */
function value(plane: number, y: number, x: number): number {
  return (plane * 83 + y * 17 + x * x * 5) % 256;
}

function stored({ format, width, height, channels, isNormal, isBig }: Spec): Buffer {
  const bytes = FORMATS.get(format)?.[1] ?? 1;
  const out = Buffer.alloc(width * height * channels * bytes);
  const put = (at: number, number: number) => {
    if (format === 'Float32') return isBig ? out.writeFloatBE(number, at) : out.writeFloatLE(number, at);
    if (format === 'Float64') return isBig ? out.writeDoubleBE(number, at) : out.writeDoubleLE(number, at);
    if (bytes === 8)
      return isBig ? out.writeBigUInt64BE(BigInt(number), at) : out.writeBigUInt64LE(BigInt(number), at);
    return isBig ? out.writeUIntBE(number, at, bytes) : out.writeUIntLE(number, at, bytes);
  };
  for (let c = 0; c < channels; c++) {
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        const pixel = y * width + x;
        put((isNormal ? pixel * channels + c : c * width * height + pixel) * bytes, value(c, y, x));
      }
    }
  }
  return out;
}

/** The file, and the bytes of the block in it. */
function made(spec: Spec): Buffer {
  const plain = stored(spec);
  const bytes = FORMATS.get(spec.format)?.[1] ?? 1;
  let block = plain;
  let packing = '';
  if (spec.codec !== '') {
    const isShuffled = spec.isShuffled && bytes > 1;
    const planes = Array.from({ length: bytes }, (_, k) => [...plain].filter((_, i) => i % bytes === k));
    const ready = isShuffled ? Buffer.from(planes.flat()) : plain;
    const step = spec.step === 0 ? ready.length : spec.step;
    const parts: { readonly packed: Buffer; readonly size: number }[] = [];
    for (let from = 0; from < ready.length; from += step) {
      const part = ready.subarray(from, from + step);
      const packed = spec.codec === 'zlib' ? deflateSync(part) : Buffer.from(packLz4(part));
      // As PixInsight does: what would not become smaller is stored, so that equal sizes always mean that. Others
      // store whole blocks packed where that makes them larger.
      const isStored = spec.step !== 0 ? packed.length >= part.length : packed.length === part.length;
      parts.push({ packed: isStored ? part : packed, size: part.length });
    }
    block = Buffer.concat(parts.map(({ packed }) => packed));
    packing = ` compression="${spec.codec}${isShuffled ? '+sh' : ''}:${plain.length}${isShuffled ? `:${bytes}` : ''}"`;
    if (spec.step !== 0) {
      packing += ` subblocks="${parts.map(({ packed, size }) => `${packed.length},${size}`).join(':')}"`;
    }
  }
  const { format, width, height, channels, isNormal, isBig, place } = spec;
  const shape = `geometry="${width}:${height}:${channels}" sampleFormat="${format}"${isNormal ? ' pixelStorage="Normal"' : ''}${isBig ? ' byteOrder="big"' : ''}`;
  const text = block.toString(place === 'inline:hex' ? 'hex' : 'base64').replaceAll(/.{60}/g, '$&\n ');
  const body =
    place === 'attached'
      ? `<Image id="a" ${shape}${packing} location="{{0}}"/>`
      : place === 'embedded'
        ? `<Image id="a" ${shape} location="embedded"><Data encoding="base64"${packing}>${text}</Data></Image>`
        : `<Image id="a" ${shape}${packing} location="${place}">${text}</Image>`;
  return makeXisf({ body, blocks: place === 'attached' ? [block] : [], alignment: 16 });
}

describe('pixels of XISF files', () => {
  const folder = temporaryFolder();
  after(() => folder.dispose());
  const file = path.join(folder.path, 'a.xisf');

  async function opened<T>(bytes: Buffer, use: (file: PixelFile) => Promise<T>): Promise<T> {
    fs.writeFileSync(file, bytes);
    const pixelFile = await openPixels(file);
    try {
      return await use(pixelFile);
    } finally {
      await pixelFile.close();
    }
  }

  async function first(bytes: Buffer): Promise<Samples> {
    return opened(bytes, async ({ images: [only], problems }) => {
      assert.ok(only, problems.join());
      return only.read(0, wholeOf(only));
    });
  }

  it('are what was written, in every format, order, codec and place, also in part', async () => {
    const corners = fc.tuple(fc.nat(8), fc.nat(8), fc.nat(8), fc.nat(8), fc.nat(3));
    await fc.assert(
      fc.asyncProperty(specs, corners, async (spec, [left, up, wide, high, channel]) => {
        await opened(made(spec), async ({ images, problems }) => {
          const [only] = images;
          assert.ok(only, problems.join());
          assert.deepEqual(
            [only.sample, only.width, only.height, only.planes, only.name],
            [FORMATS.get(spec.format)?.[0], spec.width, spec.height, spec.channels, 'a'],
          );
          const plane = channel % spec.channels;
          const whole = await only.read(plane, wholeOf(only));
          const expected = Array.from({ length: whole.length }, (_, i) => {
            return value(plane, Math.floor(i / spec.width), i % spec.width);
          });
          assert.deepEqual(Array.from(numbersOf(whole), Number), expected);
          const [x, y] = [left % spec.width, up % spec.height];
          const rect = {
            x,
            y,
            width: Math.min(wide, spec.width - x),
            height: Math.min(high, spec.height - y),
          };
          assert.deepEqual(numbersOf(await only.read(plane, rect)), partOf(whole, spec.width, rect));
        });
      }),
    );
  });

  it('refuses what is not read, and says so in the problems', async () => {
    const size = 'geometry="8:6:1"';
    const other = [
      `<Image ${size} sampleFormat="Complex32" location="{{0}}"/>`,
      '<Image geometry="8:0:1" sampleFormat="UInt16" location="{{0}}"/>',
      '<Image geometry="999999999:999999999:99" sampleFormat="UInt16" location="{{0}}"/>',
      `<Image ${size} sampleFormat="UInt16" location="{{0}}" compression="brotli:96"/>`,
      `<Image ${size} sampleFormat="UInt16" location="{{0}}" compression="zlib:97"/>`,
      `<Image ${size} sampleFormat="UInt16" location="{{0}}" compression="zlib+sh:96"/>`,
      `<Image ${size} sampleFormat="UInt16" location="{{0}}" compression="zlib:96" subblocks="96,95"/>`,
      `<Image ${size} sampleFormat="UInt16" location="{{0}}" compression="zlib:96" subblocks="90,90:9,6"/>`,
      `<Image ${size} sampleFormat="UInt16" location="attachment:16:96"/>`,
      `<Image ${size} sampleFormat="UInt16" location="url(http://example.org/a)"/>`,
      `<Image ${size} sampleFormat="UInt16" location="inline:hex">0g</Image>`,
      `<Image ${size} sampleFormat="UInt16" location="embedded"/>`,
      `<Image ${size} sampleFormat="UInt16" pixelStorage="Odd" location="{{0}}"/>`,
      `<Image ${size} sampleFormat="UInt16" byteOrder="odd" location="{{0}}"/>`,
      // Bombs: two GiB in 96 bytes, and more than is ever unpacked.
      '<Image geometry="32767:32767:1" sampleFormat="UInt16" location="{{0}}" compression="lz4:2147352578"/>',
      '<Image geometry="99999:99999:1" sampleFormat="UInt16" location="{{0}}" compression="zlib:19999600002"/>',
    ];
    for (const body of other) {
      await opened(makeXisf({ body, blocks: [pixels()] }), (read) => {
        assert.deepEqual(read.images, [], body);
        assert.ok(
          read.problems.some((problem) => problem.startsWith('Image 1')),
          body,
        );
        return Promise.resolve();
      });
    }
  });

  it('says of pixels that are cut off or damaged where they are', async () => {
    const whole = makeXisf({ body: image(''), blocks: [pixels()] });
    await assert.rejects(
      first(whole.subarray(0, whole.length - 1)),
      failed('format', { path: file, offset: 4096 }),
    );
    const large = '<Image geometry="30000:30000:3" sampleFormat="Float32" location="{{0}}"/>';
    await opened(makeXisf({ body: large, blocks: [pixels()] }), async ({ images: [only] }) => {
      assert.ok(only);
      const rect = { x: 0, y: 0, width: 1, height: 1 };
      await assert.rejects(only.read(0, rect), failed('format', { path: file, offset: 4096 }));
    });
    const short = '<Image geometry="8:6:1" sampleFormat="UInt16" location="inline:hex">00</Image>';
    await assert.rejects(first(makeXisf({ body: short })), failed('format', { path: file }));
    const packed = image('', ' compression="zlib:96"');
    await assert.rejects(
      first(makeXisf({ body: packed, blocks: [pixels().subarray(1)] })),
      failed('format', { path: file, offset: 4096 }),
    );
  });

  it('are read from a temporary file where there are many, which is gone with the image', async () => {
    const [width, height] = [4200, 4100];
    const size = 2 * width * height;
    // Sevens but for the very last byte: one of itself, all but six repeated, then five of themselves.
    const repeated = size - 6 - 19;
    const lengths = [...new Array<number>(Math.floor(repeated / 255)).fill(255), repeated % 255];
    const block = Buffer.from([0x1f, 7, 1, 0, ...lengths, 0x50, 7, 7, 7, 7, 9]);
    const body = `<Image geometry="${width}:${height}:1" sampleFormat="UInt16" compression="lz4+sh:${size}:2" location="{{0}}"/>`;
    const mine = await opened(makeXisf({ body, blocks: [block] }), async ({ images: [only] }) => {
      assert.ok(only);
      const corner = { x: width - 2, y: height - 2, width: 2, height: 2 };
      assert.deepEqual(numbersOf(await only.read(0, corner)), [0x0707, 0x0707, 0x0707, 0x0907]);
      const [row] = await Promise.all([
        only.read(0, { x: 0, y: 5, width, height: 1 }),
        only.read(0, { x: 3, y: 9, width: 1, height: 1 }),
      ]);
      assert.ok(numbersOf(row).every((pixel) => pixel === 0x0707));
      return only;
    });
    await assert.rejects(mine.read(0, { x: 0, y: 0, width: 1, height: 1 }), failed('request'));
  });

  it('survives damage anywhere', async () => {
    const files = (['', 'zlib', 'lz4'] as const).map((codec) => {
      const spec = {
        format: 'UInt16',
        width: 9,
        height: 8,
        channels: 3,
        isNormal: codec === 'lz4',
        isBig: false,
      };
      return made({ ...spec, codec, isShuffled: true, step: codec === 'lz4' ? 64 : 0, place: 'attached' });
    });
    const flips = fc.array(fc.tuple(fc.nat(), fc.integer({ min: 1, max: 255 })), { maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...files), flips, fc.nat(), async (good, changes, cut) => {
        const bytes = Buffer.from(good.subarray(0, cut % 3 === 0 ? cut % good.length : good.length));
        for (const [at, mask] of changes)
          if (bytes.length > 0)
            bytes.writeUInt8(bytes.readUInt8(at % bytes.length) ^ mask, at % bytes.length);
        try {
          await opened(bytes, async ({ images }) => {
            for (const each of images) {
              await each.read(each.planes - 1, { x: 0, y: 0, width: 1, height: Math.min(2, each.height) });
            }
          });
        } catch (error) {
          assert.ok(error instanceof ArchiveError, String(error));
        }
      }),
      { numRuns: 80 },
    );
  });
});
