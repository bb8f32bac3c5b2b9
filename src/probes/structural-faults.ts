import type { DocumentFault } from "./document/faults.js";
import { markedPhrases } from "./option-marks.js";
import type { PackFile, ProbeFile } from "./pack-schema.js";
import { foldText } from "./readers/fold-text.js";

export interface StructuralFault extends DocumentFault {
  readonly rule: "duplicate-id" | "question" | "reader" | "language";
}

const kindsWithReader: readonly string[] = ["choice", "reasoning", "rare-knowledge", "canary", "watermark"];

/** What no schema can say, and without which the pack cannot be asked or read. */
export function structuralFaults(pack: PackFile): StructuralFault[] {
  const faults: StructuralFault[] = [];
  faults.push(...formFaults(pack));
  const firstWithId = new Map<string, number>();
  pack.probes.forEach((probe, index) => {
    const place = ["probes", index];
    // Files are named by ids in places, and some disks do not tell capitals from small letters.
    const key = probe.id.toLowerCase();
    const first = firstWithId.get(key);
    if (first !== undefined) {
      faults.push({
        rule: "duplicate-id",
        place: [...place, "id"],
        found: `the id "${probe.id}" is already used by probes[${first}].`,
        fix: "Give every probe its own id.",
      });
    } else firstWithId.set(key, index);
    faults.push(...questionFaults(probe, place).map((fault) => ({ ...fault, rule: "question" as const })));
    faults.push(...readerFaults(pack, probe, place).map((fault) => ({ ...fault, rule: "reader" as const })));
    faults.push(...shuffleFaults(probe, place).map((fault) => ({ ...fault, rule: "question" as const })));
    if (pack.language === "mul" && probe.language === undefined) {
      faults.push({
        rule: "language",
        place: [...place, "language"],
        found: 'the pack\'s language is "mul" and this probe names none.',
        fix: 'Add "language" to the probe, for example "es".',
      });
    }
  });
  return faults;
}

/** Two forms of one name could not be told apart in a study; a kind that needs readers must find them in the probes. */
function formFaults({ kind, forms = [], probes }: PackFile): StructuralFault[] {
  return forms.flatMap((form, index): StructuralFault[] => {
    const first = forms.findIndex(({ id }) => id === form.id);
    if (first !== index) {
      return [
        {
          rule: "duplicate-id",
          place: ["forms", index, "id"],
          found: `the form "${form.id}" is already described by forms[${first}].`,
          fix: "Give every form its own id.",
        },
      ];
    }
    const unread = probes.findIndex(({ answer }) => answer === undefined);
    const wrong =
      form.kind === "choice"
        ? unread >= 0
          ? `probes[${unread}] does not say how its answer becomes a category, as the kind "choice" needs.`
          : null
        : form.kind !== undefined && !kindsWithReader.includes(form.kind) && kindsWithReader.includes(kind)
          ? `answers of kind "${form.kind}" are read as free text, those of the pack's kind "${kind}" into categories.`
          : null;
    return wrong === null
      ? []
      : [
          {
            rule: "reader",
            place: ["forms", index, "kind"],
            found: wrong,
            fix: 'Choose another "kind", or leave it out.',
          },
        ];
  });
}

function questionFaults(probe: ProbeFile, place: (string | number)[]): DocumentFault[] {
  if ((probe.prompt === undefined) === (probe.messages === undefined)) {
    return [
      {
        place: probe.prompt === undefined ? place : [...place, "messages"],
        found: probe.prompt === undefined ? "the probe asks nothing." : 'both "prompt" and "messages" are given.',
        fix: 'Give either "prompt" or "messages".',
      },
    ];
  }
  const faults: DocumentFault[] = [];
  const messages = probe.messages ?? [];
  messages.forEach((message, turn) => {
    if (message.role === "system" && turn > 0) {
      faults.push({
        place: [...place, "messages", turn, "role"],
        found: "a system message stands after the beginning.",
        fix: "Put it first, or make it a user message.",
      });
    }
  });
  if (messages.length > 0 && messages.at(-1)!.role !== "user") {
    faults.push({
      place: [...place, "messages", messages.length - 1, "role"],
      found: "the conversation does not end with the user's turn, so there is nothing to answer.",
      fix: 'End with a message of role "user".',
    });
  }
  const texts: [(string | number)[], string][] =
    probe.prompt === undefined
      ? messages.map((message, turn) => [["messages", turn, "content"], message.content])
      : [[["prompt"], probe.prompt]];
  for (const [field, content] of texts) {
    if (content.trim() === "") {
      faults.push({ place: [...place, ...field], found: "the text is blank.", fix: "Write the question." });
    } else if (/\p{Surrogate}/u.test(content)) {
      faults.push({
        place: [...place, ...field],
        found: "the text holds half of a character (a lone surrogate), which cannot be sent or digested.",
        fix: "Write the character again, or remove it.",
      });
    }
  }
  return faults;
}

