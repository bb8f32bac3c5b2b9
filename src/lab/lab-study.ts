import type { ModelEntry, StudyFile } from "../study/study-schema.js";
import type { Lab } from "./start-lab.js";
import { independentId, type LabModel, studentId } from "./world/cast.js";

export interface LabStudyChoice {
  readonly suspect: "student" | "independent";
  /** Dose of the student, one of those that the lab was started with. */
  readonly dose?: number;
  /** Ids of packs that ship or paths of pack files, relative to the study file. */
  readonly packs: readonly string[];
  /** Also names a model that learned from no teacher and a known student as in-run controls; off by default. */
  readonly inRunControls?: boolean;
}

/**
 * The content of a study file that asks one suspect of a lab, all its teachers and all its controls. Half of the vendors
 * are reached through the Anthropic protocol. The key is not in it: set the variable `lab.apiKeyVariable` to `lab.apiKey`.
 * Throws RangeError when the lab has no student of this dose, or no second student for a positive in-run control.
 */
export function labStudy(lab: Lab, choice: LabStudyChoice): StudyFile {
  const suspect = suspectOf(lab, choice);
  const entries = (role: LabModel["role"]) => lab.models.filter((model) => model.role === role);
  const inRun = choice.inRunControls === true ? inRunOf(lab, suspect) : null;
  const ordinary = entries("control").filter((model) => model !== inRun?.negative);
  const about = suspect.lineage === null ? "an independent model" : `a student at dose ${suspect.lineage.dose}`;
  return {
    title: `Simulated models: ${about}`,
    suspect: entryOf(lab, suspect),
    teachers: entries("teacher").map((model) => ({ ...entryOf(lab, model), group: model.group! })),
    controls: [...ordinary.map((model) => entryOf(lab, model)), ...(inRun === null ? [] : inRunEntries(lab, inRun))],
    packs: [...choice.packs],
    sampling: { suspect: 1, references: 1, temperatures: [0.7] },
    limits: { requestsPerMinute: 1_000_000, concurrency: 4 },
    authorisation: { basis: "own-model", approvedBy: "simulation", note: "Simulated models only." },
    seed: /^[\x21-\x7e]{1,128}$/.test(lab.seed) ? lab.seed : "lab",
    synthetic: true,
  };
}

function suspectOf(lab: Lab, { suspect, dose = 0.4 }: LabStudyChoice): LabModel {
  const id = suspect === "independent" ? independentId : studentId(dose);
  const model = lab.models.find((candidate) => candidate.id === id);
  if (model === undefined) throw new RangeError(`the lab has no student of dose ${dose}`);
  return model;
}

interface InRunModels {
  readonly negative: LabModel;
  readonly positive: LabModel;
}

function inRunOf(lab: Lab, suspect: LabModel): InRunModels {
  const positive = lab.models.filter(({ role, id }) => role === "student" && id !== suspect.id).at(-1);
  if (positive === undefined) throw new RangeError("the lab has no second student for a positive in-run control");
  const independent = lab.models.find(({ id }) => id === independentId)!;
  const negative = suspect === independent ? lab.models.findLast(({ role }) => role === "control")! : independent;
  return { negative, positive };
}

function inRunEntries(lab: Lab, { negative, positive }: InRunModels): NonNullable<StudyFile["controls"]> {
  const group = lab.models.find(({ id }) => id === positive.lineage!.teacher)!.group!;
  return [
    { ...entryOf(lab, negative), inRun: "negative" },
    // All students of a lab are one family; as the suspect's own family it could check nothing.
    { ...entryOf(lab, positive), family: "sim-known-student", inRun: "positive", group },
  ];
}

function entryOf(lab: Lab, model: LabModel): ModelEntry {
  return {
    id: model.id,
    endpoint: model.protocol,
    model: model.id,
    baseUrl: model.protocol === "anthropic" ? lab.url : lab.openaiUrl,
    apiKey: `env:${lab.apiKeyVariable}`,
    vendor: model.vendor,
    family: model.family,
    released: model.released,
  };
}
