/** The system's own code for why it refused, which names nobody. */

/** `EACCES` for an error, or one that an ArchiveError was made of; null where there is none. */
export function systemCode(error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  const { code, cause } = error as NodeJS.ErrnoException & { readonly cause?: unknown };
  // Codes of this program are in lower case.
  return typeof code === 'string' && /^[A-Z][A-Z0-9_]{1,39}$/.test(code) ? code : systemCode(cause);
}
