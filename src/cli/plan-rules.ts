import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { defaultRetryLimits } from "../collection/decisions/decide-retry.js";
import { probesPerBlock } from "../collection/order/schedule.js";
import { sentinelRules } from "../collection/order/sentinels.js";
import { criteriaLimits } from "../likeness/criteria.js";
import { defaultSettings } from "../likeness/settings.js";
import type { Panel } from "../panel/panel.js";
import type { FrozenRules } from "../study/freeze-plan.js";
import type { RuleValue } from "../study/plan-rules.js";
import type { Study } from "../study/study.js";
import { traits } from "../traits/index.js";
import { toolVersion } from "../version.js";
import { shippedCalibrationFile } from "./read-calibration-file.js";

/**
 * What a plan settles beside the questions: propositions, order, analysis with its thresholds, treatment of what is missing
 * or fails, the software, and what later changes do to a result. Depends on the study, its references and this installation.
 */
export function planRules(study: Study, references: readonly Panel[]): FrozenRules {
  return {
    propositions: propositions(study, references),
    schedule: {
      layout: "blocks of probes, each probe once per model; repeats and further settings in later blocks",
      probesPerBlock,
      seed: 'SHA-256("teacherprint-schedule/v1\\0" || plan digest || beacon)',
      shuffle: 'Fisher-Yates from the last place, HMAC-SHA256(seed, "teacherprint-drbg/v1\\0" || "block\\0" || block)',
      beacon: "none",
      sentinels: { ...sentinelRules },
    },
    analysis: analysis(),
    exclusion: {
      invalidAnswers: "not used; asked again by the next run",
      lowCoverage: "a model that lacks over 20 % of the used prompts is left out of every comparison",
      suspectMissing: "a prompt without an answer of the suspect is dropped for every model",
    },
    missing: {
      refused: "an answer of its own kind, read by the refusal trait only",
      truncated: "used as it stands, counted",
      empty: "an answer without text",
      reasoning: "hidden reasoning is no part of the text",
    },
    retry: { ...defaultRetryLimits },
    software: software(),
    anchors: [],
    witness: null,
    deviationsPolicy: {
      "address of an endpoint that has answered nothing": "stated",
      "base URL of an endpoint that has answered": "exploratory",
      "variable of a key": "stated",
      limits: "stated",
      authorisation: "stated",
      "rules of a newer version of the tool": "exploratory",
      "returned model or system fingerprint": "stated",
      "everything else": "refused",
    },
  };
}

function propositions(study: Study, references: readonly Panel[]): { id: string; text: string }[] {
  const groups = [...study.teachers, ...references.flatMap(({ models }) => models)].flatMap(({ role, group }) =>
    role === "teacher" && group !== null ? [group] : [],
  );
  return [
    ...[...new Set(groups)].sort().map((group) => ({
      id: `H-${group}`,
      text: `The suspect was trained on outputs of models of the lineage group ${group}, directly or through students of it.`,
    })),
    {
      id: "H0",
      text: "The suspect was trained on outputs of none of these groups; it stands to them as the control families do, each family of equal weight.",
    },
    {
      id: "H-same",
      text: "The endpoint of the suspect passes questions on to a teacher. A question apart, not decided by the traits.",
    },
    {
      id: "others",
      text: "Considered beside these: a shared base model, a third teacher, public conversations of a teacher, licensed use.",
    },
  ];
}

function analysis(): FrozenRules["analysis"] {
  return {
    primary: "fused score of the core channel towards each lineage group",
    statements: "rank p-value; likelihood ratio where the tier allows one, at its cautious end",
    traits: traits.map(({ id, version, channel }) => ({ id, version, channel })),
    settings: plain(defaultSettings),
    calibrationCriteria: { ...criteriaLimits },
    calibration: {
      rule: "learned from the known lineages of the references, the suspect's family left out",
      shippedSha256: digestOfFile(shippedCalibrationFile),
    },
    multiplicity: "family-wise thresholds over all groups in question",
    sensitivity: "every row of the sensitivity table is reported",
  };
}

/** Maps as objects, so that settings can stand in JSON; an infinite count stands as a word. */
function plain(value: unknown): RuleValue {
  if (value instanceof Map) return plain(Object.fromEntries(value));
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value === "object" && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plain(inner)]));
  if (typeof value === "number" && !Number.isFinite(value)) return String(value);
  return value as RuleValue;
}

const packageFolder = fileURLToPath(new URL("../..", import.meta.url));

/** What ran: versions, and one digest over every file of this package's code. No path and no host name. */
function software(): FrozenRules["software"] {
  const manifest = JSON.parse(readFileSync(join(packageFolder, "package.json"), "utf8")) as {
    dependencies?: Record<string, string>;
  };
  return {
    teacherprint: toolVersion,
    codeSha256: digestOfCode(),
    commit: commitOf(packageFolder),
    lockfileSha256: digestOfFile(join(packageFolder, "package-lock.json")),
    dependencies: { ...manifest.dependencies },
    node: process.versions.node,
    icu: process.versions.icu ?? null,
    unicode: process.versions.unicode ?? null,
    tokenizers: [],
  };
}

function digestOfCode(): string {
  const folder = fileURLToPath(new URL("..", import.meta.url));
  const whole = createHash("sha256");
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => /\.(js|ts)$/.test(name) && !name.endsWith(".d.ts"))
    .map((name) => name.replaceAll("\\", "/"))
    .sort();
  for (const name of files)
    whole
      .update(`${name}\0`)
      .update(readFileSync(join(folder, name)))
      .update("\0");
  return whole.digest("hex");
}

/** The commit of a working copy, or null for an installed package. Whether it was changed shows in the code's digest. */
function commitOf(folder: string): string | null {
  try {
    const head = readFileSync(join(folder, ".git", "HEAD"), "utf8").trim();
    if (!head.startsWith("ref: ")) return /^[0-9a-f]{40,64}$/.test(head) ? head : null;
    const loose = join(folder, ".git", head.slice("ref: ".length));
    return existsSync(loose) ? readFileSync(loose, "utf8").trim() : null;
  } catch {
    return null;
  }
}

function digestOfFile(file: string): string | null {
  try {
    return createHash("sha256").update(readFileSync(file)).digest("hex");
  } catch {
    return null;
  }
}
