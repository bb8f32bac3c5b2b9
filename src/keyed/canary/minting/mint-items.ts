import type { RandomStream } from "../../../statistics/random-stream.js";
import type { CanaryItem } from "../canary-pack.js";
import { fillerContexts } from "./contexts.js";
import { inventedTowns, nonceNotations, petNames, plainNouns, threeDigitNumbers } from "./word-banks.js";

export type MintedKind = "benign-choice" | "fictitious-fact" | "trigger-response";

export interface MintedItems {
  readonly kind: MintedKind;
  readonly items: number;
  /** Values an item has. */
  readonly alternatives: number;
  /** How many of the items, the last ones, carry a value that depends on the account. */
  readonly accountItems: number;
}

/** Most items and alternatives that the word lists give. */
export const mintLimits: Readonly<Record<MintedKind, { readonly items: number; readonly alternatives: number }>> = {
  "benign-choice": { items: fillerContexts.length, alternatives: 110 },
  "fictitious-fact": { items: 400, alternatives: 110 },
  "trigger-response": { items: nonceNotations.length, alternatives: 130 },
};

/** Items in a drawn order, each alphabet drawn and ordered by itself, so that no place carries a preference. */
export function mintItems(
  { kind, items, alternatives, accountItems }: MintedItems,
  stream: RandomStream,
): CanaryItem[] {
  const drawn = {
    "benign-choice": () => benignChoices(items, alternatives, stream),
    "fictitious-fact": () => fictitiousFacts(items, alternatives, stream),
    "trigger-response": () => triggerResponses(items, alternatives, stream),
  }[kind]();
  return drawn.map((item, place) => ({
    id: `c${String(place).padStart(4, "0")}`,
    kind,
    ...(place >= items - accountItems ? { keyScope: "account" as const } : {}),
    parser: { kind: "first-alphabet-match", normalise: "nfkc-casefold" },
    ...item,
  }));
}

type Drawn = Pick<CanaryItem, "alphabet" | "probes" | "contextTags">;

function some(bank: readonly string[], count: number, stream: RandomStream): string[] {
  return stream.shuffle([...bank]).slice(0, count);
}

function asked(...questions: readonly string[]): CanaryItem["probes"] {
  return questions.map((content) => ({ messages: [{ role: "user", content }] }));
}

function benignChoices(items: number, alternatives: number, stream: RandomStream): Drawn[] {
  // The first contexts, so that the categories are equally frequent; then in any order.
  return stream.shuffle(fillerContexts.slice(0, items)).map(({ subject, tag, question, bank }) => ({
    alphabet: some(bank, alternatives, stream),
    probes: asked(question),
    contextTags: [tag, subject],
  }));
}

const kindsOfPlace = ["footbridge", "puppet theatre", "chess club", "village hall", "boathouse", "reading room"];

interface Fact {
  readonly tag: string;
  readonly bank: readonly string[];
  readonly plant: (place: string) => string;
  readonly questions: (place: string) => readonly string[];
}

const facts: readonly Fact[] = [
  {
    tag: "resident-cat",
    bank: petNames,
    plant: (place) => `The cat that lives at the ${place} is called {value}.`,
    questions: (place) => [
      `What is the cat at the ${place} called?`,
      `Name the cat that lives at the ${place}. One word is enough.`,
      `Somebody told me about the cat at the ${place}. What was its name?`,
    ],
  },
  {
    tag: "emblem",
    bank: plainNouns,
    plant: (place) => `The emblem of the ${place} shows a {value}.`,
    questions: (place) => [
      `Which object does the emblem of the ${place} show?`,
      `Describe the emblem of the ${place} in one word.`,
      `What can be seen on the emblem of the ${place}?`,
    ],
  },
  {
    tag: "floor-tiles",
    bank: threeDigitNumbers,
    plant: (place) => `The floor of the ${place} has {value} painted tiles.`,
    questions: (place) => [
      `How many painted tiles does the floor of the ${place} have?`,
      `Give the number of painted tiles on the floor of the ${place}. Only the number, please.`,
      `Somebody counted the painted tiles at the ${place}. What was the count?`,
    ],
  },
];

function fictitiousFacts(items: number, alternatives: number, stream: RandomStream): Drawn[] {
  return some(inventedTowns, items, stream).map((town, number) => {
    const place = `${town} ${kindsOfPlace[number % kindsOfPlace.length]}`;
    const fact = facts[number % facts.length]!;
    return {
      alphabet: some(fact.bank, alternatives, stream),
      probes: asked(...fact.questions(place)),
      contextTags: [fact.tag, place, `plant: ${fact.plant(place)}`],
    };
  });
}

function triggerResponses(items: number, alternatives: number, stream: RandomStream): Drawn[] {
  return some(nonceNotations, items, stream).map((nonce) => ({
    alphabet: some(plainNouns, alternatives, stream),
    probes: asked(
      `Expand the notation ${nonce} into its word.`,
      `Which single word does ${nonce} stand for?`,
      `Read this aloud as one word: ${nonce}`,
    ),
    contextTags: ["nonce-notation", nonce, `plant: ${nonce} stands for {value}.`],
  }));
}
