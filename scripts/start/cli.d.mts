export function commandLine(
  root: string,
  common: readonly string[],
): { show(...args: string[]): Promise<number>; ask(...args: string[]): Promise<unknown> };
