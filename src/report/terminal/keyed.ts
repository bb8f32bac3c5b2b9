import type { KeyedFindings } from "../../findings/keyed-findings.js";
import type { Text } from "../document.js";
import { visibleText } from "../exhibits/visible-text.js";
import { powerText } from "../power-text.js";
import { canarySentences, foreignReplies } from "../sections/keyed.js";
import { wrapped } from "./width.js";

type Canary = KeyedFindings["canaries"][number];

/** One keyed test in a few lines: the sentence that may be said, what it rests on, and what limits it. */
export function keyedLines(canary: Canary, columns: number): string[] {
  const counts = [
    `Hits ${canary.hits ?? "n/a"} of ${canary.items}`,
    `${canary.expectedHits.toFixed(2)} expected`,
    ...(canary.log10P === null ? ["no p-value"] : [`p ${powerText(canary.log10P)}`]),
    ...(canary.holm === null || canary.commitments.length === 1
      ? []
      : [`after Holm over ${canary.commitments.length} commitments ${powerText(Math.log10(canary.holm))}`]),
    ...(canary.decoys === null
      ? []
      : [`decoy keys at least as large: ${canary.decoys.atLeast} of ${canary.decoys.count}`]),
  ];
  const controls = canary.controls.map(
    ({ model, negative, hits, items }) =>
      `${safe(model)} ${hits}/${items}${negative ? "" : " (not a negative control)"}`,
  );
  const clusters = (canary.accounts?.clusters ?? [])
    .slice(0, 5)
    .map(({ cluster, holm }) => `${safe(cluster)} ${powerText(Math.log10(holm))}`);
  return [
    ...wrapped(`Keyed test, canary pack ${canary.packId}, suspect ${safe(canary.suspect)}:`, columns),
    ...canarySentences(canary, "").flatMap((sentence) => indented(words(sentence.text), columns)),
    ...foreignReplies(canary).flatMap((sentence) => indented(sentence, columns)),
    ...canary.reasons.flatMap((reason) => indented(reason, columns)),
    ...indented(`${counts.join(", ")}.`, columns),
    ...(controls.length === 0
      ? []
      : indented(
          `Hits of the others: ${controls.slice(0, 8).join(", ")}${controls.length > 8 ? ` and ${controls.length - 8} more` : ""}.`,
          columns,
        )),
    ...(clusters.length === 0 ? [] : indented(`Account clusters, p after Holm: ${clusters.join(", ")}.`, columns)),
    ...canary.notes.flatMap((note) =>
      wrapped(note, columns - 4).map((line, index) => `  ${index === 0 ? "! " : "  "}${line}`),
    ),
  ];
}

function indented(line: string, columns: number): string[] {
  return wrapped(line, columns - 2).map((part) => `  ${part}`);
}

function words(text: Text): string {
  return text
    .map((part) => {
      if (typeof part === "string") return part;
      if ("value" in part) return part.value;
      if ("strong" in part) return part.strong;
      if ("state" in part) return part.state;
      return safe("name" in part ? part.name : "code" in part ? part.code : part.quote);
    })
    .join("");
}

function safe(foreign: string): string {
  return visibleText(foreign).replaceAll("\n", " ").replaceAll("\t", " ");
}
