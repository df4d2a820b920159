/**
 * Planetary nebulae and stars' winds that look like them: one a line, the designation first, then its other
 * names. Abell (1966) numbers as cross-identified with Sharpless by SIMBAD (CDS); common names of NASA's
 * Messier and Caldwell pages and of planetarium programs.
 *
 * Left out because two objects share them: Butterfly Nebula (NGC 6302, M 2-9, IC 1318), Hourglass Nebula
 * (MyCn 18 and a part of M 8).
 */
export const PLANETARIES = `
M 27 | Dumbbell Nebula | Dumbbell | Apple Core Nebula
M 57 | Ring Nebula | Ring Nebula in Lyra
M 76 | NGC 651 | Little Dumbbell Nebula | Little Dumbbell | Cork Nebula | Barbell Nebula
M 97 | Owl Nebula
NGC 40 | Bow-Tie Nebula
NGC 246 | Skull Nebula
NGC 1360 | Robin's Egg Nebula
NGC 1501 | Oyster Nebula | Camel's Eye Nebula | Blue Oyster Nebula
NGC 1514 | Crystal Ball Nebula
NGC 1535 | Cleopatra's Eye Nebula | Cleopatra's Eye
NGC 2371 | NGC 2372 | Double Bubble Nebula | Gemini Nebula | Peanut Nebula
NGC 2392 | Eskimo Nebula | Clown-Faced Nebula | Clown Face Nebula
NGC 2440 | Albino Butterfly Nebula
NGC 3132 | Eight-Burst Nebula | Southern Ring Nebula | Southern Ring
NGC 3242 | Ghost of Jupiter | Ghost of Jupiter Nebula | Jupiter's Ghost | Jupiter's Ghost Nebula | Eye Nebula
NGC 3918 | Blue Planetary
NGC 4361 | Lawn Sprinkler Nebula | Garden Sprinkler Nebula
NGC 5189 | Spiral Planetary Nebula | IC 4274
NGC 6210 | Turtle Nebula
NGC 6302 | Bug Nebula | Sh2-6 | RCW 124
NGC 6309 | Box Nebula
NGC 6337 | Cheerio Nebula
NGC 6369 | Little Ghost Nebula | Little Ghost
NGC 6537 | Red Spider Nebula | Red Spider
NGC 6543 | Cat's Eye Nebula | Cats Eye | Snail Nebula
NGC 6572 | Blue Racquetball Nebula | Emerald Nebula
NGC 6751 | Dandelion Puffball Nebula | Glowing Eye Nebula | Glowing Eye
NGC 6781 | Snowglobe Nebula | Ghost of the Moon Nebula
NGC 6818 | Little Gem | Little Gem Nebula
NGC 6826 | Blinking Planetary | Blinking Nebula | Blinking Planetary Nebula
NGC 6905 | Blue Flash Nebula | Blue Flash
NGC 7008 | Fetus Nebula | Coat Button Nebula
NGC 7009 | Saturn Nebula
NGC 7026 | Cheeseburger Nebula
NGC 7027 | Magic Carpet Nebula | Jewel Bug Nebula | Green Rectangle
NGC 7293 | Helix Nebula | Helix
NGC 7354 | Goldfish Nebula
NGC 7662 | Blue Snowball | Blue Snowball Nebula | Snowball Nebula
IC 418 | Spirograph Nebula
IC 4406 | Retina Nebula
IC 4593 | White Eyed Pea
IC 5148 | Spare Tyre Nebula | Spare Tire Nebula | IC 5150
Abell 21 | Sh2-274 | Medusa Nebula
Abell 31 | Sh2-290
Abell 33 | Diamond Ring Nebula
Abell 35 | Sh2-313
Abell 71 | Sh2-116
Jones 1 | Jn 1
Jones-Emberson 1 | JE 1 | Headphone Nebula | Headphones Nebula
MyCn 18 | Engraved Hourglass Nebula
M 2-9 | Minkowski's Butterfly | Minkowski 2-9 | Twin Jet Nebula
M 1-92 | Minkowski 92 | Minkowski's Footprint | Footprint Nebula | Footprint
M 1-67 | Minkowski 1-67 | Sh2-80
Menzel 3 | Mz 3 | Ant Nebula
CRL 2688 | Egg Nebula | RAFGL 2688
CRL 618 | Westbrook Nebula
OH 231.8+4.2 | Rotten Egg Nebula | Calabash Nebula
HD 44179 | Red Rectangle Nebula | Red Rectangle
Shapley 1 | Fine Ring Nebula
`;
