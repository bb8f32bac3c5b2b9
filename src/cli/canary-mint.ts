import { randomBytes } from "node:crypto";
import { access } from "node:fs/promises";
import { ExitCode, TeacherprintError } from "../errors.js";
import type { CanaryDraft } from "../keyed/canary/canary-pack.js";
import { canaryDraftSchema, isAccountItem } from "../keyed/canary/canary-pack.js";
import type { MintedKind } from "../keyed/canary/minting/mint-items.js";
import { mintDefaults, mintPack } from "../keyed/canary/minting/mint-pack.js";
import { canaryPackFaults } from "../keyed/canary/pack-faults.js";
import { canaryPower } from "../keyed/canary/power.js";
import { checkAgainst, placeName } from "../probes/document/faults.js";
import { describePack } from "./canary-describe.js";
import type { Terminal } from "./terminal.js";
import { writeWholeFile } from "./write-file.js";

export interface MintOptions {
  readonly kind: MintedKind | undefined;
  readonly id: string | undefined;
  readonly owner: string | undefined;
  readonly teacher: string | undefined;
  readonly items: number | undefined;
  readonly alternatives: number | undefined;
  readonly accountItems: number;
  readonly samples: number | undefined;
  readonly alpha: number;
  readonly control: readonly string[];
  readonly beacon: CanaryDraft["derivation"]["beacon"]["source"];
  readonly seed: string | undefined;
  readonly output: string | undefined;
  readonly json: boolean;
}

/** Writes a draft of a pack: everything but safety review, key and commitment. Throws CANARY_MINT, CANARY_EXISTS. */
export async function mintCanaries(options: MintOptions, terminal: Terminal): Promise<ExitCode> {
  const kind = options.kind ?? "benign-choice";
  const packId = needed(options.id, "--id", "the pack's name, small letters, digits and dashes");
  const controls = options.control.length > 0 ? options.control : ["teacher-without-rewriter", "unrelated-1"];
  const draft = mintPack({
    kind,
    packId,
    owner: needed(options.owner, "--owner", "who plants"),
    teacher: needed(options.teacher, "--teacher", "the model whose answers will carry the values"),
    items: options.items ?? mintDefaults[kind].items,
    alternatives: options.alternatives ?? mintDefaults[kind].alternatives,
    accountItems: options.accountItems,
    samples: options.samples ?? mintDefaults[kind].samples,
    alpha: options.alpha,
    negativeControls: controls,
    beacon: options.beacon,
    seed: options.seed ?? randomBytes(32).toString("hex"),
    created: new Date().toISOString(),
  });
  requireSound(draft);
  const file = options.output ?? `${packId}.canary.json`;
  const exists = await access(file).then(
    () => true,
    () => false,
  );
  if (exists)
    throw new TeacherprintError(
      "CANARY_EXISTS",
      `${file} is already there.`,
      "Name another file with --output; a pack that was committed must stay as it is.",
    );
  await writeWholeFile(file, `${JSON.stringify(draft, null, 2)}\n`);
  if (options.json) {
    const sizes = draft.items.filter((item) => !isAccountItem(item)).map(({ alphabet }) => alphabet.length);
    const content = { schemaVersion: "teacherprint.canary-mint/v1", file, packId, power: canaryPower(sizes) };
    terminal.print(JSON.stringify(content, null, 2));
  } else {
    describePack(draft, terminal);
    terminal.print("");
    terminal.print(file);
  }
  terminal.note(
    [
      "This is a draft; no key exists yet. Next:",
      `  1. Read every item of ${file} for harmlessness, and write who read it, when, and with what result into planting.safetyReview.`,
      `  2. Put the ids of your negative controls into analysis.negativeControls (now: ${controls.join(", ")}).`,
      `  3. teacherprint canary commit ${file}`,
    ].join("\n"),
  );
  return ExitCode.done;
}

function needed(value: string | undefined, option: string, what: string): string {
  if (value !== undefined) return value;
  throw new TeacherprintError("CANARY_MINT", `${option} is missing: ${what}.`, `Give it, as in ${option} something.`);
}

/** Options become fields of the draft, so their faults show there. */
function requireSound(draft: CanaryDraft): void {
  const { faults: ofForm } = checkAgainst(canaryDraftSchema, draft);
  const fault = ofForm?.[0] ?? canaryPackFaults(draft)[0];
  if (fault === undefined) return;
  throw new TeacherprintError("CANARY_MINT", `${placeName(fault.place)}: ${fault.found}`, fault.fix);
}
