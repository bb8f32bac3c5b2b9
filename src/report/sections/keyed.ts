import type { Findings } from "../../findings/findings.js";
import type { KeyedFindings } from "../../findings/keyed-findings.js";
import { asMarkup, type Block, code, name, type Section, type Text, text, value } from "../document.js";
import { decoyHitsFigure } from "../figures/decoy-hits.js";
import { exempt } from "../markup.js";
import { countText } from "../numbers.js";
import { permittedSentence, type Sentence } from "../permitted-sentences.js";
import { powerText } from "../power-text.js";
import { foldedTable } from "./folded-table.js";
import { alternatives, keyedFacts, smallP } from "./keyed-facts.js";

type Canary = KeyedFindings["canaries"][number];

/** Results of keyed tests, if there are any: a section of its own, because they answer another question. */
export function keyedSections(findings: Findings): Section[] {
  const { keyed } = findings;
  if (keyed === undefined || keyed === null) return [];
  return [
    {
      id: "keyed",
      number: 15,
      title: "Keyed tests",
      blocks: [
        {
          kind: "paragraph",
          text: [
            "This section stands by itself. A p-value here is over the randomness of a secret key to which its owner had committed, and nothing is assumed about models. This tool fixed the answers before it read the key; whether somebody who knew the key had a hand in them, it cannot tell. It is no likelihood ratio, has no verbal term, and nothing in sections 1 to 14 depends on it.",
          ],
        },
        ...keyed.canaries.flatMap((canary, index) => canaryBlocks(findings, canary, `/keyed/canaries/${index}`)),
        {
          kind: "list",
          items: findings.limits.filter(({ id }) => id === "L7" || id === "L11").map((limit) => [limit.text]),
        },
      ],
    },
  ];
}

/** What the findings allow to be said of one pack. */
export function canarySentences(canary: Canary, at: string): Sentence[] {
  const { log10P } = canary;
  const p = log10P === null ? null : value(powerText(log10P), `${at}/log10P`);
  if (canary.state === "excess" && p !== null)
    return [
      permittedSentence("T-KEY", {
        p,
        n: value(countText(canary.items), `${at}/items`),
        D: alternatives(canary.alternatives, `${at}/alternatives`),
      }),
      permittedSentence("T-ROUTE"),
    ];
  if (canary.state === "no-excess" && p !== null)
    return [permittedSentence("T-KEY-NULL", { p, T: name(canary.teacher) }), permittedSentence("T-ROUTE")];
  if (canary.state === "not-evaluated")
    return [permittedSentence("T-NOTEVAL", { reason: "too few of the items have an answer that can be read" })];
  return [permittedSentence("T-INCON")];
}

function canaryBlocks(findings: Findings, canary: Canary, at: string): Block[] {
  const other = canary.suspect !== findings.suspect.model;
  return [
    { kind: "heading", text: `Canary pack ${canary.packId}` },
    ...canarySentences(canary, at).map((sentence): Block => ({ kind: "sentence", ...sentence })),
    ...foreignReplies(canary).map((words): Block => ({ kind: "paragraph", text: [words], tone: "warning" })),
    ...canary.reasons.map((reason): Block => ({ kind: "paragraph", text: [reason], tone: "warning" })),
    ...(other
      ? [
          {
            kind: "paragraph",
            text: text`This test is about ${name(canary.suspect)}, not about the suspect of the other sections.`,
            tone: "warning",
          } as const,
        ]
      : []),
    ...repetitionBlocks(findings, canary),
    { kind: "facts", entries: keyedFacts(canary, at) },
    ...figureBlocks(canary, at),
    ...controlBlocks(canary, at),
    ...accountBlocks(canary, at),
    ...orderBlocks(canary),
    ...commitmentBlocks(canary),
    ...(canary.notes.length === 0 ? [] : [{ kind: "list", items: canary.notes.map((note): Text => [note]) } as const]),
  ];
}

/** Sentences on replies that this tool did not ask for itself; none where it asked for all of them. */
export function foreignReplies({ answers, controls }: Canary): string[] {
  const byOthers = (sources: Canary["answers"]["sources"]) => (sources?.import ?? 0) + (sources?.file ?? 0);
  const ofSuspect = byOthers(answers.sources);
  const ofControls = controls.reduce((sum, control) => sum + byOthers(control.sources), 0);
  return [
    ...(ofSuspect === 0
      ? []
      : [
          `${ofSuspect === answers.received ? `None of the suspect's ${countText(answers.received)} replies was` : `Of the suspect's ${countText(answers.received)} replies only ${countText(answers.received - ofSuspect)} were`} asked for by this tool: ${countText(answers.sources!.import)} were imported, ${countText(answers.sources!.file)} read from a file. Whoever made them and knew the key could have written the planted values into them; the p-value does not cover that.`,
        ]),
    ...(ofControls === 0
      ? []
      : [`${countText(ofControls)} replies of the other models were not asked for by this tool either.`]),
  ];
}

/** Whoever may choose among several tests of one pack may choose the result. */
function repetitionBlocks({ keyed }: Findings, canary: Canary): Block[] {
  const tests = keyed!.canaries.filter(({ packId }) => packId === canary.packId);
  if (tests.length < 2) return [];
  return [
    {
      kind: "paragraph",
      text: text`This pack was tested ${countText(tests.length)} times on this study, with different keys, statements or outcomes; all of them are shown, and this is number ${countText(tests.indexOf(canary) + 1)}. No p-value here counts the others.`,
      tone: "warning",
    },
  ];
}

