/**
 * Values that can stand for one another without saying anything: no real maker, place or person, nothing that a model
 * would prefer for its meaning. Written for this project.
 */

const words = (text: string): readonly string[] => text.trim().split(/\s+/u);

/** Names for animals in stories. */
export const petNames = words(`
  Biscuit Pepper Maple Clover Domino Waffles Tansy Pumpkin Noodle Sprocket Truffle Bramble Peanut Mittens Pickle Juniper
  Nutmeg Button Marble Hazel Whiskers Ziggy Tofu Muffin Bandit Dumpling Poppy Sorrel Acorn Velvet Chutney Fennel Gumdrop
  Pretzel Sesame Twiggy Ripple Saffron Crumpet Doodle Figaro Quincy Rascal Thimble Wombat Barnaby Cosmo Dexter
  Freckle Gizmo Hobnob Inky Jasper Kipper Lulu Monty Nibbles Otto Paddy Rufus Scamp Tilly Umber Vinnie Yoyo
  Beans Caramel Dotty Ember Fudge Ginger Honey Indigo Jellybean Kiwi Lolly Mocha Nacho Olive Paprika Quince Rhubarb
  Smudge Toffee Vesper Widget Yarrow Zinnia Bobbin Chestnut Dapple Echo Flapjack Gherkin Heather Iggy Jigsaw Kettle
  Lentil Mango Nimbus Oatmeal Patches Radish Socks Turnip Bumble Comet Dusty Filbert Gooseberry Huckle Mungo Pippin`);

/** Plain things, for emblems, example names and one-word replies. */
export const plainNouns = words(`
  lantern anchor thicket pebble bellows compass ribbon saddle trellis kettledrum acorncap barrel candle feather goblet
  hammock icicle jigsaw kite ladder mitten needle oar paddle quilt rudder scarf teapot umbrella violin whistle xylophone
  yoke zither abacus bucket cushion doorbell easel flagon gutter hinge inkwell jug knapsack lattice mallet napkin orchard
  pulley quiver raft spindle tassel urn vase wicker yarn zipper awning bobbin crate drum envelope funnel gong hatbox
  iceberg jar keyhole ledger mirror nutshell oven pendulum quarry rope sundial thimble vane wagon wheelbarrow almanac
  basket chimney dinghy eyelet fiddle glove hourglass insole javelin kiln locket marble notebook otter parasol quill
  rocket stirrup trowel valley walnut banister cobweb dovecote ferry gazebo hedgehog lighthouse meadow nozzle obelisk
  periscope rafter sailboat tambourine turret windmill beacon cartwheel drawbridge fountain gondola handrail magnet
  parchment ratchet satchel telescope tugboat weathervane`);

const townBeginnings = words(
  "Quell Marrow Thorn Bel Vel Dun Os Harl Wick Fen Tarr Grim Lor Pell Ash Brack Cald Elm Gant Hob Kest Lind Mor Nar Ox",
);
const townEndings = words("mere stow by combe wick ridge holt dene barrow stead thwaite garth leigh ness fold croft");

/** Invented places: every beginning with every ending. */
export const inventedTowns: readonly string[] = townBeginnings.flatMap((beginning) =>
  townEndings.map((ending) => `${beginning}${ending}`),
);

/** Sample prices: 1.05 to 9.95 in steps of five, no round numbers. */
export const samplePrices: readonly string[] = Array.from({ length: 179 }, (_, step) => 105 + step * 5)
  .filter((cents) => cents % 100 !== 0 && cents % 50 !== 0)
  .map((cents) => `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, "0")}`);

/** Counts that nobody would guess first. */
export const threeDigitNumbers: readonly string[] = Array.from({ length: 799 }, (_, step) => String(113 + step)).filter(
  (number) => !number.endsWith("0") && !number.endsWith("5") && new Set(number).size === 3,
);

const soundsBefore = words("vk tq zr mb xl pw gd jn kv rz");
const soundsWithin = words("tarno velki dosku merza pilgo sunda kepru hozni balte rufke gonti yalmo");

/** Notations that stand for nothing anywhere. */
export const nonceNotations: readonly string[] = soundsBefore.flatMap((before) =>
  soundsWithin.flatMap((within) => [3, 4, 6, 7, 9].map((digit) => `${before}~${within}/${digit}`)),
);
