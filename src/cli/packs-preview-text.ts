import type { PreviewedPack, PreviewedProbe } from "./packs-preview.js";

export interface PreviewDocument {
  readonly synthetic: boolean;
  readonly panels: readonly string[];
  readonly hidden: readonly string[];
  readonly references: number;
  readonly groups: number;
  readonly groupsWithPairs: number;
  readonly unpriced: readonly string[];
  readonly packs: readonly PreviewedPack[];
}

const shownFirst = 20;
const shownLast = 5;

/** The preview for people: for each pack a ranked table and what the choice is worth; then what cannot be known. */
export function describePreview(document: PreviewDocument): string {
  const { panels, references, groups, groupsWithPairs, packs, synthetic } = document;
  return [
    ...(synthetic ? ["SYNTHETIC DATA: not evidence about any real model.", ""] : []),
    `Stored answers: ${panels.join(", ") || "none"}; ${references} references in ${groups} groups, ${groupsWithPairs} of them with two references or more.`,
    ...packs.flatMap((pack) => ["", ...describePack(pack, document.unpriced.length > 0)]),
    "",
    ...limitsOf(document),
  ].join("\n");
}

function describePack(pack: PreviewedPack, unpriced: boolean): string[] {
  const { id, version, kind, probes, answered, ranked, written } = pack;
  const head = `${id} ${version} (${kind}): ${probes.length} probes, ${answered} with stored answers, ${ranked} ranked.`;
  const chosen = probes.filter((probe) => probe.chosen);
  const costs = [
    `All: ${costText(probes, unpriced)}.`,
    ...(chosen.length > 0 ? [`The ${chosen.length} best: ${costText(chosen, unpriced)}.`] : []),
  ];
  if (ranked === 0) return [head, ...costs, `  ${whyNone(pack)}`];
  const list = probes.filter(({ rank }) => rank !== null);
  const first = list.slice(0, shownFirst);
  const last = list.slice(Math.max(shownFirst, list.length - shownLast));
  const skipped = list.length - first.length - last.length;
  return [
    head,
    ...costs,
    ...worth(pack, chosen.length),
    "",
    "  rank  probe                     separation  transfer  entropy (most)  models  expected   topic",
    ...first.map(row),
    ...(skipped > 0 ? [`  ... ${skipped} more; --json lists all`] : []),
    ...last.map(row),
    ...(written === null ? [] : ["", `Written: ${written}`]),
  ];
}

function worth(
  { heldOut, transfer, transferOfChosen, controls, controlFamilies }: PreviewedPack,
  chosen: number,
): string[] {
  const lines: string[] = [];
  const half = chosen === 0 ? "the better half of the probes" : `the ${chosen} best`;
  if (heldOut !== null)
    lines.push(
      `Separation of a group that had no say in the choice (mean of ${heldOut.groups}): ${number(heldOut.chosen)} on ${half}, ${number(heldOut.all)} on all. Only this difference is what choosing brings.`,
    );
  if (transfer !== null)
    lines.push(
      `Against controls (${controls} in ${controlFamilies} families): a reference leans more towards its own group than a control in ${percent(transfer)} of pairs on all probes${transferOfChosen === null ? "" : `, ${percent(transferOfChosen)} on ${half}`}; 50 % would be chance.`,
    );
  return lines;
}

function row(probe: PreviewedProbe): string {
  const { rank, id, separation, transfer, entropyBits, mostBits, models, topic, chosen } = probe;
  const entropy = entropyBits === null ? "n/a" : `${entropyBits.toFixed(1)} (${mostBits!.toFixed(1)})`;
  return `${chosen ? "*" : " "} ${String(rank).padStart(5)}  ${id.padEnd(24)}  ${number(separation).padStart(10)}  ${(transfer === null ? "n/a" : percent(transfer)).padStart(8)}  ${entropy.padStart(14)}  ${String(models).padStart(6)}  ${oneCost(probe).padEnd(9)}  ${topic}`;
}

function whyNone({ kind, answered }: PreviewedPack): string {
  if (kind === "identity") return "Answers of this kind are shown and never scored, so there is nothing to rank.";
  if (kind === "canary" || kind === "watermark")
    return "Answers of this kind are read by the keyed test alone, so there is nothing to rank.";
  if (kind === "opening")
    return "Cut answers cannot be ranked; preview the pack in its whole form, and ask the chosen probes in this one.";
  if (answered === 0) return "No stored answer belongs to any of these questions: the words must be the same.";
  return "No group has two references with answers to these questions (for a choice: eight each), so nothing says which probe sets groups apart.";
}

function limitsOf({ packs, hidden, unpriced, groupsWithPairs }: PreviewDocument): string[] {
  const unknown = packs.reduce((sum, { probes }) => sum + probes.filter(({ models }) => models === 0).length, 0);
  return [
    "What this cannot know:",
    ...(unknown > 0
      ? [
          `- ${unknown} probes have no stored answer. Of these only the cost is known: how differently models answer, whether groups can be told apart and whether an answer can be read shows when references have been asked.`,
        ]
      : []),
    hidden.length > 0
      ? `- How the suspect answers: the answers of ${hidden.join(", ")} were not read, so that no suspect can have chosen its questions.`
      : "- Who the suspect is. If it stands in this panel, name it with --suspect, and its answers are not read.",
    `- How groups are separated that have one reference or none; ${groupsWithPairs === 0 ? "no group has two" : `the ranking rests on ${groupsWithPairs} groups`}.`,
    "- A probe's own place: single scores rest on few pairs and are noisy, and the best of many look better than they are. The figures for groups without a say are not flattered in this way.",
    "- Whether students of a teacher follow it on these probes: references are versions of teachers, not students.",
    ...(unpriced.length > 0 ? [`- The price of ${unpriced.join(", ")}; give it with --prices.`] : []),
  ];
}

function costText(probes: readonly PreviewedProbe[], unpriced: boolean): string {
  const sum = (value: (probe: PreviewedProbe) => number) => probes.reduce((total, probe) => total + value(probe), 0);
  const amounts = `${sum(({ requests }) => requests)} requests, about ${sum(({ tokens }) => tokens)} tokens expected`;
  return probes.every(({ usd }) => usd !== null)
    ? `${amounts}, $${sum(({ usd }) => usd!).toFixed(2)} for ${unpriced ? "the models whose price is known" : "the whole study"}`
    : `${amounts} for each model`;
}

function oneCost({ usd, tokens }: PreviewedProbe): string {
  return usd === null ? `${tokens} tok` : `$${usd.toFixed(4)}`;
}

function number(value: number | null): string {
  return value === null ? "n/a" : value.toFixed(2);
}

function percent(share: number): string {
  return `${Math.round(100 * share)} %`;
}
