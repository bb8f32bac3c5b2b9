import type { Findings } from "../../findings/findings.js";
import { type Block, code, name, type Section, type Text, text } from "../document.js";
import { permittedSentence } from "../permitted-sentences.js";

/** Where every number came from, and the command that makes them again. */
export function provenanceSection(findings: Findings): Section {
  const { provenance } = findings;
  const anchor = permittedSentence("T-ANCHOR-NONE");
  return {
    id: "provenance",
    number: 14,
    title: "Provenance",
    blocks: [
      { kind: "terms", entries: entries(findings) },
      ...inputs(findings),
      ...deviationBlocks(findings),
      ...(provenance.collected === null ? [] : [{ kind: "sentence", id: anchor.id, text: anchor.text } as const]),
      { kind: "command", label: "This command makes these findings again:", command: provenance.command },
    ],
  };
}

function entries(findings: Findings): { term: string; text: Text }[] {
  const { provenance, study, suspect, calibration } = findings;
  return [
    { term: "Study", text: text`${code(study.id)}, from a ${study.source}` },
    {
      term: "Suspect",
      text: text`${name(suspect.model)}, family ${name(suspect.family)}, released ${suspect.released ?? "unknown"}`,
    },
    { term: "Plan", text: findings.plan === null ? ["none: these answers come from a panel"] : [code(findings.plan)] },
    { term: "Findings", text: [code(findings.schemaVersion)] },
    { term: "Tool", text: text`teacherprint ${code(provenance.toolVersion)}, Node.js ${code(provenance.node)}` },
    { term: "Seed", text: [code(provenance.seed)] },
    { term: "Normalisation", text: [code(provenance.normalisation)] },
    {
      term: "Traits",
      text: provenance.traits.flatMap((trait, index) => (index === 0 ? [code(trait)] : [", ", code(trait)])),
    },
    {
      term: "Collected",
      text:
        provenance.collected === null
          ? ["not recorded: answers were collected by others"]
          : text`${code(provenance.collected.from)} to ${code(provenance.collected.to)}`,
    },
    { term: "Calibration", text: calibration === null ? ["none"] : [code(calibration.digest)] },
  ];
}

function inputs(findings: Findings): Block[] {
  const { panels, packs } = findings.provenance;
  const rows = [
    ...panels.map((panel): Text[] => [[name(panel.name)], ["panel"], ["n/a"], [code(panel.digest)]]),
    ...packs.map((pack): Text[] => [[name(pack.id)], ["probe pack"], [code(pack.version)], [code(pack.digest)]]),
  ];
  if (rows.length === 0) return [];
  return [
    {
      kind: "table",
      caption: "Inputs and their digests",
      columns: [{ title: "Input" }, { title: "Kind" }, { title: "Version" }, { title: "Digest" }],
      rows,
    },
  ];
}

function deviationBlocks({ provenance }: Findings): Block[] {
  const { deviations } = provenance;
  if (deviations === undefined) return [];
  if (deviations.length === 0)
    return [{ kind: "paragraph", text: ["The study kept to its frozen plan: no deviation is recorded."] }];
  return [
    {
      kind: "table",
      caption: "Recorded deviations from the plan as it was first frozen",
      columns: [{ title: "Recorded" }, { title: "Change" }, { title: "Reason given" }, { title: "What follows is" }],
      rows: deviations.map((one): Text[] => [
        [code(one.recorded)],
        [code(one.change)],
        [one.reason === null ? "none given" : name(one.reason)],
        [one.effect === "stated" ? "as planned, with this stated" : "exploratory"],
      ]),
    },
  ];
}
