import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { TeacherprintError } from "../../errors.js";
import { decodeText } from "../../panel/decode-text.js";
import { checkAgainst, placeName } from "../document/faults.js";
import { otherDocumentFault } from "../document/other-document.js";
import { type Place, readJsonDocument, type UserDocument } from "../document/user-document.js";
import { plainText } from "../option-marks.js";
import type { Pack } from "../pack.js";
import { packDigest } from "../pack-digest.js";
import { type PackFile, type ProbeFile, packSchema } from "../pack-schema.js";
import { toPack } from "../parse-pack.js";
import { foldText } from "../readers/fold-text.js";
import { structuralFaults } from "../structural-faults.js";
import { commitmentFileOf, parseCommitment } from "../templates/commitment.js";
import type { TemplateFile } from "../templates/template-schema.js";
import { checkTemplate, isTemplateDocument } from "./check-template.js";
import { fileFinding, unreadable } from "./file-finding.js";
import type { PackFinding, PackRule, ProbeFinding } from "./finding.js";
import { nearDuplicates } from "./near-duplicates.js";
import { readerFindings } from "./reader-rules.js";
import { wordingFindings } from "./wording-rules.js";

/** What was found out about one pack file. */
export interface PackCheck {
  readonly file: string;
  /** Null when the file could not be read as a pack or a template; so are the others. */
  readonly id: string | null;
  readonly version: string | null;
  /** Null for a template, too. */
  readonly probes: number | null;
  readonly digest: string | null;
  /** In the order of places; errors and warnings. */
  readonly findings: readonly PackFinding[];
}

interface ReadPack {
  readonly document: UserDocument;
  readonly pack: PackFile;
  readonly usable: Pack | null;
  readonly findings: PackFinding[];
}

/** Checks one pack file by itself. Unreadable files are findings, not exceptions. */
export async function checkPack(path: string): Promise<PackCheck> {
  return (await checkPacks([path]))[0]!;
}

/** Checks pack files, each by itself and all against one another for equal ids and near-duplicates. Order as given. */
export async function checkPacks(paths: readonly string[]): Promise<PackCheck[]> {
  const checks = checkRead(paths, await Promise.all(paths.map(readForCheck)));
  return Promise.all(
    checks.map(async (check) => ({ ...check, findings: [...check.findings, ...(await broken(check))] })),
  );
}

/** A pack that was committed to must be the one that lies beside its commitment. */
async function broken({ file, digest }: PackCheck): Promise<PackFinding[]> {
  if (digest === null) return [];
  const beside = commitmentFileOf(file);
  const text = await readFile(beside, "utf8").catch(() => null);
  if (text === null) return [];
  const finding = (found: string, fix: string): PackFinding[] => [
    { file, place: "the document", line: null, rule: "commitment", severity: "error", found, fix },
  ];
  try {
    const { pack, committed } = parseCommitment(text, beside);
    if (pack.digest === digest) return [];
    return finding(
      `this is not the pack that ${beside} committed to on ${committed}: its digest is ${digest}, not ${pack.digest}.`,
      "Put the pack back as it was made (the seed in that file gives it again), or give the changed pack another name.",
    );
  } catch (error) {
    if (!(error instanceof TeacherprintError)) throw error;
    return finding(error.happened, error.fix);
  }
}

/** Checks the text of a pack that is not yet written to its file. */
export function checkPackText(text: string, file: string): PackCheck {
  return checkRead([file], [readTextForCheck(text, file)])[0]!;
}

function checkRead(files: readonly string[], read: readonly (ReadPack | UnreadPack)[]): PackCheck[] {
  compareAcross(read.filter((entry): entry is ReadPack => "pack" in entry));
  return read.map((entry, index) => {
    if (!("pack" in entry)) {
      const { template = null, digest = null, findings } = entry;
      const { id, version } = template ?? { id: null, version: null };
      return { file: files[index]!, id, version, probes: null, digest, findings };
    }
    const { pack, usable, findings } = entry;
    return {
      file: files[index]!,
      id: pack.id,
      version: pack.version,
      probes: pack.probes.length,
      digest: usable === null ? null : packDigest(usable),
      findings,
    };
  });
}

interface UnreadPack {
  /** A template is checked like a pack, and is none. */
  readonly template?: TemplateFile | null;
  readonly digest?: string | null;
  readonly findings: PackFinding[];
}

async function readForCheck(path: string): Promise<ReadPack | UnreadPack> {
  try {
    return readTextForCheck(decodeText(await readFile(path), path), path);
  } catch (error) {
    if (error instanceof TeacherprintError) return { findings: [fileFinding(path, error)] };
    return { findings: [fileFinding(path, await unreadable(path, error))] };
  }
}

