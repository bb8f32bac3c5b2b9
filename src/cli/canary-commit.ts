import { randomBytes } from "node:crypto";
import { appendFile, mkdir } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { ExitCode, TeacherprintError } from "../errors.js";
import { type CanaryDraft, type CanaryPack, canaryPackSchema, commitmentRule } from "../keyed/canary/canary-pack.js";
import { canaryPackDigest, commitmentValue } from "../keyed/canary/commitment.js";
import { canaryProbePack, probePackId } from "../keyed/canary/probe-pack.js";
import type { CanaryKeyFile, KeyMaterial } from "../keyed/canary/secrets/key-material.js";
import { describePack } from "./canary-describe.js";
import { readCanaryDraft, readCanaryFile, readCanaryKey, writeSecretFile } from "./canary-files.js";
import type { Terminal } from "./terminal.js";
import { writeWholeFile } from "./write-file.js";

export interface CommitOptions {
  readonly key: string | undefined;
  readonly list: string | undefined;
  readonly json: boolean;
}

/** What `canary commit` writes for publication: a digest and a time, nothing that helps to find the key. */
export interface CommitmentFile {
  readonly schema: "teacherprint.canary-commitment/v1";
  readonly packId: string;
  readonly owner: string;
  readonly commitment: string;
  readonly packDigest: string;
  readonly time: string;
  readonly clock: "local";
}

/**
 * Draws a key for a finished pack and commits to both. The key is on disk before anything refers to it, so an interrupted
 * commit goes on with the same key. Throws CANARY_REVIEW_MISSING, CANARY_KEY_EXISTS and what reading and writing throw.
 */
export async function commitCanaries(file: string, options: CommitOptions, terminal: Terminal): Promise<ExitCode> {
  const draft = await readCanaryDraft(file);
  if (draft.planting.safetyReview.trim() === "")
    throw new TeacherprintError(
      "CANARY_REVIEW_MISSING",
      `${file}, planting.safetyReview: nobody has signed that the pack does no harm.`,
      "Read every item, then write there who read it, when, and with what result.",
    );
  const folder = dirname(file);
  const named = (ending: string) => join(folder, `${draft.packId}.${ending}`);
  const keyFile = options.key ?? named("key.json");
  const already = draft.commitment !== undefined;
  const pack = already ? canaryPackSchema.parse(draft) : await commit(draft, file, keyFile, terminal);
  const commitment: CommitmentFile = {
    schema: "teacherprint.canary-commitment/v1",
    packId: pack.packId,
    owner: pack.owner.name,
    commitment: pack.commitment.value,
    packDigest: `sha256:${canaryPackDigest(pack).toString("hex")}`,
    time: pack.commitment.anchors.map(({ time }) => time).sort()[0] ?? pack.created,
    clock: "local",
  };
  // Written again after an interruption; the same pack gives the same bytes.
  const commitmentFile = named("commitment.json");
  const questionFile = named("probes.json");
  await writeWholeFile(commitmentFile, `${JSON.stringify(commitment, null, 2)}\n`);
  await writeWholeFile(questionFile, `${JSON.stringify(canaryProbePack(pack), null, 2)}\n`);
  const listFile = options.list ?? join(folder, "canary-commitments.jsonl");
  await addToList(listFile, commitment);
  if (options.json) terminal.print(JSON.stringify(commitment, null, 2));
  else {
    if (already) terminal.print(`${file} is committed already; its other files were written again.\n`);
    describePack(pack, terminal);
    terminal.print("");
    terminal.print(`commitment  ${commitment.commitment}`);
    terminal.print(`pack        ${commitment.packDigest}`);
    terminal.print(`time        ${commitment.time} (the clock of this computer)`);
  }
  terminal.note(nextSteps({ file, keyFile, commitmentFile, questionFile, listFile, pack }));
  return ExitCode.done;
}