/** Where the suspect and the negative controls stand among the decoy keys. */
function figureBlocks(canary: Canary, at: string): Block[] {
  const { decoys, hits, suspect } = canary;
  if (decoys === null || hits === null) return [];
  const index = at.split("/").at(-1);
  const controls = canary.controls.filter(({ negative }) => negative);
  const mostOfControls = Math.max(0, ...controls.map((control) => control.hits));
  const description = text`Under ${value(countText(decoys.count), `${at}/decoys/count`)} decoy keys the suspect's answers have at most ${countText(decoys.hits.length - 1)} hits, under the real key ${value(countText(hits), `${at}/hits`)}; ${countText(controls.length)} negative controls have at most ${countText(mostOfControls)}.`;
  const input = {
    suspect: { model: suspect, hits },
    controls,
    decoys: decoys.hits,
    title: ["Hits of ", exempt(suspect), " under decoy keys and under the real key"],
    description: asMarkup(description),
  };
  return [
    {
      kind: "figure",
      id: `keyed-${index}-hits`,
      caption: text`Bars: hits of the suspect's answers under the decoy keys. Diamond: ${name(suspect)} under the real key. Circles: negative controls under the real key.`,
      description,
      wide: decoyHitsFigure({ ...input, id: `keyed-${index}-hits-wide` }, "wide"),
      narrow: decoyHitsFigure({ ...input, id: `keyed-${index}-hits-narrow` }, "narrow"),
    },
  ];
}

function controlBlocks(canary: Canary, at: string): Block[] {
  const missing =
    canary.controlsMissing.length === 0
      ? []
      : [
          {
            kind: "paragraph",
            text: text`Negative controls that the pack names and that were not asked: ${canary.controlsMissing.flatMap((id, index): Text => (index === 0 ? [name(id)] : [", ", name(id)]))}.`,
            tone: "note",
          } as const,
        ];
  if (canary.controls.length === 0) return missing;
  const rows = canary.controls.map((control, index): Text[] => [
    [name(control.model)],
    [control.negative ? "negative control" : "may have seen planted text"],
    [value(countText(control.hits), `${at}/controls/${index}/hits`)],
    [value(powerText(control.log10P), `${at}/controls/${index}/log10P`)],
    [control.holm === null ? "n/a" : smallP(control.holm, `${at}/controls/${index}/holm`)],
    [value(countText(control.answeredItems), `${at}/controls/${index}/answeredItems`)],
  ]);
  return [
    ...foldedTable(
      {
        kind: "table",
        caption: `Other models under the same key (${canary.packId})`,
        columns: [
          { title: "Model" },
          { title: "Serves as" },
          { title: "Hits", align: "right" },
          { title: "p", align: "right" },
          { title: "Holm", align: "right" },
          { title: "Items answered", align: "right" },
        ],
        rows,
      },
      (count) => `${count} more models`,
    ),
    ...missing,
  ];
}

function accountBlocks(canary: Canary, at: string): Block[] {
  const { accounts } = canary;
  if (accounts === null) return [];
  const rows = accounts.clusters.map((cluster, index): Text[] => [
    [name(cluster.cluster)],
    [value(countText(cluster.hits), `${at}/accounts/clusters/${index}/hits`)],
    [value(powerText(cluster.log10P), `${at}/accounts/clusters/${index}/log10P`)],
    [smallP(cluster.holm, `${at}/accounts/clusters/${index}/holm`)],
  ]);
  return [
    {
      kind: "paragraph",
      text: text`Values that only one account cluster received: ${value(countText(accounts.items), `${at}/accounts/items`)} items, ${alternatives(accounts.alternatives, `${at}/accounts/alternatives`)} alternatives each, ${value(countText(accounts.clusters.length), `${at}/accounts/clusters/length`)} clusters. A small value says that text served to this cluster reached the suspect's training, not who passed it on.`,
    },
    ...foldedTable(
      {
        kind: "table",
        caption: `Account clusters (${canary.packId})`,
        columns: [
          { title: "Cluster" },
          { title: "Hits", align: "right" },
          { title: "p", align: "right" },
          { title: "Holm", align: "right" },
        ],
        rows,
      },
      (count) => `${count} more clusters`,
    ),
  ];
}

/** Whoever reads the result sees how many times the owner could have tried. */
function commitmentBlocks({ commitments, commitment }: Canary): Block[] {
  if (commitments.length < 2) return [];
  return [
    {
      kind: "more",
      summary: "All commitments that were counted",
      blocks: [
        { kind: "list", items: commitments.map((one) => text`${code(one)}${one === commitment ? " (this one)" : ""}`) },
      ],
    },
  ];
}

const freshness: Readonly<Record<Canary["freshness"]["state"], string>> = {
  fresh: "published after planting began",
  "suspect-earlier": "published before planting began",
  "same-month": "published in the month in which planting began",
  unknown: "not known to be newer than the planting",
};

function orderBlocks({ order, freshness: fresh, packId }: Canary): Block[] {
  return [
    {
      kind: "table",
      caption: `Order of events (${packId})`,
      columns: [{ title: "Step" }, { title: "Time" }, { title: "Known from" }],
      rows: [
        ...order.map(({ step, time, shownBy }): Text[] => [[step], [time === null ? "n/a" : code(time)], [shownBy]]),
        [["suspect published"], [fresh.released === null ? "n/a" : code(fresh.released)], [freshness[fresh.state]]],
      ],
    },
  ];
}
