import { availableParallelism } from "node:os";
import { join } from "node:path";
import { suspectUnknown } from "../findings/in-question.js";
import { type FamilyTree, familyTree, panelForTree, treeDistance } from "../likeness/family-tree.js";
import type { Panel } from "../panel/panel.js";
import { type FamilyTreeLeaf, familyTreeFigure } from "../report/figures/family-tree.js";
import { standaloneSvg } from "../report/figures/svg.js";
import { exempt } from "../report/markup.js";
import { familyTreeLines } from "../report/terminal/family-tree.js";
import { newick } from "../statistics/newick.js";
import { isInner, rootAtMidpoint, sidesOfBranches, withoutBranches } from "../statistics/unrooted-tree.js";
import { prepare } from "../traits/prepare.js";
import { toolVersion } from "../version.js";
import { cacheFolder, resultFolder } from "./folders.js";
import { openTargetPanel } from "./target-panel.js";
import type { Terminal } from "./terminal.js";
import { writeWholeFile } from "./write-file.js";

export interface TreeOptions {
  readonly suspect: string | undefined;
  readonly seed: string | undefined;
  readonly replicates: number;
  readonly results: string;
  readonly output: string | undefined;
  readonly workers: number | undefined;
  readonly cache: boolean;
}

/** What `tree --json` prints and `family-tree.json` holds. */
export interface TreeDocument {
  readonly schemaVersion: "teacherprint.tree/v1";
  readonly toolVersion: string;
  readonly synthetic: boolean;
  readonly panel: { readonly name: string; readonly digest: string };
  readonly suspect: string | null;
  readonly seed: string;
  readonly replicates: number;
  readonly distance: string;
  readonly prompts: number;
  readonly models: readonly (FamilyTreeLeaf & { readonly family: string })[];
  /** `models`: ids on one side, the smaller one; `support`: 0 .. 1, null where there is none to give. */
  readonly branches: readonly {
    readonly models: readonly string[];
    readonly length: number;
    readonly support: number | null;
  }[];
  readonly newick: string;
  readonly excluded: FamilyTree["excluded"];
  readonly notices: readonly string[];
}

export interface DrawnTree {
  readonly document: TreeDocument;
  readonly text: string;
  readonly written: readonly string[];
}

const majority = 0.5;
const namedAround = 12;
const caution =
  "Models that stand together word their answers alike on these prompts. The tree does not show who learned from whom.";

/** Makes the family tree of a study or panel and writes it as Newick, SVG and JSON. Throws SUSPECT_UNKNOWN and TREE_... */
export async function treeOfTarget(target: string, options: TreeOptions, terminal: Terminal): Promise<DrawnTree> {
  const { panel, name, study } = await openTargetPanel(target, options.results, terminal);
  const suspect = options.suspect ?? study?.plan.suspect.id ?? null;
  if (suspect !== null && !panel.models.some((model) => model.id === suspect)) throw suspectUnknown(panel, suspect);
  const seed = options.seed ?? study?.plan.seed ?? "1";
  for (const notice of panel.notices) terminal.note(notice);
  const prepared = await prepare(panelForTree(panel), {
    workers: options.workers ?? availableParallelism(),
    cacheFolder: options.cache ? join(cacheFolder(terminal), "features") : null,
    seed,
    traits: [],
    progress: terminal.note,
  });
  const found = familyTree(prepared, { seed, replicates: options.replicates });
  const leaves = found.models.map((id) => leafOf(panel, id, suspect));
  const document = treeDocument(panel, found, leaves, { suspect, seed, replicates: options.replicates });
  const folder = options.output ?? resultFolder(options.results, name);
  const files = {
    "family-tree.nwk": `${document.newick}\n`,
    "family-tree.svg": drawing(panel, found, leaves),
    "family-tree.json": `${JSON.stringify(document, null, 2)}\n`,
  };
  const written: string[] = [];
  for (const [file, content] of Object.entries(files)) {
    await writeWholeFile(join(folder, file), content);
    written.push(join(folder, file));
  }
  return { document, text: describeTree(found, leaves, document), written };
}

function leafOf(panel: Panel, id: string, suspect: string | null): FamilyTreeLeaf & { family: string } {
  const { role, group, family } = panel.models.find((model) => model.id === id)!;
  return {
    model: id,
    // A panel calls every model of its trials a suspect; here only the one in question is marked.
    role: id === suspect ? "suspect" : role === "teacher" ? "teacher" : "other",
    belongsTo: group ?? family,
    family,
  };
}