/** Marks of options must fit the options, or a listing would lose some of them when it is shuffled. */
function shuffleFaults(probe: ProbeFile, place: (string | number)[]): DocumentFault[] {
  const { answer } = probe;
  const options = answer?.type === "one-of" ? answer.options.length : null;
  if (probe.shuffle === true && options === null) {
    return [
      {
        place: [...place, "shuffle"],
        found: "there are no options to shuffle.",
        fix: 'Remove "shuffle", or give an "answer" of type "one-of".',
      },
    ];
  }
  if (options === null) return [];
  const texts: [(string | number)[], string][] =
    probe.prompt !== undefined
      ? [[["prompt"], probe.prompt]]
      : (probe.messages ?? []).map((message, turn) => [["messages", turn, "content"], message.content]);
  const counts = texts.map(([field, text]) => ({ at: [...place, ...field], marked: markedPhrases(text).length }));
  const example = answer?.type === "one-of" ? `[[${answer.options[0]}]]` : "";
  if (probe.shuffle !== true) {
    return counts.flatMap(({ at, marked }) =>
      marked === 0
        ? []
        : [
            {
              place: at,
              found: "options are marked, but not shuffled.",
              fix: 'Add "shuffle": true, or remove the marks.',
            },
          ],
    );
  }
  if (counts.every(({ marked }) => marked === 0)) {
    const fix = `Mark each option where the prompt lists them, as in ${example}, or remove "shuffle".`;
    return [{ place: [...place, "shuffle"], found: "no options are marked in the prompt.", fix }];
  }
  return counts.flatMap(({ at, marked }) =>
    marked % options === 0
      ? []
      : [
          {
            place: at,
            found: `${marked} ${marked === 1 ? "phrase is" : "phrases are"} marked, and there are ${options} options.`,
            fix: `Mark every option once in each listing, in the order of "options", as in ${example}.`,
          },
        ],
  );
}

function readerFaults(pack: PackFile, probe: ProbeFile, place: (string | number)[]): DocumentFault[] {
  const { answer } = probe;
  if (answer === undefined) {
    if (pack.kind !== "choice") return [];
    return [
      {
        place: [...place, "answer"],
        found: "a choice probe must say how its answer becomes a category.",
        fix: 'Add for example "answer": {"type": "word"}.',
      },
    ];
  }
  if (!kindsWithReader.includes(pack.kind)) {
    return [
      {
        place: [...place, "answer"],
        found: `answers of kind "${pack.kind}" are read as free text.`,
        fix: `Remove "answer", or make the pack one of: ${kindsWithReader.join(", ")}.`,
      },
    ];
  }
  if (answer.type === "integer" && answer.min >= answer.max) {
    return [
      {
        place: [...place, "answer", "min"],
        found: `the range ${answer.min} to ${answer.max} leaves no choice.`,
        fix: 'Make "min" smaller than "max".',
      },
    ];
  }
  if (answer.type !== "one-of") return [];
  const seen = new Map<string, number>();
  return answer.options.flatMap((option, index): DocumentFault[] => {
    const at = [...place, "answer", "options", index];
    const folded = foldText(option).trim();
    const first = seen.get(folded);
    seen.set(folded, first ?? index);
    if (!/[\p{L}\p{N}\p{S}]/u.test(folded)) {
      return [{ place: at, found: "this option holds no letter, digit or sign.", fix: "Write the answer as a word." }];
    }
    if (first === undefined) return [];
    return [
      {
        place: at,
        found: `the option "${option}" reads the same as options[${first}].`,
        fix: "Remove one, or name them apart.",
      },
    ];
  });
}
