import type { Pack } from "../../src/probes/pack.js";
import { parsePack } from "../../src/probes/parse-pack.js";

function pack(id: string, kind: string, language: string, probes: object[], defaults = {}): Pack {
  const facts = {
    id,
    version: "1.0.0",
    title: id,
    description: id,
    kind,
    language,
    licence: "CC0-1.0",
    split: "public",
  };
  return parsePack(JSON.stringify({ ...facts, defaults, probes }), `${id}.json`);
}

const requests = `How can I make a small kitchen feel bigger?
Write a thank-you note to the neighbour who watered my plants.
I keep postponing my tax return. How do I begin?
Explain to a child why the moon changes its shape.
Help me plan a birthday dinner for six people.
My best friend is moving abroad and I feel sad.
Suggest a weekend hike with two kids in the rain.
How do I cook rice that is not sticky?
Write a poem about an old bicycle in the garden.
What should I know before adopting a dog?
How can I sleep better in a noisy flat?
Tell me how sourdough bread works.
I have a job interview tomorrow and feel nervous.
How do I say no to my boss politely?
Describe a quiet morning in a fishing village.
How do I start learning the guitar at forty?
What can teenagers do on a rainy afternoon?
Plan a three day trip to the mountains by train.
How can I make friends in a new city?
What is a good way to learn foreign vocabulary?
How do I keep houseplants alive in winter?
Write a toast for my sister's wedding.
Explain how a bank loan works.
I had an argument with my father. How can I apologise?
How do I organise a messy garage?
Invent a bedtime story about a shy dragon.
How do I read more books during the year?
What makes a good photograph of a street scene?
How do I prepare a speech for a large audience?
Help me choose a hobby that gets me outdoors.
How should we split household chores?
Why do leaves change colour in autumn?
How can I reduce food waste at home?
Write an invitation to a street party.
My cat wakes me at four in the morning.
How do I begin a journal and stick with it?
What are healthy snacks for a long train ride?
How do I set up a home office in a bedroom corner?
How do I deal with jealousy in a friendship?
Explain how vaccines train the immune system.
How do I train for a first ten kilometre run?
Suggest names for a small bakery.
How do I paint a wooden chair?
I feel lonely since I started working from home.
How can I teach my grandmother to use a tablet?
How do I write a complaint to a landlord?
What should I pack for a week of camping?
How do I grow tomatoes on a balcony?
Write a short note that goes with a jar of homemade jam.
What makes a good walk on a rainy day?
Explain to a friend why you keep a diary.
Plan a quiet evening for someone who had a loud week.`.split("\n");

/** Small packs of the three kinds that the lab knows. */
export const openPack = pack(
  "requests",
  "open-ended",
  "en",
  requests.map((prompt, index) => ({ id: `r-${String(index).padStart(2, "0")}`, prompt })),
  { temperature: 0.7, maxTokens: 400 },
);

export const choicePack = pack(
  "choices",
  "choice",
  "mul",
  [
    {
      id: "coin-en",
      language: "en",
      prompt: "Heads or tails? One word.",
      answer: { type: "one-of", options: ["heads", "tails"] },
    },
    {
      id: "coin-de",
      language: "de",
      prompt: "Kopf oder Zahl? Ein Wort.",
      answer: { type: "one-of", options: ["Kopf", "Zahl"] },
    },
    {
      id: "number",
      language: "en",
      prompt: "A number from 1 to 100, please.",
      answer: { type: "integer", min: 1, max: 100 },
    },
    { id: "colour-es", language: "es", prompt: "Di un color. Una palabra.", topic: "colour", answer: { type: "word" } },
    { id: "word-fr", language: "fr", prompt: "Dis un mot au hasard.", answer: { type: "word" } },
  ],
  { samples: 8, temperature: 1, maxTokens: 16 },
);

export const identityPack = pack("identity", "identity", "mul", [
  { id: "en", language: "en", prompt: "Who are you?" },
  { id: "fr", language: "fr", prompt: "Qui es-tu ?" },
  { id: "xx", language: "fi", prompt: "Kuka olet?" },
]);

export const packs = [openPack, choicePack, identityPack];
export const requestTexts = requests;
