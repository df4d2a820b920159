export function tour(
  root: string,
  folder: string | null,
  makeNight: (root: string, folder: string) => Promise<{ files: number }>,
): Promise<number>;