function treeDocument(
  panel: Panel,
  found: FamilyTree,
  models: TreeDocument["models"],
  settings: Pick<TreeDocument, "suspect" | "seed" | "replicates">,
): TreeDocument {
  const sides = sidesOfBranches(found.tree);
  const places = found.models.map((_, place) => place);
  const labels = found.support.map((share) => (share === null ? null : String(Math.round(100 * share))));
  const isLeftOut = settings.suspect !== null && !found.models.includes(settings.suspect);
  return {
    schemaVersion: "teacherprint.tree/v1",
    toolVersion,
    synthetic: panel.synthetic,
    panel: { name: panel.name, digest: panel.digest },
    ...settings,
    distance: treeDistance,
    prompts: found.prompts.length,
    models,
    branches: found.tree.branches.map(({ length }, branch) => {
      const side = sides[branch]!;
      const held = new Set(side);
      const smaller = 2 * side.length <= places.length ? side : places.filter((place) => !held.has(place));
      return { models: smaller.map((place) => found.models[place]!), length, support: found.support[branch]! };
    }),
    newick: newick(found.tree, found.models, labels),
    excluded: found.excluded,
    notices: isLeftOut
      ? [...found.notices, `${settings.suspect} has too few answers to stand in the tree.`]
      : found.notices,
  };
}

function drawing(panel: Panel, found: FamilyTree, leaves: readonly FamilyTreeLeaf[]): string {
  return standaloneSvg(
    familyTreeFigure({
      id: "family-tree",
      leaves,
      tree: found.tree,
      support: found.support,
      title: [panel.synthetic ? "SYNTHETIC DATA. " : "", "Family tree of ", exempt(panel.name)],
      description: `${found.models.length} models on ${found.prompts.length} prompts. ${caution}`,
    }),
  );
}

/** The branches that most draws agree on, as lines, and what stands around the suspect. */
function describeTree(found: FamilyTree, leaves: readonly FamilyTreeLeaf[], document: TreeDocument): string {
  const { tree, support } = found;
  const uncertain = (branch: number): boolean => (support[branch] ?? 1) < majority;
  const certain = withoutBranches(tree, uncertain);
  const kept = support.filter((_, branch) => !uncertain(branch));
  const inner = support.filter((share) => share !== null).length;
  const agreed = support.filter((share) => share !== null && share >= majority).length;
  return [
    ...(document.synthetic ? ["SYNTHETIC DATA: not evidence about any real model."] : []),
    `${document.panel.name}: ${found.models.length} models, ${found.prompts.length} prompts, distance: ${document.distance}.`,
    inner === 0
      ? "No branch has a support to give."
      : `${agreed} of ${inner} inner branches are found again in at least half of ${document.replicates} draws of prompts; only these are shown. Numbers: draws of 100.`,
    "",
    ...familyTreeLines(rootAtMidpoint(certain), leaves, kept),
    "",
    ...aroundSuspect(found, document),
    ...document.notices,
    ...document.excluded.map(({ model, reason }) => `Left out: ${model}: ${reason}.`),
    caution,
  ].join("\n");
}

function aroundSuspect({ models, tree, support }: FamilyTree, { suspect }: TreeDocument): string[] {
  const place = suspect === null ? -1 : models.indexOf(suspect);
  if (place < 0) return [];
  const sides = sidesOfBranches(tree).flatMap((side, branch) => {
    const share = support[branch]!;
    if (share === null || share < majority || !isInner(side, models.length)) return [];
    const held = new Set(side);
    const own = held.has(place) ? side : models.flatMap((_, leaf) => (held.has(leaf) ? [] : [leaf]));
    return [{ own, share }];
  });
  const [nearest] = sides.sort((left, right) => left.own.length - right.own.length);
  if (nearest === undefined) return [`${suspect} stands with no other model in at least half of the draws.`];
  const others = nearest.own.filter((leaf) => leaf !== place).map((leaf) => models[leaf]!);
  const company =
    others.length <= namedAround ? others.join(", ") : `${others.length} of the other ${models.length - 1} models`;
  return [
    `${suspect} stands with ${company} (${Math.round(100 * nearest.share)} of 100 draws); no smaller company has a majority.`,
  ];
}
