/** Frames of a made-up archive, as several rigs of one observatory would leave them, night by night. */
import type { Frame, FrameType } from '../src/core/base/frame';
import { SILENT_FRAME } from '../test/support/frame';

interface Rig {
  readonly telescope: string;
  readonly imager: string;
  readonly width: number;
  readonly height: number;
  readonly focalLength: number;
  readonly gain: number | null;
  readonly offset: number | null;
  readonly exposure: number;
  /** Empty: a colour camera. */
  readonly filters: readonly string[];
  readonly cooled: boolean;
  readonly rotator: boolean;
  /** Every how many nights it is out. */
  readonly every: number;
  /** Lights of such a night. */
  readonly lights: number;
}

const RIGS: readonly Rig[] = [
  {
    telescope: 'Esprit 100ED',
    imager: 'ZWO ASI2600MM Pro',
    width: 6248,
    height: 4176,
    focalLength: 550,
    gain: 100,
    offset: 50,
    exposure: 300,
    filters: ['L', 'R', 'G', 'B', 'Ha', 'OIII', 'SII'],
    cooled: true,
    rotator: true,
    every: 1,
    lights: 90,
  },
  {
    telescope: 'EdgeHD 8',
    imager: 'QHY268M',
    width: 6280,
    height: 4210,
    focalLength: 1422,
    gain: 56,
    offset: 25,
    exposure: 180,
    filters: ['L', 'Ha'],
    cooled: true,
    rotator: true,
    every: 2,
    lights: 110,
  },
  {
    telescope: 'Seestar S50',
    imager: 'Seestar S50',
    width: 1080,
    height: 1920,
    focalLength: 250,
    gain: 80,
    offset: null,
    exposure: 10,
    filters: [],
    cooled: false,
    rotator: false,
    every: 3,
    lights: 400,
  },
  {
    telescope: 'Samyang 135',
    imager: 'Canon EOS 6D',
    width: 5472,
    height: 3648,
    focalLength: 135,
    gain: 1600,
    offset: null,
    exposure: 120,
    filters: [],
    cooled: false,
    rotator: false,
    every: 4,
    lights: 120,
  },
];

const NOON = Date.UTC(1990, 0, 1, 12);
const DAY = 86_400_000;

/** Numbers that look random and are the same in every run. */
function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/**
 * As many frames as are asked for, from 1990 on: lights of mosaics and single fields, flats, darks, bias
 * frames, masters.
 */
export function* madeUpFrames(count: number): Generator<Frame> {
  let made = 0;
  for (let night = 0; ; night++) {
    for (const frame of framesOfNight(night)) {
      if (made++ === count) return;
      yield frame;
    }
  }
}

function* framesOfNight(night: number): Generator<Frame> {
  const roll = dice(night * 7919 + 1);
  const ambient = 8 - 12 * Math.cos((night / 365.25) * 2 * Math.PI) + 6 * roll();
  for (const rig of RIGS) if (night % rig.every === 0) yield* framesOfRig(rig, night, ambient, roll);
}

function* framesOfRig(rig: Rig, night: number, ambient: number, roll: () => number): Generator<Frame> {
  let clock = NOON + night * DAY + 8 * 3_600_000;
  let sensor = ambient + 9;
  const next = (type: FrameType, seconds: number, differs: Partial<Frame>): Frame => {
    clock += Math.max(seconds, 0.2) * 1000 + Math.floor(2000 * roll());
    sensor += (ambient + 5 - sensor) * 0.01;
    const temperature = rig.cooled ? -10 + 0.4 * (roll() - 0.5) : sensor + 0.3 * (roll() - 0.5);
    return {
      ...SAME,
      type,
      telescope: rig.telescope,
      imager: rig.imager,
      width: rig.width,
      height: rig.height,
      gain: rig.gain,
      offset: rig.offset,
      exposure: seconds,
      focalLength: rig.focalLength,
      setTemp: rig.cooled ? -10 : null,
      ccdTemp: Math.round(temperature * 10) / 10,
      bayerPattern: rig.filters.length > 0 ? null : 'RGGB',
      dateObs: new Date(clock).toISOString(),
      night: new Date(NOON + night * DAY).toISOString().slice(0, 10),
      ...differs,
    };
  };
  const targets = [0, 1].map((n) => Math.floor((night / 5 + n * 60 + 200 * n * roll()) % 260));
  const angle = Math.round(3600 * roll()) / 10;
  for (let n = 0; n < rig.lights; n++) {
    const target = targets[n * 2 < rig.lights ? 0 : 1] ?? 0;
    const mosaic = target % 4 === 0;
    yield next('light', rig.exposure, {
      object: mosaic ? `NGC ${1000 + target} Panel ${1 + (n % 4)}` : `NGC ${1000 + target}`,
      filter: rig.filters[n % rig.filters.length] ?? null,
      rotator: rig.rotator ? angle + 0.02 * (roll() - 0.5) : null,
    });
  }
  for (const filter of rig.filters.length > 0 ? rig.filters : [null]) {
    if (rig.lights > 300) break;
    for (let n = 0; n < 15; n++) {
      yield next('flat', Math.round(1000 + 200 * roll()) / 1000, {
        filter,
        rotator: rig.rotator ? angle + 0.02 * (roll() - 0.5) : null,
      });
    }
  }
  if (night % (rig.cooled ? 20 : 2) === 0) {
    for (let n = 0; n < 30; n++) yield next('dark', rig.exposure, {});
    for (let n = 0; n < 20; n++) yield next('dark', 1.1, { type: 'flatDark' });
  }
  if (night % 20 === 0) for (let n = 0; n < 50; n++) yield next('bias', 0.001, {});
  if (night % 60 === 0) yield next('dark', rig.exposure, { master: true, stackCount: 30, gain: null });
}

const SAME: Omit<Frame, 'type'> = {
  ...SILENT_FRAME,
  binningX: 1,
  binningY: 1,
  channels: 1,
  pixelSize: 3.76,
  program: 'N.I.N.A. 3.1.1.9001 (x64)',
};
