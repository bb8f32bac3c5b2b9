import { TeacherprintError } from "../../errors.js";
import type { UserDocument } from "../document/user-document.js";
import { generateAtMost, templateDigest } from "../templates/generate-pack.js";
import { checkTemplateDocument } from "../templates/parse-template.js";
import type { TemplateFile } from "../templates/template-schema.js";
import type { PackFinding, ProbeFinding } from "./finding.js";

export interface TemplateCheck {
  /** Null when it could not be read as a template. */
  readonly template: TemplateFile | null;
  readonly digest: string | null;
  readonly findings: readonly ProbeFinding[];
}

type CheckPackFile = (text: string, file: string) => readonly PackFinding[];

/** Probes made to look at: enough to meet most entries of most lists. */
const tried = 200;
const trialSeed = "packs check";

/** True for a document that was meant as a template: it has questions in place of probes. */
export function isTemplateDocument({ value }: UserDocument): boolean {
  return typeof value === "object" && value !== null && "questions" in value && !("probes" in value);
}

/**
 * Checks a template: its fields and slots, and the wording of the probes that it gives from one seed.
 * @param checkPackFile checks the text of a pack; findings name its probes
 */
export function checkTemplate(document: UserDocument, checkPackFile: CheckPackFile): TemplateCheck {
  const { value, faults } = checkTemplateDocument(document);
  if (faults !== null) {
    const findings = faults.map(
      (fault): ProbeFinding => ({
        ...fault,
        place: fault.place.map((step) => (typeof step === "number" ? step : String(step))),
        rule: "schema",
        severity: "error",
      }),
    );
    return { template: null, digest: null, findings };
  }
  return { template: value, digest: templateDigest(value), findings: trialFindings(value, checkPackFile) };
}

function trialFindings(template: TemplateFile, checkPackFile: CheckPackFile): ProbeFinding[] {
  const findings: ProbeFinding[] = [];
  const note = (severity: "error" | "warning", found: string, fix: string) =>
    findings.push({ place: ["questions"], rule: "template", severity, found, fix });
  try {
    const pack = generateAtMost(template, { seed: trialSeed, count: tried });
    const made = pack.probes.length;
    if (made < tried)
      note(
        made === 0 ? "error" : "warning",
        `it gives ${made} questions that are not near-duplicates of one another.`,
        "Add entries to its lists, or questions.",
      );
    for (const { severity, place, found, fix } of made === 0
      ? []
      : checkPackFile(JSON.stringify(pack), `${pack.id}.json`)) {
      const prompt = pack.probes[Number(/\d+/.exec(place)?.[0] ?? 0)]?.prompt;
      note(severity, `it gives the question ${JSON.stringify(prompt)}: ${found}`, fix);
    }
  } catch (error) {
    if (!(error instanceof TeacherprintError)) throw error;
    note("error", error.happened, error.fix);
  }
  return findings;
}
