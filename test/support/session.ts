/** Sessions for tests that need only some of their values. */
import type { Session } from '../../src/core/base/session';

/** A light session of NGC 7000 in Ha; `session({ filter: 'OIII' })` differs in that. */
export function session(differs: Partial<Session> = {}): Session {
  return {
    id: '8c1f03b2a9d4',
    type: 'light',
    master: false,
    processing: null,
    object: 'NGC 7000',
    night: '2024-09-13',
    telescope: 'FSQ',
    imager: 'ASI2600MM',
    filter: 'Ha',
    exposure: 300,
    binningX: 1,
    binningY: 1,
    ccdTemp: -10,
    gain: 100,
    offset: 50,
    readoutMode: null,
    conversionGain: null,
    usbLimit: null,
    rowOrder: null,
    bayerPattern: null,
    bayerOffsetX: null,
    bayerOffsetY: null,
    subframeX: null,
    subframeY: null,
    width: 6248,
    height: 4176,
    rotator: null,
    focalLength: 550,
    start: '2024-09-13T20:30:00.000Z',
    frameCount: 60,
    totalExposure: 18000,
    links: { bias: null, dark: null, flat: null, flatDark: null },
    ...differs,
  };
}
