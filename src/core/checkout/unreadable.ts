/** Which files of a plan are missing or cannot be read. */
import * as fs from 'node:fs';
import { fileError } from '../errors';
import type { CheckoutPlan } from './types';

/** Source to reason: `it no longer exists (ENOENT). Was it moved, or is its drive disconnected?` */
export function unreadables(plan: Pick<CheckoutPlan, 'files'>): Map<string, string> {
  const failed = new Map<string, string>();
  for (const source of new Set(plan.files.map((file) => file.source))) {
    const reason = unreadable(source);
    if (reason !== null) failed.set(source, reason);
  }
  return failed;
}

function unreadable(source: string): string | null {
  try {
    if (!fs.statSync(source).isFile()) return 'it is not a file';
    fs.accessSync(source, fs.constants.R_OK);
    return null;
  } catch (error) {
    const told = fileError(error, source);
    return [told.message, told.detail.advice].filter(Boolean).join('. ');
  }
}
