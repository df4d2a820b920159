/**
 * Galaxies, their groups and clusters: one a line, the designation first, then its other names. Common names
 * are those of NASA's Messier and Caldwell pages, of the NASA/IPAC Extragalactic Database (NED) and of
 * planetarium programs; pairs and groups by Arp (1966) and Hickson (1982).
 *
 * Left out because two objects share them: Spindle Galaxy (M 102, NGC 3115), Hamburger Galaxy (NGC 3628, NGC
 * 5128), Polar Ring Galaxy (NGC 660, NGC 4650A).
 */
export const GALAXIES = `
M 31 | Andromeda Galaxy | Andromeda | Great Andromeda Galaxy | Great Andromeda Nebula | Andromeda Nebula | UGC 454
M 32 | Le Gentil | Arp 168 | UGC 452
M 33 | Triangulum Galaxy | Triangulum Pinwheel | Triangulum Pinwheel Galaxy | UGC 1117
M 49 | Arp 134
M 51 | Whirlpool Galaxy | Whirlpool | M 51A | Arp 85 | UGC 8493
M 60 | Arp 116
M 61 | Swelling Spiral | Swelling Spiral Galaxy
M 63 | Sunflower Galaxy | Sunflower
M 64 | Black Eye Galaxy | Sleeping Beauty Galaxy | Evil Eye Galaxy
M 74 | Phantom Galaxy
M 77 | Cetus A | Squid Galaxy | Arp 37
M 81 | Bode's Galaxy | Bode's Nebula | Bodes | Bode Galaxy
M 82 | Cigar Galaxy | Cigar | Arp 337
M 83 | Southern Pinwheel Galaxy | Southern Pinwheel | Thousand Ruby Galaxy
M 87 | Virgo A | Virgo Galaxy | Smoking Gun Galaxy | Arp 152
M 94 | Croc's Eye Galaxy | Crocodile Eye Galaxy | Cat's Eye Galaxy
M 99 | Coma Pinwheel | Coma Pinwheel Galaxy | St. Catherine's Wheel | Virgo Cluster Pinwheel
M 100 | Mirror Galaxy
M 101 | Pinwheel Galaxy | Pinwheel | Arp 26
M 104 | Sombrero Galaxy | Sombrero
M 108 | Surfboard Galaxy
M 109 | Vacuum Cleaner Galaxy
NGC 55 | String of Pearls Galaxy
NGC 247 | Needle's Eye Galaxy
NGC 253 | Sculptor Galaxy | Silver Coin Galaxy | Silver Dollar Galaxy
NGC 292 | Small Magellanic Cloud | SMC | Nubecula Minor
NGC 300 | Southern Triangulum Galaxy
NGC 404 | Mirach's Ghost
NGC 520 | Flying Ghost | Arp 157
NGC 772 | Fiddlehead Galaxy | Arp 78
NGC 891 | Silver Sliver Galaxy | Outer Limits Galaxy
NGC 1055 | Eyeball Galaxy
NGC 1097 | Arp 77
NGC 1232 | Eye of God Galaxy | Arp 41
NGC 1275 | Perseus A
NGC 1316 | Fornax A | Arp 154
NGC 1365 | Great Barred Spiral Galaxy | Fornax Propeller Galaxy
NGC 1566 | Spanish Dancer Galaxy | Spanish Dancer
NGC 1569 | Arp 210
NGC 2146 | Dusty Hand Galaxy
NGC 2276 | Arp 25
NGC 2442 | Meathook Galaxy | NGC 2443
NGC 2537 | Bear Paw Galaxy | Bear's Paw Galaxy | Arp 6
NGC 2623 | Arp 243
NGC 2683 | UFO Galaxy
NGC 2685 | Arp 336
NGC 2841 | Tiger's Eye Galaxy
NGC 3077 | Garland Galaxy
NGC 3184 | Little Pinwheel Galaxy
NGC 3314 | NGC 3314A
NGC 3344 | Sliced Onion Galaxy
NGC 3521 | Bubble Galaxy
NGC 3628 | Sarah's Galaxy
NGC 3718 | Arp 214
NGC 3808 | Arp 87
NGC 4038 | NGC 4039 | Antennae | Antennae Galaxies | Antennae Galaxy | Antenna Galaxies | Antenna Galaxy | Ring Tail Galaxy | Arp 244
NGC 4216 | Silver Streak Galaxy
NGC 4244 | Silver Needle Galaxy
NGC 4435 | NGC 4438 | Eyes Galaxies | The Eyes | Arp 120
NGC 4490 | NGC 4485 | Cocoon Galaxy | Arp 269
NGC 4526 | Hairy Eyebrow Galaxy
NGC 4559 | Leaping Galaxy
NGC 4565 | Needle Galaxy | Berenice's Hair Clip
NGC 4567 | NGC 4568 | Siamese Twins | Siamese Twins Galaxies | Butterfly Galaxies
NGC 4605 | Faberge Egg Galaxy
NGC 4631 | Whale Galaxy | Herring Galaxy
NGC 4656 | NGC 4657 | Hockey Stick Galaxy | Hockey Stick Galaxies | Crowbar Galaxy
NGC 4676 | NGC 4676A | Mice Galaxies | The Mice | Arp 242
NGC 4762 | Paper-Kite Galaxy
NGC 4945 | Tweezers Galaxy
NGC 5128 | Centaurus A | Cen A | Arp 153
NGC 5216 | NGC 5218 | Keenan's System | Arp 104
NGC 5907 | Splinter Galaxy | Knife Edge Galaxy | NGC 5906
NGC 6503 | Lost-in-Space Galaxy | Lost in Space
NGC 6744 | Pavo Galaxy
NGC 6822 | Barnard's Galaxy | IC 4895
NGC 6946 | Fireworks Galaxy | Arp 29
NGC 7252 | Atoms for Peace Galaxy | Arp 226
NGC 7331 | Deer Lick Galaxy
NGC 7479 | Superman Galaxy | Propeller Galaxy
NGC 7640 | UGC 12554
NGC 7742 | Fried Egg Galaxy
NGC 7793 | Bond's Galaxy
NGC 7814 | Little Sombrero Galaxy | Little Sombrero | Electric Arc Galaxy
IC 10 | UGC 192
IC 342 | Hidden Galaxy
IC 1613 | DDO 8
IC 2574 | Coddington's Nebula | Coddington's Galaxy
LMC | Large Magellanic Cloud | Nubecula Major
UGC 10214 | Tadpole Galaxy | Arp 188
UGC 1810 | Arp 273 | Rose Galaxy | Rose Galaxies
UGC 4305 | Holmberg II | Arp 268
UGC 5470 | Leo I | Leo I Dwarf | Regulus Dwarf
HCG 44 | Leo Quartet | Arp 316
HCG 61 | The Box | Box Galaxy Group
HCG 79 | Seyfert's Sextet | NGC 6027
HCG 92 | Stephan's Quintet | Stephan's Quintett | NGC 7317 | NGC 7318 | NGC 7319 | NGC 7320 | Arp 319
Leo Triplet | Leo Trio | M 66 Group | Arp 317
Markarian's Chain | Markarian Chain
Draco Trio | Draco Triplet | Draco Group
Deer Lick Group | NGC 7331 Group
Abell 426 | Perseus Cluster | Perseus Galaxy Cluster
Abell 1656 | Coma Cluster | Coma Galaxy Cluster
Abell 2151 | Hercules Galaxy Cluster | Hercules Cluster of Galaxies
Virgo Cluster | Virgo Galaxy Cluster
ESO 350-40 | Cartwheel Galaxy
Hoag's Object | Hoag's Galaxy | PGC 54559
Maffei 1 | UGCA 34
`;
