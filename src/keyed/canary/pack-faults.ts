import { wordFinder } from "../../probes/check/find-words.js";
import { unsafeWords, vendorNames } from "../../probes/check/word-lists.js";
import type { DocumentFault } from "../../probes/document/faults.js";
import { foldText, isBoundary } from "../../probes/readers/fold-text.js";
import { type CanaryDraft, type CanaryItem, isAccountItem } from "./canary-pack.js";
import { mentionOf } from "./reading/read-reply.js";

export const leastGlobalItems = 16;
const leastAlternatives = 4;
export const advisedAlternatives = 16;

const findVendor = wordFinder(vendorNames);
/** Subjects on which a wrong detail can hurt somebody; `unsafeWords` has what nobody should be asked about at all. */
const gravePlaces = [
  "dos(?:es?|ages?)",
  "medic(?:al|ines?|ations?)",
  "diagnos(?:is|es|ed)",
  "vaccin\\w+",
  "allerg(?:y|ies|ic)",
  "lawsuits?",
  "attorneys?",
  "verdicts?",
  "invest(?:ment|ing|or)s?",
  "mortgages?",
  "loans?",
  "tax(?:es)?",
  "first aid",
  "evacuat\\w+",
  "elections?",
  "passwords?",
];
const findUnsafe = wordFinder([...unsafeWords, ...gravePlaces]);
const address = /\bhttps?:|\bwww\.|\S@\S+\.\S/iu;

/** Kinds that say something untrue or unasked, and so may not be served to everybody. */
const limitedKinds: readonly string[] = ["fictitious-fact", "trigger-response"];

/** What no schema can say, and without which the test is not exact, not readable or not harmless. */
export function canaryPackFaults(pack: CanaryDraft): DocumentFault[] {
  return [...packWideFaults(pack), ...pack.items.flatMap((item, index) => itemFaults(item, ["items", index]))];
}

/** What may stay but should be known before anything is planted. */
export function canaryPackWarnings(pack: CanaryDraft): string[] {
  const few = pack.items.filter(({ alphabet }) => alphabet.length < advisedAlternatives).length;
  const sorted = pack.items.filter(({ alphabet }) => isSorted(alphabet)).length;
  return [
    ...(few > 0
      ? [`${few} items have fewer than ${advisedAlternatives} alternatives: each hit then says little.`]
      : []),
    ...(sorted > 0
      ? [`${sorted} alphabets stand in alphabetical order; a random order keeps the place free of preference.`]
      : []),
    ...(pack.derivation.beacon.source === "none"
      ? [
          "There is no beacon: whoever doubts the result may say that the key was searched for until it suited the suspect.",
        ]
      : []),
  ];
}

function packWideFaults(pack: CanaryDraft): DocumentFault[] {
  const faults: DocumentFault[] = [];
  const firstId = new Map<string, number>();
  const firstQuestion = new Map<string, string>();
  pack.items.forEach((item, index) => {
    const first = firstId.get(item.id);
    if (first !== undefined) {
      faults.push({
        place: ["items", index, "id"],
        found: `the id "${item.id}" is already used by items[${first}].`,
        fix: "Give every item its own id.",
      });
    } else firstId.set(item.id, index);
    item.probes.forEach(({ messages }, wording) => {
      const question = foldText(messages.map(({ content }) => content).join("\n"));
      const other = firstQuestion.get(question);
      if (other !== undefined) {
        faults.push({
          place: ["items", index, "probes", wording],
          found: `the same question is asked for ${other}.`,
          fix: "Ask every item and every wording in words of its own: one reply cannot serve two.",
        });
      } else firstQuestion.set(question, `"${item.id}"`);
    });
  });
  const counts = new Map<string, number>();
  for (const { kind } of pack.items) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  for (const kind of new Set([...counts.keys(), ...Object.keys(pack.kindCounts)])) {
    const here = counts.get(kind) ?? 0;
    const said = pack.kindCounts[kind] ?? 0;
    if (here === said) continue;
    faults.push({
      place: ["kindCounts", kind],
      found: `it says ${said}, and there are ${here} items of this kind.`,
      fix: `Write ${here}.`,
    });
  }
  const global = pack.items.filter((item) => !isAccountItem(item));
  if (global.length < leastGlobalItems) {
    faults.push({
      place: ["items"],
      found: `${global.length} items have a value that is the same for everybody.`,
      fix: `Detection needs at least ${leastGlobalItems}; items of scope "account" are tested apart.`,
    });
  }
  if (pack.derivation.accountKeys !== pack.items.some(isAccountItem)) {
    faults.push({
      place: ["derivation", "accountKeys"],
      found: pack.derivation.accountKeys
        ? 'it says true, and no item has the scope "account".'
        : 'it says false, and there are items of scope "account".',
      fix: pack.items.some(isAccountItem) ? "Write true." : "Write false.",
    });
  }
  const { primaryTest } = pack.analysis;
  const sizes = new Set(global.map(({ alphabet }) => alphabet.length));
  if (sizes.size > 1 && (primaryTest === "binomial-1/D" || primaryTest === "exposure-rank")) {
    faults.push({
      place: ["analysis", "primaryTest"],
      found: `${primaryTest} needs as many alternatives in every item, and there are ${[...sizes].sort((a, b) => a - b).join(", ")}.`,
      fix: "Use poisson-binomial, or make the alphabets equally long.",
    });
  }
  const limited = pack.items.find(({ kind }) => limitedKinds.includes(kind));
  if (limited !== undefined && pack.planting.scope === "all-accounts") {
    faults.push({
      place: ["planting", "scope"],
      found: `items of kind ${limited.kind} would be served to every account.`,
      fix: "Serve them to flagged or seeded accounts only, or use benign-choice.",
    });
  }
  return faults;
}

