import { documentKind } from "./document-kind.js";
import type { DocumentFault } from "./faults.js";
import type { UserDocument } from "./user-document.js";

interface OtherKind {
  readonly what: string;
  readonly fix: string;
}

const canaryPack: OtherKind = {
  what: "a canary pack: a list of values to plant, not questions to ask",
  fix: "`canary commit`, `canary plant` and `canary test --pack` read and check it. Name the .probes.json that `canary commit` writes beside it: its questions are a probe pack.",
};
const canarySecret = (what: string, readers: string): OtherKind => ({
  what: `${what} of a canary pack`,
  fix: `${readers}; as a pack name the .probes.json beside it.`,
});

/** Files of this tool that are no probe packs, by the word in their `schema` or `schemaVersion`. */
const otherKinds: ReadonlyMap<string, OtherKind> = new Map([
  ["canary-pack", canaryPack],
  ["canary-key", canarySecret("the key file", "`canary plant --key` and `canary test --key` read it")],
  ["canary-reveal", canarySecret("the reveal record", "`canary test --key` reads it")],
  ["canary-planted", canarySecret("the table of planted values", "It is for your serving layer")],
  ["canary-commitment", canarySecret("the commitment", "It is for publishing")],
  ["pack-commitment", { what: "the commitment to a generated pack", fix: "Name the pack that lies beside it." }],
  ["findings", { what: "a findings file", fix: "`report` reads it." }],
  ["calibration", { what: "a calibration file", fix: "`validate --calibration` tries it on a panel." }],
  ["plan", { what: "the frozen plan of a study", fix: "Name a pack of the study instead." }],
]);

/** What a document is that was given for a probe pack and is another file of this tool; null for every other document. */
export function otherDocumentFault({ value }: UserDocument): DocumentFault | null {
  if (typeof value !== "object" || value === null || "probes" in value) return null;
  const said = documentKind(value);
  const kind = otherKinds.get(said?.kind ?? "") ?? (looksLikeCanaryPack(value) ? canaryPack : undefined);
  if (kind === undefined) return null;
  return { place: said === null ? [] : [said.place], found: `this is ${kind.what}.`, fix: kind.fix };
}

/** Also a draft whose `schema` is missing or misspelt. */
function looksLikeCanaryPack(value: object): boolean {
  return "packId" in value && "items" in value && "derivation" in value;
}
