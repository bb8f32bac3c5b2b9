import type { Findings, TeacherFinding } from "../../findings/findings.js";
import { traitMeaning, traitName } from "../../findings/trait-names.js";
import { asMarkup, type Block, name, type Section, type Table, type Text, text, value } from "../document.js";
import { type TraitContributionsInput, traitContributionsFigure } from "../figures/trait-contributions.js";
import { exempt } from "../markup.js";
import { scoreText } from "../numbers.js";
import { foldedTable } from "./folded-table.js";
import { metadataBeside } from "./metadata.js";

const groupsDrawn = 3;

/** What each trait contributes: drawn for the groups of the answer (or the first one), printed for all. */
export function traitsSection(findings: Findings): Section {
  const inAnswer = findings.teachers.filter((teacher) => findings.attribution.groups.includes(teacher.group));
  const drawn = (inAnswer.length > 0 ? inAnswer : findings.teachers.slice(0, 1)).slice(0, groupsDrawn);
  const scored = drawn.filter((teacher) => teacher.traits.length > 0);
  const blocks: Block[] =
    scored.length === 0
      ? [{ kind: "paragraph", text: ["No trait could be scored."] }]
      : [
          ...scored.map((teacher) => figureOf(findings, teacher)),
          ...metadataBeside(findings),
          ...tables(findings),
          { kind: "more", summary: "What each trait reads", blocks: [meanings(findings)] },
        ];
  return { id: "traits", number: 5, title: "Contributions by trait", blocks };
}

function figureOf(findings: Findings, teacher: TeacherFinding): Block {
  const index = findings.teachers.indexOf(teacher);
  const rows = teacher.traits
    .filter((trait) => trait.channel !== "metadata")
    .map((trait) => ({ name: traitName(trait.trait), core: trait.channel === "core", score: trait.score }));
  const core = rows.filter((row) => row.core);
  const description = text`Bars for ${name(teacher.group)}: ${core.map((row) => `${row.name.toLowerCase()} ${scoreText(row.score)}`).join(", ")}. Mean of the core: ${value(scoreText(teacher.fused), `/teachers/${index}/fused`)}.`;
  const input = (form: "wide" | "narrow"): TraitContributionsInput => ({
    id: `traits-${index}-${form}`,
    group: teacher.group,
    rows,
    fused: teacher.fused,
    title: ["Score of each trait towards ", exempt(teacher.group)],
    description: asMarkup(description),
  });
  return {
    kind: "figure",
    id: `traits-${index}`,
    caption: text`Towards ${name(teacher.group)}. Filled bars are fused by their plain mean (diamond). Hollow bars are shown beside it: an instruction can set them, or their error rate is not known.`,
    description,
    wide: traitContributionsFigure(input("wide"), "wide"),
    narrow: traitContributionsFigure(input("narrow"), "narrow"),
  };
}

/** A model's scores towards every group: one table for the core, one for what stands beside it, so that both stay narrow. */
function tables(findings: Findings): Block[] {
  const traits = new Map(findings.teachers.flatMap((teacher) => teacher.traits.map((trait) => [trait.trait, trait])));
  const core = [...traits.values()].filter((trait) => trait.channel === "core").map((trait) => trait.trait);
  const beside = [...traits.values()]
    .filter((trait) => trait.channel !== "core" && trait.channel !== "metadata")
    .map((trait) => trait.trait);
  return [
    ...table(findings, "Core traits: score of the best member of each group", core, "fused", "Fused"),
    ...(beside.length === 0 && findings.teachers.every((teacher) => teacher.surface === null)
      ? []
      : table(findings, "Beside the core: surface and supporting traits", beside, "surface", "Surface mean")),
  ];
}

function table(
  findings: Findings,
  caption: string,
  traits: readonly string[],
  mean: "fused" | "surface",
  meanTitle: string,
): Block[] {
  const rows = findings.teachers.map((teacher, index): Text[] => [
    [name(teacher.group)],
    [value(scoreText(teacher[mean]), `/teachers/${index}/${mean}`)],
    ...traits.map((id): Text => {
      const at = teacher.traits.findIndex((trait) => trait.trait === id);
      return at < 0 ? ["n/a"] : [value(scoreText(teacher.traits[at]!.score), `/teachers/${index}/traits/${at}/score`)];
    }),
  ]);
  const whole: Table = {
    kind: "table",
    caption,
    columns: [
      { title: "Lineage group" },
      { title: meanTitle, align: "right" },
      ...traits.map((id) => ({ title: traitName(id), align: "right" as const })),
    ],
    rows,
  };
  return foldedTable(whole, (count) => `The same for the other ${count} groups`);
}

function meanings(findings: Findings): Block {
  const ids = [...new Set(findings.teachers.flatMap((teacher) => teacher.traits.map((trait) => trait.trait)))];
  return {
    kind: "terms",
    entries: ids.map((id) => ({
      term: traitName(id),
      text: text`${traitMeaning(id) ?? "not described in this version"} (${{ code: id }})`,
    })),
  };
}
