/**
 * Patrick Moore's Caldwell objects (Sky & Telescope, December 1995; the list that NASA's Hubble Caldwell catalogue
 * illustrates), by the designations of that list. Three have none in the NGC or IC: C 9 is Sh2-155, C 41 the
 * Hyades (Melotte 25), C 99 the Coalsack. C 14 is two clusters, NGC 869 and NGC 884; it goes by the first of them.
 */
const CALDWELL: readonly (number | string)[] = [
  ...[188, 40, 4236, 7023, 'IC 342', 6543, 2403, 559, 'Sh2-155', 663],
  ...[7635, 6946, 457, 869, 6826, 7243, 147, 185, 'IC 5146', 7000],
  ...[4449, 7662, 891, 1275, 2419, 4244, 6888, 752, 5005, 7331],
  ...['IC 405', 4631, 6992, 6960, 4889, 4559, 6885, 4565, 2392, 3626],
  ...['Mel 25', 7006, 7814, 7479, 5248, 2261, 6934, 2775, 2237, 2244],
  ...['IC 1613', 4697, 3115, 2506, 7009, 246, 6822, 2360, 3242, 4038],
  ...[4039, 247, 7293, 2362, 253, 5694, 1097, 6729, 6302, 300],
  ...[2477, 55, 1851, 3132, 6124, 6231, 5128, 6541, 3201, 5139],
  ...[6352, 6193, 4945, 5286, 'IC 2391', 6397, 1261, 5823, 6087, 2867],
  ...[3532, 3372, 6752, 4755, 6025, 2516, 3766, 4609, 'Coalsack', 'IC 2944'],
  ...[6744, 'IC 2602', 2070, 362, 4833, 104, 6101, 4372, 3195],
];

/** What a Caldwell number stands for: `NGC 7000` for 20; null where there is no such number. */
export function caldwellName(caldwell: number): string | null {
  const entry = CALDWELL[caldwell - 1] ?? null;
  return typeof entry === 'number' ? `NGC ${entry}` : entry;
}
