/** A suite cannot run on this machine; that is a skipped suite with a reason, not a failure. */
export class Unavailable extends Error {
  override readonly name = 'Unavailable';
}
