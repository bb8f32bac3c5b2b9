import { dirname, isAbsolute, join } from "node:path";
import { TeacherprintError } from "../errors.js";
import { checkAgainst, type DocumentFault, documentError } from "../probes/document/faults.js";
import { readJsonDocument, readYamlDocument } from "../probes/document/user-document.js";
import { isPackPath } from "../probes/load-pack.js";
import { inRunFaults } from "./in-run-control.js";
import type { PlannedModel } from "./plan.js";
import { planModel } from "./plan-model.js";
import { readAuthorisation, withinAuthorisation } from "./read-authorisation.js";
import { readStopping } from "./read-stopping.js";
import { secretFaults } from "./secret-faults.js";
import { type Study, studyDefaults } from "./study.js";
import { studyIdOf } from "./study-id.js";
import { type StudyFile, studySchema } from "./study-schema.js";

/**
 * Reads the text of a study file (YAML, or JSON when the name ends in .json); looks at no other file.
 * Throws TeacherprintError STUDY_UNREADABLE, STUDY_SECRET or STUDY_INVALID, naming file, line, place and fix of each fault.
 */
export function parseStudy(text: string, file: string): Study {
  const document = file.endsWith(".json")
    ? readJsonDocument(text, file, "STUDY")
    : readYamlDocument(text, file, "STUDY");
  if (document.value === null)
    throw new TeacherprintError(
      "STUDY_INVALID",
      `${file} is empty.`,
      'Write the study there; "teacherprint init" makes a commented one to start from.',
    );
  const secrets = secretFaults(document.value);
  if (secrets.length > 0) throw documentError("STUDY_SECRET", document, secrets);
  const checked = checkAgainst(studySchema, document.value);
  if (checked.faults !== null) throw documentError("STUDY_INVALID", document, checked.faults);
  const faults: DocumentFault[] = [];
  const study = toStudy(checked.value, file, faults);
  if (study === null || faults.length > 0) throw documentError("STUDY_INVALID", document, faults);
  return study;
}

function toStudy(written: StudyFile, file: string, faults: DocumentFault[]): Study | null {
  const suspect = planModel(written.suspect, "suspect", ["suspect"], faults);
  const teachers = (written.teachers ?? []).map((entry, index) =>
    planModel(entry, "teacher", ["teachers", index], faults),
  );
  const controls = (written.controls ?? []).map((entry, index) =>
    planModel(entry, "control", ["controls", index], faults),
  );
  faults.push(...compositionFaults(written), ...sharedIdFaults(written), ...repeatFaults(written));
  faults.push(...inRunFaults(written));
  const ids = [written.suspect, ...(written.teachers ?? []), ...(written.controls ?? [])].map(({ id }) => id);
  const authorisation = readAuthorisation(written.authorisation, ids, written.synthetic ?? false, faults);
  const stopping = readStopping(written, faults);
  const known = <Item>(item: Item | null): item is Item => item !== null;
  if (
    suspect === null ||
    authorisation === null ||
    stopping === null ||
    !teachers.every(known) ||
    !controls.every(known)
  )
    return null;
  faults.push(...vendorFaults(teachers));
  const inFolder = (path: string) => (isAbsolute(path) ? path : join(dirname(file), path));
  const pathOf = (pack: string) => (isPackPath(pack) ? inFolder(pack) : pack);
  const packs = written.packs ?? [...studyDefaults.packs];
  const sealedPacks = packs.flatMap((pack) =>
    typeof pack === "string" ? [] : [{ pack: pathOf(pack.file), digest: pack.digest }],
  );
  const { sampling, limits } = written;
  return {
    file,
    id: studyIdOf(written.title),
    title: written.title,
    suspect,
    teachers,
    controls,
    references: (written.references ?? []).map(inFolder),
    packs: packs.map((pack) => pathOf(typeof pack === "string" ? pack : pack.file)),
    ...(sealedPacks.length === 0 ? {} : { sealedPacks }),
    sampling: {
      suspectSamples: sampling?.suspect ?? null,
      referenceSamples: sampling?.references ?? null,
      temperatures: sampling?.temperatures ?? null,
      systemPrompts: sampling?.systemPrompts ?? [null],
    },
    limits: withinAuthorisation(
      {
        usd: limits?.usd ?? null,
        requests: limits?.requests ?? null,
        tokens: limits?.tokens ?? null,
        requestsPerMinute: limits?.requestsPerMinute ?? studyDefaults.requestsPerMinute,
        tokensPerMinute: limits?.tokensPerMinute ?? null,
        concurrency: limits?.concurrency ?? studyDefaults.concurrency,
      },
      authorisation.limits,
    ),
    stopping,
    authorisation,
    authorisationFiles: {
      termsSnapshot: written.authorisation?.terms === undefined ? null : inFolder(written.authorisation.terms.snapshot),
      documents: (written.authorisation?.documents ?? []).map(inFolder),
    },
    seed: String(written.seed ?? studyDefaults.seed),
    synthetic: written.synthetic ?? false,
    notices: noticesOf(written, [suspect, ...teachers, ...controls]),
  };
}

