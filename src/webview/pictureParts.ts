/**
 * Pictures on their way to a page, in parts: while a large message is written, the thread that all extensions share
 * does nothing else. Pure.
 */
import type { Picture } from '../core/rules/picture/picture';
import type { ToImagePage } from './imageProtocol';

/** Codes of a part: 1 MB. */
const PART_CODES = 512 * 1024;

/** What goes to the page in place of a message with a picture: its parts, then the message without codes. */
export type OnItsWay =
  | {
      readonly kind: 'part';
      /** Tells pictures apart that are on their way together. */
      readonly id: number;
      readonly channel: number;
      /** Codes in front of these, and of the whole channel. */
      readonly at: number;
      readonly length: number;
      readonly codes: Uint16Array;
    }
  | { readonly kind: 'whole'; readonly id: number; readonly message: ToImagePage }
  /** Nothing follows: another picture is wanted by now. */
  | { readonly kind: 'dropped'; readonly id: number };

/** The picture that a message brings; null for others. */
export function pictureIn(message: ToImagePage): Picture | null {
  if (message.kind === 'picture') return message.picture;
  return message.kind === 'ahead' ? (message.shown?.picture ?? null) : null;
}

function withCodes(message: ToImagePage, codes: (channel: number) => Uint16Array): ToImagePage {
  const filled = (picture: Picture): Picture => ({
    ...picture,
    channels: picture.channels.map((channel, i) => ({ ...channel, codes: codes(i) })),
  });
  if (message.kind === 'picture') return { ...message, picture: filled(message.picture) };
  if (message.kind !== 'ahead' || message.shown === null) return message;
  return { ...message, shown: { ...message.shown, picture: filled(message.shown.picture) } };
}

/** The parts of a message with a picture, to be posted one after the other. */
export function* partsOf(message: ToImagePage, id: number, most = PART_CODES): Generator<OnItsWay> {
  for (const [channel, { codes }] of (pictureIn(message)?.channels ?? []).entries()) {
    const { length } = codes;
    // Copies, since all of the memory that a part lies in would be sent with it.
    for (let at = 0; at < length; at += most) {
      yield { kind: 'part', id, channel, at, length, codes: codes.slice(at, at + most) };
    }
  }
  yield { kind: 'whole', id, message: withCodes(message, () => new Uint16Array(0)) };
}

/** Puts parts together again. */
export class Arrivals {
  readonly #codes = new Map<number, Uint16Array[]>();

  /** The message as it was before; null while some of it is missing. */
  take(arrived: OnItsWay | ToImagePage): ToImagePage | null {
    if (arrived.kind === 'part') {
      const { id, channel, at, length, codes } = arrived;
      const channels = this.#codes.get(id) ?? [];
      this.#codes.set(id, channels);
      (channels[channel] ??= new Uint16Array(length)).set(codes, at);
      return null;
    }
    if (arrived.kind !== 'whole' && arrived.kind !== 'dropped') return arrived;
    const channels = this.#codes.get(arrived.id) ?? [];
    this.#codes.delete(arrived.id);
    return arrived.kind === 'whole'
      ? withCodes(arrived.message, (i) => channels[i] ?? new Uint16Array(0))
      : null;
  }
}
