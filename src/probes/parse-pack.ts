import { TeacherprintError } from "../errors.js";
import { checkAgainst, type DocumentFault, documentError } from "./document/faults.js";
import { otherDocumentFault } from "./document/other-document.js";
import { readJsonDocument, type UserDocument } from "./document/user-document.js";
import { withoutMarks } from "./option-marks.js";
import type { Pack, Probe, ProbeSampling } from "./pack.js";
import { type PackFile, type ProbeFile, packSchema } from "./pack-schema.js";
import { structuralFaults } from "./structural-faults.js";

/** Reads the text of a pack file. Throws TeacherprintError PACK_UNREADABLE or PACK_INVALID, naming file, line, place and fix. */
export function parsePack(text: string, file: string): Pack {
  const document = readJsonDocument(text, file, "PACK");
  const { value, faults } = checkPackDocument(document);
  if (faults !== null) throw documentError("PACK_INVALID", document, faults);
  return toPack(value);
}

/** The file as its schema gives it, or everything that keeps it from being used. */
export function checkPackDocument(
  document: UserDocument,
): { value: PackFile; faults: null } | { value: null; faults: DocumentFault[] } {
  const other = otherDocumentFault(document);
  if (other !== null) return { value: null, faults: [other] };
  const checked = checkAgainst(packSchema, document.value);
  if (checked.faults !== null) return checked;
  const faults = structuralFaults(checked.value);
  return faults.length === 0 ? checked : { value: null, faults };
}

/** The pack as the rest of the program uses it. */
export function toPack(file: PackFile): Pack {
  const { id, version, title, description, kind, language, licence, split } = file;
  const probes = file.probes.map((probe): Probe => toProbe(probe, language));
  return {
    id,
    version,
    title,
    description,
    kind,
    language,
    licence,
    split,
    defaults: samplingOf(file.defaults ?? {}),
    probes,
    forms: (file.forms ?? []).map((form) => form.id),
    file,
  };
}

function toProbe(probe: ProbeFile, packLanguage: string): Probe {
  const written = probe.messages ?? [{ role: "user" as const, content: probe.prompt! }];
  const marked = probe.shuffle === true ? written : null;
  return {
    id: probe.id,
    messages: marked?.map(({ role, content }) => ({ role, content: withoutMarks(content) })) ?? written,
    marked,
    topic: probe.topic ?? "general",
    language: probe.language ?? packLanguage,
    answer: probe.answer ?? null,
    sampling: samplingOf(probe),
    optionsImplied: probe.optionsImplied ?? false,
    pair: probe.pair ?? null,
  };
}

function samplingOf(values: { samples?: number; temperature?: number; maxTokens?: number }): ProbeSampling {
  return {
    samples: values.samples ?? null,
    temperature: values.temperature ?? null,
    maxTokens: values.maxTokens ?? null,
  };
}

/** Thrown by callers that look for a pack by name. */
export function packNotFound(name: string, fix: string): TeacherprintError {
  return new TeacherprintError("PACK_NOT_FOUND", `There is no probe pack "${name}".`, fix);
}
