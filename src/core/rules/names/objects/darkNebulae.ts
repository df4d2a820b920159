/**
 * Dark nebulae: one a line, the designation first, then its other names. Numbers of Barnard (1919, 1927) and
 * Lynds (1962, LDN); common names of planetarium programs. The Horsehead is B 33, and not IC 434, before
 * which it stands.
 */
export const DARK_NEBULAE = `
Coalsack | Coalsack Nebula | The Coalsack
B 33 | Horsehead Nebula | Horsehead
B 72 | Snake Nebula
B 86 | Ink Spot Nebula | Ink Spot
B 142 | B 143 | Barnard's E | Barnard's E Nebula | Triple Cave Nebula
B 150 | Seahorse Nebula
LDN 935 | Gulf of Mexico Nebula
LDN 1235 | Shark Nebula | Dark Shark Nebula | Dark Shark
LDN 1251 | Rotten Fish Nebula
LDN 1622 | Boogeyman Nebula | Boogie Man Nebula | Bogeyman Nebula
`;
