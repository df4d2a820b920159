/** Finds out which VS Code the integration tests can have: the desktop program, or the server from npm. */
const DOWNLOAD = `https://update.code.visualstudio.com/latest/${process.platform}-${process.arch}/stable`;
const PATIENCE_MS = 15_000;

export interface Way {
  readonly kind: 'desktop' | 'server';
  /** For the output: `VS Code can be downloaded`. */
  readonly why: string;
}

/**
 * Asks the download's address, at most 15 s. The variable VSCODE_TEST_HOST (`desktop` or `server`) decides
 * without asking.
 */
export async function findWay(): Promise<Way> {
  const wish = process.env['VSCODE_TEST_HOST'];
  if (wish === 'desktop' || wish === 'server') return { kind: wish, why: 'VSCODE_TEST_HOST says so' };
  try {
    const answer = await fetch(DOWNLOAD, { method: 'HEAD', signal: AbortSignal.timeout(PATIENCE_MS) });
    // Following the redirect matters: some networks answer for the update service but not for its files.
    if (answer.ok) return { kind: 'desktop', why: 'VS Code can be downloaded' };
    return { kind: 'server', why: `VS Code's download answers ${answer.status}` };
  } catch (error) {
    return { kind: 'server', why: `VS Code cannot be downloaded (${reason(error)})` };
  }
}

function reason(error: unknown): string {
  const { cause } = error as { cause?: unknown };
  const inner = cause ?? error;
  const { code } = inner as { code?: unknown };
  if (typeof code === 'string') return code;
  return inner instanceof Error ? inner.message : String(inner);
}
