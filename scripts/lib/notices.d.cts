export interface Bundled {
  readonly name: string;
  readonly version: string;
  readonly license: unknown;
  readonly text: string | null;
}
export function packageFolders(inputs: readonly string[]): string[];
export function noticesText(packages: readonly Bundled[]): string;
export function noticeFaults(packages: readonly Bundled[], text: string): string[];
