/**
 * Bright nebulae and remnants of supernovae: one a line, the designation first, then its other names. Numbers
 * of Sharpless (1959, Sh2), Lynds (1965, LBN), van den Bergh (1966, vdB), Cederblad (1946, Ced), Gum (1955)
 * and Rodgers, Campbell & Whiteoak (1960, RCW) as cross-identified by SIMBAD (CDS) and those catalogues;
 * common names of NASA's Messier and Caldwell pages and of planetarium programs.
 *
 * A part and its whole are two (the Veil and its eastern arc, the Rosette and its cluster NGC 2244, IC 4604
 * and the clouds around Rho Ophiuchi), and so are neighbours that share a field (NGC 7822 and Sh2-171) and a
 * dark nebula and the bright one behind it (B 33 and IC 434). Left out because two objects share them:
 * Butterfly Nebula (NGC 6302, IC 1318), Lobster Nebula (NGC 6357, M 17), Cosmic Bat (NGC 1788, LDN 43),
 * Keyhole; and names that mean something else as often: Heart, Soul, Eagle, Pelican, Orion, Orion B (a cloud
 * that holds NGC 2024, B 33 and M 78).
 */
export const NEBULAE = `
M 1 | Crab Nebula | Crab | Taurus A | Sh2-244
M 8 | Lagoon Nebula | Lagoon | Sh2-25 | NGC 6533
M 16 | Eagle Nebula | Star Queen Nebula | Pillars of Creation | IC 4703 | Sh2-49
M 17 | Omega Nebula | Swan Nebula | Horseshoe Nebula | Checkmark Nebula | Sh2-45
M 20 | Trifid Nebula | Trifid | Triffid Nebula | Sh2-30
M 42 | Orion Nebula | Great Orion Nebula | Great Nebula in Orion | Sh2-281
M 43 | De Mairan's Nebula | Mairan's Nebula
M 78 | Casper the Friendly Ghost Nebula
NGC 281 | Pacman Nebula | Pacman | Sh2-184 | IC 11
NGC 896 | Fish Head Nebula | IC 1795
NGC 1435 | Merope Nebula | Tempel's Nebula
NGC 1491 | Fossil Footprint Nebula | Sh2-206
NGC 1499 | California Nebula | California | Sh2-220
NGC 1555 | Hind's Variable Nebula | Hind's Nebula
NGC 1579 | Northern Trifid | Northern Trifid Nebula | Trifid of the North | Sh2-222
NGC 1624 | Sh2-212
NGC 1788 | Fox Face Nebula
NGC 1931 | Fly Nebula | Sh2-237
NGC 1977 | NGC 1973 | NGC 1975 | Running Man Nebula | Running Man | Sh2-279
NGC 2024 | Flame Nebula | Sh2-277
NGC 2070 | Tarantula Nebula | Tarantula | 30 Doradus | 30 Dor
NGC 2080 | Ghost Head Nebula
NGC 2174 | NGC 2175 | Monkey Head Nebula | Sh2-252
NGC 2237 | Rosette Nebula | Rosette | NGC 2238 | NGC 2246 | Sh2-275
NGC 2261 | Hubble's Variable Nebula
NGC 2264 | Cone Nebula | Christmas Tree Cluster | Christmas Tree Nebula | Fox Fur Nebula | Sh2-273
NGC 2359 | Thor's Helmet | Thor's Helmet Nebula | Duck Nebula | Sh2-298
NGC 2467 | Skull and Crossbones Nebula | Sh2-311
NGC 2736 | Pencil Nebula | Herschel's Ray | RCW 37
NGC 3199 | Banana Nebula | RCW 48
NGC 3324 | Gabriela Mistral Nebula
NGC 3372 | Carina Nebula | Eta Carinae Nebula | Eta Carina Nebula | Great Carina Nebula | Eta Carinae | RCW 53
NGC 3576 | Statue of Liberty Nebula
NGC 6164 | NGC 6165 | Dragon's Egg Nebula | RCW 107
NGC 6188 | Fighting Dragons of Ara | Fighting Dragons | Rim Nebula | RCW 108
NGC 6334 | Cat's Paw Nebula | Cats Paw | Bear Claw Nebula | Sh2-8 | RCW 127
NGC 6357 | War and Peace Nebula | Sh2-11 | RCW 131
NGC 6559 | Chinese Dragon Nebula
NGC 6604 | Sh2-54
NGC 6729 | R Coronae Australis Nebula | R CrA Nebula
NGC 6820 | Sh2-86
NGC 6888 | Crescent Nebula | Crescent | Euro Sign Nebula | Sh2-105
NGC 6960 | Western Veil Nebula | West Veil Nebula | Western Veil | West Veil | Veil Nebula West | Veil West | Witch's Broom Nebula | Witch's Broom | Finger of God Nebula
NGC 6979 | Pickering's Triangle | Fleming's Triangular Wisp | Fleming's Triangle
NGC 6992 | Eastern Veil Nebula | East Veil Nebula | Eastern Veil | East Veil | Veil Nebula East | Veil East | Network Nebula
NGC 6995 | Bat Nebula
NGC 7000 | North America Nebula | North American Nebula | North America | NAN | Sh2-117
NGC 7023 | Iris Nebula | Iris | vdB 139
NGC 7129 | Small Cluster Nebula | Rosebud Nebula
NGC 7380 | Wizard Nebula | Wizard | Sh2-142
NGC 7538 | Northern Lagoon Nebula | Sh2-158
NGC 7635 | Bubble Nebula | Bubble | Sh2-162
IC 63 | Ghost of Cassiopeia | Ghost of Cassiopeia Nebula
IC 349 | Barnard's Merope Nebula
IC 405 | Flaming Star Nebula | Flaming Star | Sh2-229
IC 410 | Tadpole Nebula | Tadpoles Nebula | Tadpoles | Sh2-236
IC 417 | Spider Nebula | Sh2-234
IC 443 | Jellyfish Nebula | Jellyfish | Sh2-248
IC 1284 | Sh2-37
IC 1318 | Gamma Cygni Nebula | Sadr Region | Sadr Nebula | Sadr | Sh2-108
IC 1396 | Sh2-131
IC 1396A | Elephant's Trunk Nebula | Elephant Trunk Nebula | Elephants Trunk | Elephant Trunk | vdB 142
IC 1470 | Sh2-156
IC 1805 | Heart Nebula | Running Dog Nebula | Valentine Nebula | Sh2-190
IC 1848 | Soul Nebula | Baby Nebula | Sh2-199
IC 2118 | Witch Head Nebula | Witch Head | Witch's Head Nebula | NGC 1909
IC 2177 | Seagull Nebula | Seagull
IC 2944 | Running Chicken Nebula | Running Chicken | Lambda Centauri Nebula | RCW 62
IC 4592 | Blue Horsehead Nebula | Blue Horsehead
IC 4604 | Rho Ophiuchi Nebula | vdB 106
IC 4628 | Prawn Nebula | Gum 56
IC 5070 | Pelican Nebula | IC 5067
IC 5146 | Cocoon Nebula | Cocoon | Sh2-125
Sh2-1 | vdB 99
Sh2-27 | Zeta Ophiuchi Nebula
Sh2-64 | W40 | Westerhout 40
Sh2-82 | Little Cocoon Nebula | Little Trifid | Little Trifid Nebula
Sh2-101 | Tulip Nebula | Tulip
Sh2-103 | Veil Nebula | Veil | Veil Nebula Complex | Cygnus Loop | Veil Complex
Sh2-106 | Celestial Snow Angel | Snow Angel Nebula
Sh2-119 | Clamshell Nebula
Sh2-126 | Great Lacerta Nebula
Sh2-129 | Flying Bat Nebula
Sh2-132 | Lion Nebula
Sh2-136 | Ghost Nebula | Ghost Nebula in Cepheus | vdB 141
Sh2-155 | Cave Nebula
Sh2-157 | Lobster Claw Nebula | Lobster Claw
Sh2-170 | Little Rosette Nebula | Little Rosette
Sh2-185 | Gamma Cassiopeiae Nebula
Sh2-188 | Shrimp Nebula | Simeis 22
Sh2-224 | Rice Hat Nebula
Sh2-240 | Simeis 147 | Spaghetti Nebula
Sh2-261 | Lower's Nebula
Sh2-264 | Lambda Orionis Nebula | Angelfish Nebula | Meissa Nebula | Lambda Orionis Ring
Sh2-276 | Barnard's Loop | Barnard Loop
Sh2-308 | Dolphin Head Nebula | Dolphin Nebula | Gourd Nebula
Ou 4 | Squid Nebula | Giant Squid Nebula
vdB 93 | Sh2-292 | Gum 1
vdB 152 | Wolf's Cave Nebula | Wolf's Cave
LBN 437 | Gecko Nebula
LBN 777 | Vulture Head Nebula | Baby Eagle Nebula
Gum 12 | Gum Nebula
Gum 16 | Vela Supernova Remnant | Vela SNR
RCW 49 | Gum 29
CTB 1 | Garlic Nebula | Medulla Nebula
Rho Ophiuchi Cloud Complex | Rho Ophiuchi Complex | Rho Ophiuchi | Rho Oph
Soap Bubble Nebula | PN G75.5+1.7 | Ju 1
W 50 | Westerhout 50 | Manatee Nebula
`;
