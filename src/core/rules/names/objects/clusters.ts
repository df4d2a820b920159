/**
 * Open and globular clusters: one a line, the designation first, then its other names. Common names are those
 * of NASA's Messier and Caldwell pages and of planetarium programs; Melotte (1915) and Collinder (1931)
 * numbers as cross-identified by SIMBAD (CDS).
 *
 * Left out because two objects share them: Hercules Cluster (M 13, Abell 2151), Starfish Cluster (M 37, M
 * 38), Owl (M 97, NGC 457).
 */
export const CLUSTERS = `
M 6 | Butterfly Cluster | Cr 341 | Mel 178
M 7 | Ptolemy Cluster | Ptolemy's Cluster | Cr 354 | Mel 183
M 11 | Wild Duck Cluster | Wild Duck | Cr 391 | Mel 213
M 12 | Gumball Globular Cluster | Gumball Globular
M 13 | Hercules Globular Cluster | Great Hercules Cluster | Great Globular Cluster in Hercules | Great Hercules Globular Cluster
M 15 | Great Pegasus Cluster
M 18 | Black Swan Cluster
M 22 | Sagittarius Cluster | Great Sagittarius Cluster
M 24 | Small Sagittarius Star Cloud | Sagittarius Star Cloud | Delle Caustiche
M 29 | Cooling Tower Cluster | Cooling Tower
M 34 | Spiral Cluster
M 35 | Shoe-Buckle Cluster | Cr 82
M 36 | Pinwheel Cluster | Cr 71
M 37 | Salt and Pepper Cluster | January Salt-and-Pepper Cluster | Cr 75
M 38 | Cr 67
M 40 | Winnecke 4
M 41 | Little Beehive Cluster | Little Beehive | Cr 118
M 44 | Beehive Cluster | Beehive | Praesepe | Praesepe Cluster | Cr 189 | Mel 88
M 45 | Pleiades | The Pleiades | Seven Sisters | The Seven Sisters | Pleiades Cluster | Subaru | Mel 22 | Cr 42
M 50 | Heart-Shaped Cluster
M 52 | Scorpion Cluster | Cr 455
M 55 | Summer Rose Star | Specter Cluster
M 67 | King Cobra Cluster | Golden Eye Cluster | Cr 204
M 71 | Angelfish Cluster
M 93 | Critter Cluster
M 103 | Cr 14
NGC 104 | 47 Tucanae | 47 Tuc
NGC 188 | Polarissima Cluster | Cr 6 | Mel 2
NGC 225 | Sailboat Cluster
NGC 457 | Owl Cluster | ET Cluster | E.T. Cluster | Dragonfly Cluster | Phi Cassiopeiae Cluster | Kachina Doll Cluster | Cr 12
NGC 663 | Horseshoe Cluster
NGC 752 | Cr 23
NGC 869 | Double Cluster | Double Cluster in Perseus | Perseus Double Cluster | h and Chi Persei | h & Chi Persei | h + Chi Persei | h Chi Persei | NGC 869 + NGC 884 | NGC 869 & NGC 884 | NGC 869 and NGC 884 | NGC 869/884
NGC 884 | Chi Persei
NGC 1502 | Golden Harp Cluster | Jolly Roger Cluster
NGC 1662 | Klingon Battlecruiser Cluster
NGC 2158 | Cr 81
NGC 2169 | 37 Cluster
NGC 2244 | NGC 2239 | Satellite Cluster | Rosette Cluster | Cr 99
NGC 2362 | Tau Canis Majoris Cluster | Mexican Jumping Star | Cr 136
NGC 2419 | Intergalactic Wanderer | Intergalactic Tramp
NGC 2477 | Electric Guitar Cluster | Termite Hole Cluster
NGC 2516 | Southern Beehive Cluster | Southern Beehive | Sprinter Cluster
NGC 3532 | Wishing Well Cluster | Football Cluster | Pincushion Cluster
NGC 3766 | Pearl Cluster
NGC 4755 | Jewel Box | Jewel Box Cluster | Kappa Crucis Cluster | Herschel's Jewel Box
NGC 5139 | Omega Centauri | Omega Cen
NGC 6087 | S Normae Cluster
NGC 6231 | Northern Jewel Box | Baby Scorpion Cluster
NGC 6633 | Tweedledum Cluster | Captain Hook Cluster
NGC 6752 | Great Peacock Globular | Starfish Globular | Pavo Globular
NGC 6819 | Foxhead Cluster | Octopus Cluster
NGC 6866 | Frigate Bird Cluster
NGC 6939 | Flying Geese Cluster
NGC 7160 | Swimming Alligator Cluster
NGC 7789 | Caroline's Rose | Caroline's Rose Cluster | White Rose Cluster | Herschel's Spiral Cluster | Crab Cluster
IC 2391 | Omicron Velorum Cluster
IC 2602 | Southern Pleiades | Theta Carinae Cluster
IC 4665 | Summer Beehive Cluster | Summer Beehive
IC 4756 | Graff's Cluster | Tweedledee Cluster | Secret Garden Cluster
Mel 15 | Cr 26
Mel 20 | Cr 39 | Alpha Persei Cluster | Alpha Persei Moving Cluster
Mel 25 | Hyades | The Hyades | Hyades Cluster | Cr 50
Mel 111 | Coma Star Cluster | Coma Berenices Cluster | Cr 256
Cr 399 | Coathanger | Coathanger Cluster | Brocchi's Cluster | Al Sufi's Cluster
Stock 2 | Muscle Man Cluster | Strongman Cluster
Kemble 1 | Kemble's Cascade
Pal 3 | Palomar 3
Pal 4 | Palomar 4
Pal 12 | Palomar 12
`;