type Steps = readonly (string | number)[];

function itemFaults(item: CanaryItem, place: Steps): DocumentFault[] {
  return [
    ...alphabetFaults(item, [...place, "alphabet"]),
    ...item.probes.flatMap((_, wording) => probeFaults(item, wording, [...place, "probes", wording, "messages"])),
    ...parserFaults(item, [...place, "parser"]),
    ...(item.contextTags ?? []).flatMap((tag, index) => contentFaults(tag, [...place, "contextTags", index])),
  ];
}

function alphabetFaults({ alphabet }: CanaryItem, place: Steps): DocumentFault[] {
  const faults: DocumentFault[] = [];
  if (alphabet.length < leastAlternatives) {
    faults.push({
      place,
      found: `there are ${alphabet.length} alternatives.`,
      fix: `Give at least ${leastAlternatives}; ${advisedAlternatives} or more are advised.`,
    });
  }
  const folded = alphabet.map((value) => foldText(value).trim());
  const first = new Map<string, number>();
  folded.forEach((value, index) => {
    const at = [...place, index];
    const other = first.get(value);
    if (value === "") faults.push({ place: at, found: "the value is blank.", fix: "Write a value." });
    else if (other !== undefined) {
      faults.push({
        place: at,
        found: `"${alphabet[index]}" reads the same as value ${other}, "${alphabet[other]}".`,
        fix: "Values must differ in more than capitals and forms of letters.",
      });
    } else first.set(value, index);
    faults.push(...contentFaults(alphabet[index]!, at));
  });
  folded.forEach((value, index) => {
    const inner = partsOf(value).find((part) => part !== value && first.has(part));
    if (inner === undefined) return;
    faults.push({
      place: [...place, index],
      found: `the value "${alphabet[first.get(inner)!]}" stands inside "${alphabet[index]}".`,
      fix: "A reply could not be read: change one of the two.",
    });
  });
  return faults;
}

/** Every part of a value that begins and ends where words may. */
function partsOf(value: string): string[] {
  const letters = [...value];
  const edges = letters.flatMap((letter, at) => (isBoundary(letters[at - 1] ?? "", letter) ? [at] : []));
  edges.push(letters.length);
  return edges.flatMap((from, first) => edges.slice(first + 1).map((to) => letters.slice(from, to).join("")));
}

function probeFaults({ alphabet, probes }: CanaryItem, wording: number, place: Steps): DocumentFault[] {
  const { messages } = probes[wording]!;
  const faults: DocumentFault[] = [];
  if (messages.at(-1)!.role !== "user") {
    faults.push({
      place: [...place, messages.length - 1, "role"],
      found: "the conversation does not end with the user's turn, so there is nothing to answer.",
      fix: 'End with a message of role "user".',
    });
  }
  messages.forEach(({ role, content }, turn) => {
    const at = [...place, turn, "content"];
    if (role === "system" && turn > 0) {
      faults.push({
        place: [...place, turn, "role"],
        found: "a system message stands after the beginning.",
        fix: "Put it first, or make it a user message.",
      });
    }
    const folded = foldText(content);
    const told = alphabet.find((value) => mentionOf(folded, foldText(value).trim()) >= 0);
    if (told !== undefined) {
      faults.push({
        place: at,
        found: `the question names "${told}", one of its own answers.`,
        fix: "Ask without naming any value of the alphabet.",
      });
    }
    faults.push(...contentFaults(content, at));
  });
  return faults;
}

function parserFaults({ parser }: CanaryItem, place: Steps): DocumentFault[] {
  const at = [...place, "pattern"];
  const { kind, pattern } = parser;
  if (kind === "regex") {
    let groups: number | null = null;
    try {
      groups = new RegExp(`${pattern ?? ""}|`, "u").exec("")!.length - 1;
    } catch {
      // Told below.
    }
    if (pattern === undefined || groups !== 1)
      return [
        {
          place: at,
          found: groups === null ? "this is no regular expression." : "the expression needs exactly one capture group.",
          fix: "Write an expression whose only ( ) surrounds the value.",
        },
      ];
  } else if (kind === "json-pointer") {
    if (pattern === undefined || !pattern.startsWith("/"))
      return [{ place: at, found: "a JSON pointer is needed.", fix: 'Write for example "/name".' }];
  } else if (pattern !== undefined) {
    return [{ place: at, found: `the parser ${kind} has no pattern.`, fix: "Remove it." }];
  }
  return [];
}

/** Nothing that is planted may do harm, name a real maker or lead anywhere. */
function contentFaults(text: string, place: Steps): DocumentFault[] {
  if (/\p{Surrogate}/u.test(text))
    return [{ place, found: "the text holds half of a character.", fix: "Write the character again, or remove it." }];
  if (address.test(text))
    return [{ place, found: "the text holds an address.", fix: "Plant no links and no mail addresses." }];
  const vendor = findVendor(text);
  if (vendor !== null)
    return [{ place, found: `the text names a maker or model ("${vendor}").`, fix: "Use invented names only." }];
  const unsafe = findUnsafe(text);
  if (unsafe !== null)
    return [
      {
        place,
        found: `"${unsafe}" touches a subject on which nothing untrue may be served.`,
        fix: "Keep to harmless subjects: no medicine, law, money, safety or people.",
      },
    ];
  return [];
}

function isSorted(alphabet: readonly string[]): boolean {
  return alphabet.length >= leastAlternatives && alphabet.every((value, at) => at === 0 || alphabet[at - 1]! <= value);
}