/** A likelihood needs teachers to compare with and controls to compare among; leaving controls out must be said aloud. */
function compositionFaults(written: StudyFile): DocumentFault[] {
  const references = written.references ?? [];
  const faults: DocumentFault[] = [];
  if ((written.teachers ?? []).length === 0 && references.length === 0) {
    faults.push({
      place: ["teachers"],
      found: "the study names no teacher and no references, so there is nothing to compare the suspect with.",
      fix: 'Add at least one entry under "teachers", or a panel folder under "references".',
    });
  }
  const cohort = written.controls?.filter((control) => control.inRun === undefined);
  if ((cohort === undefined || (cohort.length === 0 && written.controls!.length > 0)) && references.length === 0) {
    faults.push({
      place: ["controls"],
      found: `the study has no controls ${cohort === undefined ? "" : "but in-run controls, which are in no cohort, "}and no references. Without models that did not learn from the teacher, a resemblance cannot be told from what all models share.`,
      fix: 'Add controls (8 families or more) or a panel folder under "references"; or write "controls: []" to accept a description without any statement of strength.',
    });
  }
  return faults;
}

function sharedIdFaults(written: StudyFile): DocumentFault[] {
  const entries: { id: string; place: (string | number)[] }[] = [
    { id: written.suspect.id, place: ["suspect"] },
    ...(written.teachers ?? []).map(({ id }, index) => ({ id, place: ["teachers", index] })),
    ...(written.controls ?? []).map(({ id }, index) => ({ id, place: ["controls", index] })),
  ];
  const first = new Map<string, string>();
  return entries.flatMap(({ id, place }): DocumentFault[] => {
    // Case is ignored because ids become file names, and some disks ignore it too.
    const owner = first.get(id.toLowerCase());
    const name = place.map((step) => (typeof step === "number" ? `[${step}]` : step)).join("");
    if (owner === undefined) {
      first.set(id.toLowerCase(), name);
      return [];
    }
    return [
      {
        place: [...place, "id"],
        found: `the id "${id}" is already used by ${owner}.`,
        fix: "Give every model its own id.",
      },
    ];
  });
}

function repeatFaults(written: StudyFile): DocumentFault[] {
  const lists: [(string | number)[], readonly unknown[]][] = [
    [["packs"], written.packs ?? []],
    [["references"], written.references ?? []],
    [["sampling", "temperatures"], written.sampling?.temperatures ?? []],
    [["sampling", "systemPrompts"], written.sampling?.systemPrompts ?? []],
  ];
  return lists.flatMap(([place, values]) =>
    values.flatMap((value, index): DocumentFault[] =>
      values.indexOf(value) === index
        ? []
        : [{ place: [...place, index], found: "this entry is written twice.", fix: "Remove one of the two." }],
    ),
  );
}

function vendorFaults(teachers: readonly PlannedModel[]): DocumentFault[] {
  const first = new Map<string, PlannedModel>();
  return teachers.flatMap((teacher, index): DocumentFault[] => {
    const other = first.get(teacher.group!);
    if (other === undefined) {
      first.set(teacher.group!, teacher);
      return [];
    }
    if (other.vendor === teacher.vendor) return [];
    return [
      {
        place: ["teachers", index, "vendor"],
        found: `"${other.id}" and "${teacher.id}" share the lineage group "${teacher.group}" but not the vendor.`,
        fix: "A lineage group holds versions of one teacher: correct the vendor, or give them different groups.",
      },
    ];
  });
}

function noticesOf(written: StudyFile, models: readonly PlannedModel[]): string[] {
  const notices: string[] = [];
  if (written.seed === undefined) notices.push(`No seed is given; "${studyDefaults.seed}" is used.`);
  if (written.controls?.length === 0 && (written.references ?? []).length === 0) {
    notices.push("There are no controls: the findings will describe resemblance and say nothing of its strength.");
  }
  const alone = (written.controls ?? []).filter(
    (control) => control.family === undefined && control.inRun === undefined,
  );
  if (alone.length > 0) {
    notices.push(
      `Controls without a family each count as independent: ${alone.map((control) => control.id).join(", ")}. Give models that share an origin the same "family".`,
    );
  }
  if (written.authorisation?.basis === "public-api-under-terms") {
    notices.push(
      "The terms of a public service may forbid comparing its answers with a competitor's; counsel decides.",
    );
  }
  for (const model of models) {
    const url = model.address.baseUrl === null ? null : new URL(model.address.baseUrl);
    const near =
      url !== null && /^(localhost|127\..*|\[::1\]|10\..*|192\.168\..*|.*\.(local|internal))$/.test(url.hostname);
    if (url?.protocol === "http:" && !near && model.address.apiKeyVariable !== null) {
      notices.push(`The key of "${model.id}" would travel unencrypted to ${url.host}; use https.`);
    }
  }
  return notices;
}
