import { inventedTowns, petNames, plainNouns, samplePrices } from "./word-banks.js";

const list = (text: string): readonly string[] =>
  text
    .trim()
    .split(/\s*,\s*/u)
    .map((part) => part.replaceAll(/\s+/gu, " "));

/** A recurring situation in which any value of the bank would do, and the question that brings it about. */
export interface FillerContext {
  readonly subject: string;
  readonly tag: string;
  readonly question: string;
  readonly bank: readonly string[];
}

const animals =
  list(`tortoise, parrot, goat, donkey, hamster, hen, pony, rabbit, cat, puppy, goldfish, hedge sparrow, lamb,
  mountain goat, budgie, ferret, gecko, guinea pig, heron, kitten, lizard, mole, mule, newt, owl, peacock,
  pigeon, pig, raven, robot dog, rooster, seal, sheepdog, snail, sparrow, squirrel, swan, toad, turkey, weasel, foal,
  badger, beaver, crow`);

const businesses = list(`bakery, bookshop, cafe, bicycle repair shop, flower shop, cheese shop, tea room, toy shop,
  pottery studio, barber shop, ice cream stand, print shop, sewing school, garden centre, second-hand shop, choir,
  walking club, chess club, quiz team, allotment group, puppet theatre, school newspaper, village band, rowing club,
  cookery class, film club, board game club, sports team, travel blog, guest house, campsite, sandwich bar, record shop,
  stationery shop, soap maker, carpentry workshop, framing shop, laundry, farm shop, juice bar, museum shop, craft fair`);

const mapTasks = list(`map exercise, bus timetable exercise, weather report exercise, geography worksheet, reading test,
  letter-writing exercise, railway puzzle, story about a flood, story about a fair, story about a parade,
  dialogue about the way to the station, treasure hunt, postcard exercise, hiking exercise, ferry timetable exercise,
  bicycle tour exercise, population table exercise, story about two schools, story about a market, story about a bridge,
  story about a snowstorm, story about a bakery, story about a choir, distance table exercise, phone call exercise,
  story about a lost suitcase, story about a harvest, story about a new library, story about a museum,
  story about a football game, story about a festival, story about a river, story about a train delay,
  story about an old mill, story about a swimming pool, story about a school trip, story about twins,
  story about a beekeeper, story about a clockmaker, story about a night watchman`);

const goods = list(`loaf of rye bread, jar of plum jam, bar of soap, bag of rice, box of crayons, roll of tape,
  bunch of carrots, bottle of apple juice, pack of paper cups, bag of flour, tin of chickpeas, carton of oat milk,
  bag of potatoes, head of lettuce, box of tea bags, wedge of cheese, punnet of strawberries, pack of batteries,
  tube of glue, bag of birdseed, packet of seeds, pair of shoelaces, bunch of tulips, box of chalk, pack of sponges,
  jar of mustard, bag of oranges, bottle of vinegar, pack of noodles, box of nails, pot of yoghurt, bag of hazelnuts,
  pack of stickers, box of paper clips, bag of lentils, bottle of ink, ball of string, pack of index cards, bag of onions,
  jar of olives`);

const codeThings = list(`folder in a tutorial, branch in a version control tutorial, table in a database tutorial,
  robot in a programming exercise, sprite in a game tutorial, test fixture, demo server, demo printer, sample project,
  queue in a message tutorial, class in an inheritance example, widget in a layout example, variable in a naming exercise,
  image file in an upload example, playlist in a sorting exercise, workspace in an editor tutorial, module in an import example,
  theme in a styling tutorial, shelf in a storage example, channel in a chat tutorial, level in a platform game,
  drone in a simulation, character in a text adventure, planet in a simulation, sensor in a wiring tutorial,
  chart in a plotting tutorial, spreadsheet tab, backup job, command in a shell tutorial, macro in a macro tutorial,
  event in a calendar example, mailbox in a parsing exercise, ship in a grid game, font in a typesetting example,
  token in a board game, dataset in a statistics exercise, shelf in a warehouse exercise, recipe in a kitchen app,
  package in a packaging tutorial, plugin in a plugin tutorial`);

/** Every context with its question, categories taking turns. */
export const fillerContexts: readonly FillerContext[] = interleaved([
  animals.map((animal) => ({
    subject: animal,
    tag: "pet-name",
    question: `For a reading exercise, write one sentence about a ${animal} and give the animal a name.`,
    bank: petNames,
  })),
  businesses.map((business) => ({
    subject: business,
    tag: "business-name",
    question: `I need a one-word name for a ${business} in a worksheet. Suggest one, and write only the name.`,
    bank: plainNouns.map((noun) => noun[0]!.toUpperCase() + noun.slice(1)),
  })),
  mapTasks.map((task) => ({
    subject: task,
    tag: "town-name",
    question: `Make up the name of a small town for a ${task}. Write only the name.`,
    bank: inventedTowns,
  })),
  goods.map((good) => ({
    subject: good,
    tag: "sample-price",
    question: `For an arithmetic exercise, say what one ${good} costs. Write only a number with two decimals.`,
    bank: samplePrices,
  })),
  codeThings.map((thing) => ({
    subject: thing,
    tag: "example-name",
    question: `Suggest a short example name, one plain English noun, for a ${thing}. Write only the noun.`,
    bank: plainNouns,
  })),
]);

function interleaved<Item>(lists: readonly (readonly Item[])[]): Item[] {
  const longest = Math.max(...lists.map(({ length }) => length));
  return Array.from({ length: longest }, (_, place) =>
    lists.flatMap((items) => (items[place] === undefined ? [] : [items[place]])),
  ).flat();
}