async function commit(draft: CanaryDraft, file: string, keyFile: string, terminal: Terminal): Promise<CanaryPack> {
  const digest = canaryPackDigest(draft);
  const material = await keyFor(draft, digest, keyFile, terminal);
  const pack: CanaryPack = {
    ...draft,
    commitment: {
      alg: commitmentRule,
      value: commitmentValue(material.key, material.nonce, digest),
      anchors: [{ type: "none", time: new Date().toISOString() }],
    },
  };
  await writeWholeFile(file, `${JSON.stringify(pack, null, 2)}\n`);
  return pack;
}

/** A new key, or the one that an interrupted commit of exactly this pack left behind. */
async function keyFor(
  draft: CanaryDraft,
  digest: Buffer,
  keyFile: string,
  terminal: Terminal,
): Promise<Pick<KeyMaterial, "key" | "nonce">> {
  const drawn = { key: randomBytes(32), nonce: randomBytes(32) };
  const content: CanaryKeyFile = {
    schema: "teacherprint.canary-key/v1",
    packId: draft.packId,
    packDigestSha256: digest.toString("hex"),
    K: drawn.key.toString("hex"),
    nonce: drawn.nonce.toString("hex"),
  };
  if (await writeSecretFile(keyFile, `${JSON.stringify(content, null, 2)}\n`)) return drawn;
  const left = await readCanaryKey(keyFile, terminal);
  if (left.packId === draft.packId && left.packDigestSha256 === digest.toString("hex")) {
    terminal.note(
      `${keyFile} holds a key that was drawn for exactly this pack; the interrupted commit goes on with it.`,
    );
    return left;
  }
  throw new TeacherprintError(
    "CANARY_KEY_EXISTS",
    `${keyFile} holds the key of ${left.packId === draft.packId ? "an earlier version of this pack" : `the pack "${left.packId}"`}.`,
    "A key serves one commitment. Name another file with --key, or remove this one if nothing was ever planted with it.",
  );
}

/** Append only, one line a commitment: whoever tests later counts all of them. */
async function addToList(listFile: string, { packId, commitment, time }: CommitmentFile): Promise<void> {
  const known = await readCanaryFile(listFile, "list of commitments").catch(() => "");
  if (known.includes(commitment)) return;
  await mkdir(dirname(listFile), { recursive: true });
  try {
    await appendFile(listFile, `${JSON.stringify({ time, packId, commitment })}\n`, { mode: 0o600 });
  } catch (error) {
    throw new TeacherprintError(
      "FILE_NOT_WRITTEN",
      `${listFile} could not be written (${(error as NodeJS.ErrnoException).code ?? "unknown fault"}).`,
      "Name another list with --list, and run the command again: it goes on where it stopped.",
    );
  }
}

interface Written {
  readonly file: string;
  readonly keyFile: string;
  readonly commitmentFile: string;
  readonly questionFile: string;
  readonly listFile: string;
  readonly pack: CanaryPack;
}

function nextSteps({ file, keyFile, commitmentFile, questionFile, listFile, pack }: Written): string {
  return [
    "",
    `Secret    ${keyFile} (readable by you alone). Keep a copy offline: without it nothing can be tested, and whoever reads it knows every planted value.`,
    `Public    ${commitmentFile}, ${listFile} and, when you like, ${file} and ${questionFile} (${probePackId(pack.packId)}: what a study asks).`,
    "",
    "What the time is worth: it is the clock of this computer, which its owner can set. To others it shows nothing.",
    "Publish the commitment today where somebody else dates it, before anything is planted: a time-stamp authority",
    "(RFC 3161), OpenTimestamps, a transparency log, a notary, a newspaper notice. Then add that to commitment.anchors in",
    `${basename(file)} (type, time, tokenPath); anchors are not covered by the digest, so it stays the same.`,
    ...(pack.derivation.beacon.source === "none"
      ? []
      : [`Then the beacon: ${pack.derivation.beacon.rule} The planted values follow from key and beacon together.`]),
    `Then plant: teacherprint canary plant ${file} --key ${keyFile}`,
  ].join("\n");
}
