/**
 * What the Messier objects are called in the NGC and IC catalogues, as cross-identified by SIMBAD (CDS) and
 * the revised NGC/IC. Two have no number there and stay as they are: M 40 (a double star) and M 45 (the
 * Pleiades). M 102 is disputed; NGC 5866 is what planetarium programs show for it. Where a Messier object
 * covers several numbers, the one that stands for the whole is used (M 8 is NGC 6523, M 76 NGC 650).
 */
const NGC: readonly (number | string | null)[] = [
  ...[1952, 7089, 5272, 6121, 5904, 6405, 6475, 6523, 6333, 6254],
  ...[6705, 6218, 6205, 6402, 7078, 6611, 6618, 6613, 6273, 6514],
  ...[6531, 6656, 6494, 'ic4715', 'ic4725', 6694, 6853, 6626, 6913, 7099],
  ...[224, 221, 598, 1039, 2168, 1960, 2099, 1912, 7092, null],
  ...[2287, 1976, 1982, 2632, null, 2437, 2422, 2548, 4472, 2323],
  ...[5194, 7654, 5024, 6715, 6809, 6779, 6720, 4579, 4621, 4649],
  ...[4303, 6266, 5055, 4826, 3623, 3627, 2682, 4590, 6637, 6681],
  ...[6838, 6981, 6994, 628, 6864, 650, 1068, 2068, 1904, 6093],
  ...[3031, 3034, 5236, 4374, 4382, 4406, 4486, 4501, 4552, 4569],
  ...[4548, 6341, 2447, 4736, 3351, 3368, 3587, 4192, 4254, 4321],
  ...[5457, 5866, 581, 4594, 3379, 4258, 6171, 3556, 3992, 205],
];

/** The folded NGC or IC name of a Messier number, `ngc224` for 31; null where there is none. */
export function catalogueNameOf(messier: number): string | null {
  const entry = NGC[messier - 1] ?? null;
  return typeof entry === 'number' ? `ngc${entry}` : entry;
}
