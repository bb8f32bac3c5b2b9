import type { Panel } from "../panel/panel.js";
import type { StoredAnswer } from "../store/read-answers.js";
import type { Plan } from "../study/plan.js";
import { isTextKind } from "../traits/reading/answer-table.js";
import type { LeftOutRow } from "./sensitivity-schema.js";
import { studyPanel } from "./study-panel.js";

/** A part of what a study collected, by time or by setting. */
export interface StudyPart {
  readonly change: string;
  /** Ids of the prompts that it has. */
  readonly prompts: ReadonlySet<string>;
  /** The study's panel with only the answers of this part; null where the prompts alone say which they are. */
  readonly panel: (() => Panel) | null;
}

export interface CollectedParts {
  readonly parts: readonly StudyPart[];
  readonly leftOut: readonly LeftOutRow[];
}

export interface StudyParts extends CollectedParts {
  /** The study asks under a system prompt or at several temperatures, as models of a reference panel were not. */
  readonly ownDecoding: boolean;
}

const halves = ["only the first half of the collection", "only the second half of the collection"] as const;

/** Both halves of the collection, and each temperature and each system prompt of a study that has several. */
export function studyParts(plan: Plan, answers: readonly StoredAnswer[], references: readonly Panel[]): StudyParts {
  const kinds = new Map(plan.packs.map(({ id, kind }) => [id, kind]));
  const ofSuspect = answers.filter(
    ({ model, pack }) => model === plan.suspect.id && kinds.has(pack) && isTextKind(kinds.get(pack)!),
  );
  const own = new Set(ofSuspect);
  const partOf: PartOf = (change, kept, whole) => {
    const prompts = new Set(kept.filter((one) => own.has(one)).map(promptOf));
    // Answers to other prompts would be read for nothing.
    const asked = kept.filter((one) => prompts.has(promptOf(one)));
    return { change, prompts, panel: whole ? null : () => studyPanel(onlyProbes(plan, prompts), asked, references) };
  };
  const byTime = inHalves(answers, ofSuspect, partOf);
  const bySetting = settingsOf(plan, answers, partOf);
  return {
    parts: [...byTime.parts, ...bySetting.parts],
    leftOut: [...byTime.leftOut, ...bySetting.leftOut],
    ownDecoding: hasOwnDecoding(plan),
  };
}

/** Whether a study asks in settings that models of a reference panel were not asked in. */
export function hasOwnDecoding({ sampling }: Pick<Plan, "sampling">): boolean {
  return sampling.temperatures.length > 1 || sampling.systemPrompts.some((words) => words !== null);
}

/** `whole`: the prompts of the part have all their answers in it. */
type PartOf = (change: string, kept: readonly StoredAnswer[], whole: boolean) => StudyPart;

/**
 * Cut where half of the suspect's answers had come; the schedule asks all models side by side, so that the same moment cuts
 * the others. With one answer to each prompt the two halves are two sets of prompts.
 */
function inHalves(
  answers: readonly StoredAnswer[],
  ofSuspect: readonly StoredAnswer[],
  partOf: PartOf,
): CollectedParts {
  const change = "each half of the collection alone";
  if (ofSuspect.some(({ source }) => source === "import"))
    return { parts: [], leftOut: [{ change, reason: "the suspect's answers were imported, without their times" }] };
  const inOrder = [...ofSuspect].sort((left, right) => left.seq - right.seq);
  const cut = inOrder[Math.ceil(inOrder.length / 2) - 1]?.seq;
  if (cut === undefined) return { parts: [], leftOut: [{ change, reason: "the suspect answered no text prompt" }] };
  const early = new Set(inOrder.filter(({ seq }) => seq <= cut).map(promptOf));
  const late = new Set(inOrder.filter(({ seq }) => seq > cut).map(promptOf));
  const apart = [...early].every((prompt) => !late.has(prompt));
  return {
    parts: halves.map((name, half) =>
      partOf(
        name,
        answers.filter(({ seq, source }) => source === "import" || (half === 0 ? seq <= cut : seq > cut)),
        apart,
      ),
    ),
    leftOut: [],
  };
}

function settingsOf({ sampling, packs }: Plan, answers: readonly StoredAnswer[], partOf: PartOf): CollectedParts {
  const fixed = new Set(
    packs.flatMap(({ id, probes }) =>
      probes.filter(({ temperature }) => temperature !== null).map((probe) => `${id}/${probe.id}`),
    ),
  );
  const parts: StudyPart[] = [];
  const leftOut: LeftOutRow[] = [];
  if (sampling.temperatures.length < 2)
    leftOut.push({ change: "each temperature alone", reason: "the study has one temperature" });
  else
    for (const temperature of sampling.temperatures)
      parts.push(
        partOf(
          temperature === null
            ? "only answers at the default temperature"
            : `only answers at temperature ${temperature}`,
          answers.filter((answer) => fixed.has(promptOf(answer)) || answer.temperature === temperature),
          false,
        ),
      );
  if (sampling.systemPrompts.length < 2)
    leftOut.push({ change: "each system prompt alone", reason: "the study has one system prompt, or none" });
  else
    sampling.systemPrompts.forEach((words, index) => {
      parts.push(
        partOf(
          words === null
            ? "only answers given under no system prompt"
            : `only answers under system prompt ${index + 1}`,
          answers.filter((answer) => answer.systemPrompt === index),
          false,
        ),
      );
    });
  return { parts, leftOut };
}

function promptOf({ pack, probe }: Pick<StoredAnswer, "pack" | "probe">): string {
  return `${pack}/${probe}`;
}

function onlyProbes(plan: Plan, prompts: ReadonlySet<string>): Plan {
  return {
    ...plan,
    packs: plan.packs.map((pack) => ({
      ...pack,
      probes: pack.probes.filter((probe) => prompts.has(`${pack.id}/${probe.id}`)),
    })),
  };
}
