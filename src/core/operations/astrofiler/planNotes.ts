/** Texts about frames as notes: of the session where all of its frames say the same. Pure. */
import type { ArchivedFrame } from '../../base/archivedFrame';

/** A text of AstroFiler's about one frame. */
export interface FrameText {
  readonly frame: Pick<ArchivedFrame, 'id' | 'path' | 'sha256' | 'session' | 'note'>;
  readonly text: string;
}

export type PlannedNote =
  | { readonly subject: 'session'; readonly key: string; readonly text: string }
  | { readonly subject: 'frame'; readonly key: string; readonly path: string; readonly text: string };

/** What is written about a session, and how many frames it has; undefined for one that is not there. */
export type SessionLookup = (
  id: string,
) => { readonly frameCount: number; readonly note?: string } | undefined;

/** Frames and sessions that have a note keep it as it is. */
export function planNotes(texts: readonly FrameText[], sessionOf: SessionLookup): PlannedNote[] {
  const bySession = new Map<string, FrameText[]>();
  const alone: FrameText[] = [];
  for (const each of new Map(texts.map((text) => [text.frame.id, text])).values()) {
    const { session } = each.frame;
    if (session === null) alone.push(each);
    else if (bySession.has(session)) bySession.get(session)?.push(each);
    else bySession.set(session, [each]);
  }
  const notes: PlannedNote[] = [];
  for (const [key, list] of bySession) {
    const session = sessionOf(key);
    const text = list[0]?.text ?? '';
    const common =
      list.length > 1 && list.length === session?.frameCount && list.every((each) => each.text === text);
    if (!common) alone.push(...list);
    else if (session.note === undefined) notes.push({ subject: 'session', key, text });
  }
  const frames = alone.filter(({ frame }) => frame.note === undefined);
  return [
    ...notes,
    ...frames.map(({ frame, text }) => ({
      subject: 'frame' as const,
      key: frame.sha256,
      path: frame.path,
      text,
    })),
  ];
}