function readTextForCheck(text: string, path: string): ReadPack | UnreadPack {
  let document: UserDocument;
  try {
    document = readJsonDocument(text, path, "PACK");
  } catch (error) {
    if (!(error instanceof TeacherprintError)) throw error;
    return { findings: [fileFinding(path, error)] };
  }
  const other = otherDocumentFault(document);
  if (other !== null)
    return {
      findings: [toFinding(document, { ...other, place: steps(other.place), rule: "file", severity: "error" })],
    };
  if (isTemplateDocument(document)) {
    const { template, digest, findings } = checkTemplate(document, (made, file) => checkPackText(made, file).findings);
    return { template, digest, findings: distinct(findings).map((finding) => toFinding(document, finding)) };
  }
  const checked = checkAgainst(packSchema, document.value);
  if (checked.faults !== null) {
    return {
      findings: checked.faults.map((fault) =>
        toFinding(document, {
          place: steps(fault.place),
          rule: "schema",
          severity: "error",
          found: fault.found,
          fix: fault.fix,
        }),
      ),
    };
  }
  const pack = checked.value;
  const structural = structuralFaults(pack).map(
    (fault): ProbeFinding => ({ ...fault, place: steps(fault.place), severity: "error" }),
  );
  const found = [...structural, ...fileNameFindings(pack, path)];
  const faulty = (rule: string) =>
    new Set(structural.filter((fault) => fault.rule === rule).map((fault) => fault.place[1]));
  const [unaskable, unreadable] = [faulty("question"), faulty("reader")];
  pack.probes.forEach((probe, index) => {
    if (unaskable.has(index)) return;
    found.push(...wordingFindings(pack, probe, index));
    if (!unreadable.has(index)) found.push(...readerFindings(pack, probe, index));
  });
  const usable = structural.length === 0 ? toPack(pack) : null;
  const findings = distinct(found).map((finding) => toFinding(document, finding));
  return { document, pack, usable, findings };
}

function fileNameFindings(pack: PackFile, path: string): ProbeFinding[] {
  if (basename(path) === `${pack.id}.json`) return [];
  return [
    {
      place: ["id"],
      rule: "file-name",
      severity: "warning",
      found: `the pack "${pack.id}" lies in ${basename(path)}.`,
      fix: `Name the file ${pack.id}.json, so that the id leads to it.`,
    },
  ];
}

/** Adds what only shows when packs lie beside one another. */
function compareAcross(read: readonly ReadPack[]): void {
  const owners = new Map<string, ReadPack>();
  for (const entry of read) {
    const first = owners.get(entry.pack.id);
    if (first === undefined) owners.set(entry.pack.id, entry);
    else {
      entry.findings.push(
        toFinding(entry.document, {
          place: ["id"],
          rule: "duplicate-id",
          severity: "error",
          found: `the id "${entry.pack.id}" is already used by ${first.document.file}.`,
          fix: "Give every pack its own id.",
        }),
      );
    }
  }
  const entries = read.flatMap((owner) => owner.pack.probes.map((probe, index) => ({ owner, probe, index })));
  const texts = entries.map(({ owner, probe }) => ({
    text: textOf(probe),
    family: probe.pair === undefined ? null : `${owner.document.file}\0${probe.pair}`,
  }));
  for (const { first, second, shared, shorter, together } of nearDuplicates(texts)) {
    const a = entries[first]!;
    const b = entries[second]!;
    const where = `${a.owner === b.owner ? "" : `${a.owner.document.file}, `}probes[${a.index}] ("${a.probe.id}")`;
    const same = foldText(texts[first]!.text).trim() === foldText(texts[second]!.text).trim();
    b.owner.findings.push(
      toFinding(b.owner.document, {
        place: ["probes", b.index, b.probe.prompt === undefined ? "messages" : "prompt"],
        rule: same ? "duplicate-prompt" : "near-duplicate",
        severity: "error",
        found: same
          ? `the question is that of ${where}.`
          : `the question shares ${shared} of its different words with ${where} (${shorter} in the shorter, ${together} in both).`,
        fix: same
          ? "Remove one of the two."
          : 'Ask something else, or word it differently; for intended edits of one question, give both the same "pair".',
      }),
    );
  }
}

function textOf(probe: ProbeFile): string {
  return plainText(probe, probe.prompt ?? (probe.messages ?? []).map((message) => message.content).join("\n"));
}

/** One finding a place and rule: a pack-wide default would otherwise be told once a probe. */
function distinct(findings: readonly ProbeFinding[]): ProbeFinding[] {
  const seen = new Set<string>();
  return findings.filter((finding) => {
    const key = `${finding.rule as PackRule} ${placeName(finding.place)} ${finding.rule === "template" ? finding.found : ""}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

function steps(place: Place): (string | number)[] {
  return place.map((step) => (typeof step === "number" ? step : String(step)));
}

function toFinding(document: UserDocument, finding: ProbeFinding): PackFinding {
  const { place, rule, severity, found, fix } = finding;
  return { file: document.file, place: placeName(place), line: document.lineOf(place), rule, severity, found, fix };
}
