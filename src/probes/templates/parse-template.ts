import { TeacherprintError } from "../../errors.js";
import { checkAgainst, type DocumentFault, documentError } from "../document/faults.js";
import { nearestWord } from "../document/nearest-word.js";
import { type Place, readJsonDocument, type UserDocument } from "../document/user-document.js";
import { readSlots, type Slot, slotsOf } from "./slots.js";
import { type TemplateFile, templateSchema } from "./template-schema.js";

/**
 * Reads the text of a template file. Throws TeacherprintError TEMPLATE_UNREADABLE or TEMPLATE_INVALID, naming file, line,
 * place and fix of each fault.
 */
export function parseTemplate(text: string, file: string): TemplateFile {
  const document = readJsonDocument(text, file, "TEMPLATE");
  const { value, faults } = checkTemplateDocument(document);
  if (faults !== null) throw documentError("TEMPLATE_INVALID", document, faults);
  return value;
}

/** The template as its schema gives it, or everything that keeps it from being used. */
export function checkTemplateDocument(
  document: UserDocument,
): { value: TemplateFile; faults: null } | { value: null; faults: DocumentFault[] } {
  const checked = checkAgainst(templateSchema, document.value);
  if (checked.faults !== null) return checked;
  const faults = templateFaults(checked.value);
  return faults.length === 0 ? checked : { value: null, faults };
}

/** What no schema can say: slots that nothing fills, slots that hold themselves, lists that nothing uses. */
function templateFaults(template: TemplateFile): DocumentFault[] {
  const texts = [...writtenTexts(template)];
  const broken = texts.flatMap(({ place, text }): DocumentFault[] =>
    readSlots(text) === null
      ? [
          {
            place,
            found: "a brace stands alone, or what it holds is no slot.",
            fix: "Write {slot}, or {{ for a brace.",
          },
        ]
      : [],
  );
  if (broken.length > 0) return broken;
  const faults = [...twiceNamed(template), ...rangeFaults(template)];
  for (const { place, text } of texts)
    for (const slot of slotsOf(text)) faults.push(...slotFaults(template, slot, place));
  if (faults.length > 0) return faults;
  return [...endlessSlots(template), ...unusedSlots(template, texts)];
}

interface WrittenText {
  readonly place: Place;
  readonly text: string;
}

function* writtenTexts(template: TemplateFile): Generator<WrittenText> {
  for (const [name, entries] of Object.entries(template.words ?? {}))
    for (const [index, entry] of entries.entries()) {
      const place = ["words", name, index];
      if (typeof entry === "string") yield { place, text: entry };
      else for (const [form, text] of Object.entries(entry)) yield { place: [...place, form], text };
    }
  for (const [index, { prompt, answer }] of template.questions.entries()) {
    const place = ["questions", index];
    yield { place: [...place, "prompt"], text: prompt };
    if (answer?.type !== "one-of") continue;
    for (const [at, option] of answer.options.entries())
      yield { place: [...place, "answer", "options", at], text: option };
  }
}

const listsOf = ({ words = {}, numbers = {}, names = {} }: TemplateFile) => ({ words, numbers, names });

function twiceNamed(template: TemplateFile): DocumentFault[] {
  const owner = new Map<string, string>();
  return Object.entries(listsOf(template)).flatMap(([list, slots]) =>
    Object.keys(slots).flatMap((name): DocumentFault[] => {
      const first = owner.get(name);
      owner.set(name, first ?? list);
      if (first === undefined) return [];
      return [
        { place: [list, name], found: `the slot "${name}" also stands in ${first}.`, fix: "Rename one of them." },
      ];
    }),
  );
}

function rangeFaults(template: TemplateFile): DocumentFault[] {
  return Object.entries(template.numbers ?? {}).flatMap(([name, { min, max }]): DocumentFault[] =>
    min < max
      ? []
      : [
          {
            place: ["numbers", name],
            found: `${min} to ${max} leaves no choice.`,
            fix: 'Make "min" smaller than "max".',
          },
        ],
  );
}

function slotFaults(template: TemplateFile, slot: Slot, place: Place): DocumentFault[] {
  const { words, numbers, names } = listsOf(template);
  const entries = words[slot.name];
  if (entries === undefined) {
    const isMade = slot.name in numbers || slot.name in names;
    if (isMade && slot.form === null) return [];
    if (isMade)
      return [{ place, found: `"${slot.name}" has no forms.`, fix: `Write {${slot.name}} without .${slot.form}.` }];
    const known = Object.values(listsOf(template)).flatMap((list) => Object.keys(list));
    const near = nearestWord(slot.name, known);
    return [
      {
        place,
        found: `nothing fills the slot {${slot.name}}.`,
        fix: `${near === null ? "" : `Did you mean {${near}}? `}List it under "words", "numbers" or "names".`,
      },
    ];
  }
  if (slot.ordinal > entries.length)
    return [
      {
        place,
        found: `{${slot.name}:${slot.ordinal}} needs ${slot.ordinal} different entries, and there are ${entries.length}.`,
        fix: `Add entries to words.${slot.name}.`,
      },
    ];
  const without = entries.findIndex((entry) =>
    typeof entry === "string" ? slot.form !== null : slot.form === null || !(slot.form in entry),
  );
  if (without < 0) return [];
  return [
    {
      place,
      found:
        slot.form === null
          ? `words.${slot.name}[${without}] has forms, and {${slot.name}} names none.`
          : `words.${slot.name}[${without}] has no form "${slot.form}".`,
      fix: slot.form === null ? `Write {${slot.name}.form} with one of its forms.` : "Add the form to every entry.",
    },
  ];
}

/** A slot whose entries lead back to itself could be filled without end. */
function endlessSlots(template: TemplateFile): DocumentFault[] {
  const words = template.words ?? {};
  const within = (name: string): string[] =>
    (words[name] ?? []).flatMap((entry) =>
      (typeof entry === "string" ? [entry] : Object.values(entry)).flatMap((text) =>
        slotsOf(text).map((slot) => slot.name),
      ),
    );
  return Object.keys(words).flatMap((start): DocumentFault[] => {
    const reached = new Set<string>();
    const open = within(start);
    for (let name = open.pop(); name !== undefined; name = open.pop()) {
      if (reached.has(name)) continue;
      reached.add(name);
      open.push(...within(name));
    }
    if (!reached.has(start)) return [];
    return [{ place: ["words", start], found: `the slot {${start}} leads back to itself.`, fix: "Break the circle." }];
  });
}

function unusedSlots(template: TemplateFile, texts: readonly WrittenText[]): DocumentFault[] {
  const used = new Set(texts.flatMap(({ text }) => slotsOf(text).map((slot) => slot.name)));
  return Object.entries(listsOf(template)).flatMap(([list, slots]) =>
    Object.keys(slots).flatMap((name): DocumentFault[] =>
      used.has(name)
        ? []
        : [{ place: [list, name], found: `no question uses {${name}}.`, fix: "Use it in a question, or remove it." }],
    ),
  );
}

/** Thrown by callers that look for a template by name. */
export function templateNotFound(name: string, fix: string): TeacherprintError {
  return new TeacherprintError("TEMPLATE_NOT_FOUND", `There is no template "${name}".`, fix);
}
