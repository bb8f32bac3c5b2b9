import { expect, test } from "vitest";
import { eceFigure } from "../../../src/report/figures/ece.js";
import { type LineUpInput, lineUpFigure } from "../../../src/report/figures/line-up.js";
import {
  type MetadataComparisonInput,
  metadataComparisonFigure,
} from "../../../src/report/figures/metadata-comparison.js";
import { promptsCurveFigure } from "../../../src/report/figures/prompts-curve.js";
import { rocFigure } from "../../../src/report/figures/roc.js";
import { standaloneSvg } from "../../../src/report/figures/svg.js";
import { teacherRankFigure } from "../../../src/report/figures/teacher-rank.js";
import { tippettFigure } from "../../../src/report/figures/tippett.js";
import {
  type TraitContributionsInput,
  traitContributionsFigure,
} from "../../../src/report/figures/trait-contributions.js";
import { exempt, type MarkupElement } from "../../../src/report/markup.js";

const lineUp: LineUpInput = {
  id: "line-up",
  suspect: 'acme <"7b">',
  rows: [
    {
      group: "northlight-aurora-2",
      state: "stands-out",
      standsOut: true,
      suspect: 4.21,
      controls: [
        { model: "alder-7b", family: "alder", score: -0.4 },
        { model: "alder-13b", family: "alder", score: 0.9 },
        { model: "birch-7b", family: "birch", score: 0.88 },
        { model: "cedar-7b", family: "cedar", score: 0.9 },
        { model: "elm-mini", family: "elm", score: 2.1 },
      ],
    },
    { group: "a-lineage-group-with-a-long-name", state: "inconclusive", standsOut: false, suspect: 0.2, controls: [] },
    {
      group: "tidal-kelp",
      state: "impossible",
      standsOut: false,
      suspect: null,
      controls: [{ model: "fir-7b", family: "fir", score: -1.2 }],
    },
    {
      group: "harbour-cobalt",
      state: "against",
      standsOut: false,
      suspect: -0.6,
      controls: [{ model: "fir-7b", family: "fir", score: 0.3 }],
    },
    { group: "meadow-sorrel", state: "descriptive-only", standsOut: false, suspect: 0, controls: [] },
  ],
  threshold05: 3.16,
  threshold01: 4.02,
  title: ["Where ", exempt('acme <"7b">'), " stands"],
  description: "Five strips.",
};
const traits: TraitContributionsInput = {
  id: "traits",
  group: "northlight-aurora-2",
  rows: [
    { name: "Shared word triples", core: true, score: 4.69 },
    { name: "Favourite words", core: true, score: -0.8 },
    { name: "Classifier", core: true, score: null },
    { name: "First twelve words", core: false, score: 3.8 },
    { name: "Function words", core: false, score: -1.1 },
  ],
  fused: 1.945,
  title: "Score of each trait",
  description: "Bars.",
};
const metadata: MetadataComparisonInput = {
  id: "metadata",
  rows: [
    {
      group: "northlight-aurora-2",
      scores: [
        { name: "wording (fused)", score: 4.2 },
        { name: "answer length", score: 1.3 },
        { name: "release date", score: null },
        { name: "markdown rate", score: -0.1 },
      ],
    },
    {
      group: "tidal-kelp",
      scores: [
        { name: "wording (fused)", score: 0.3 },
        { name: "answer length", score: 0.3 },
        { name: "release date", score: 1.4 },
        { name: "markdown rate", score: 0.31 },
      ],
    },
  ],
  title: "Wording beside metadata",
  description: "Two rows.",
};
const odds = [-3, -2, -1, 0, 1, 2, 3];

const figures: Readonly<Record<string, () => MarkupElement>> = {
  "line-up-wide": () => lineUpFigure(lineUp),
  "line-up-narrow": () => lineUpFigure(lineUp, "narrow"),
  "line-up-without-threshold": () => lineUpFigure({ ...lineUp, threshold05: null, threshold01: null }),
  "trait-contributions-wide": () => traitContributionsFigure(traits),
  "trait-contributions-narrow": () => traitContributionsFigure(traits, "narrow"),
  "metadata-comparison-wide": () => metadataComparisonFigure(metadata),
  "metadata-comparison-narrow": () => metadataComparisonFigure(metadata, "narrow"),
  roc: () =>
    rocFigure({
      id: "roc",
      curves: [
        {
          name: "core",
          points: [
            [0, 0],
            [0, 0.7],
            [0.02, 0.7],
            [0.02, 0.95],
            [0.3, 0.95],
            [0.3, 1],
            [1, 1],
          ].map(([falsePositive, truePositive]) => ({ falsePositive: falsePositive!, truePositive: truePositive! })),
        },
        {
          name: "answer length alone",
          points: [
            [0, 0],
            [0.1, 0.4],
            [0.4, 0.8],
            [1, 1],
          ].map(([falsePositive, truePositive]) => ({ falsePositive: falsePositive!, truePositive: truePositive! })),
        },
      ],
    }),
  tippett: () =>
    tippettFigure({
      id: "tippett",
      log10Lr: [-2, -1, 0, 1, 2],
      derived: [1, 0.98, 0.95, 0.8, 0.2],
      notDerived: [1, 0.4, 0.06, 0.01, 0],
    }),
  ece: () =>
    eceFigure({
      id: "ece",
      priorLog10Odds: odds,
      system: odds.map((at) => 0.13 * Math.exp(-(at ** 2) / 4)),
      neutral: odds.map((at) => Math.exp(-(at ** 2) / 3)),
      pav: odds.map((at) => 0.07 * Math.exp(-(at ** 2) / 4)),
    }),
  "teacher-rank": () => teacherRankFigure({ id: "rank", ranks: [1, 1, 1, 1, 1, 1, 2, 2, 4, 17], groups: 29 }),
  "prompts-curve": () =>
    promptsCurveFigure({
      id: "prompts",
      series: [
        {
          name: "teacher first",
          points: [25, 50, 100, 200].map((prompts, index) => ({
            prompts,
            value: [0.62, 0.8, 0.76, 0.81][index]!,
            low: [0.5, 0.7, 0.7, 0.75][index]!,
            high: [0.74, 0.9, 0.82, 0.87][index]!,
          })),
        },
        {
          name: "found at 1 in 100 false alarms",
          points: [25, 50, 100, 200].map((prompts, index) => ({
            prompts,
            value: [0.84, 0.91, 0.95, 0.97][index]!,
            low: null,
            high: null,
          })),
        },
      ],
    }),
};

test.each(Object.entries(figures))("%s is the committed picture, byte for byte and twice", async (file, draw) => {
  const svg = standaloneSvg(draw());
  expect(standaloneSvg(draw())).toBe(svg);
  await expect(svg).toMatchFileSnapshot(`../golden/${file}.svg`);
});

test.each(Object.entries(figures))(
  "%s has a title, a description and no coordinate that is not a number",
  (_, draw) => {
    const svg = standaloneSvg(draw());
    expect(svg).toMatch(/<svg [^>]*role="img" aria-label="[^"]+"/);
    expect(svg).toMatch(/<title>[^<]+<\/title><desc id="[^"]+">[^<]+<\/desc>/);
    expect(svg).not.toMatch(/NaN|Infinity|undefined|null/);
    expect(svg.match(/\d+\.\d{3,}/g)?.filter((digits) => !svg.includes(`:${digits}`)) ?? []).toEqual([]);
  },
);

test("a line-up with neither scores nor controls is still a figure", () => {
  const svg = standaloneSvg(
    lineUpFigure({ ...lineUp, rows: [{ ...lineUp.rows[1]!, suspect: null }], threshold05: null, threshold01: null }),
  );
  expect(svg).not.toMatch(/NaN|Infinity/);
});

const versions = [1, 2, 3, 4, 5, 6].map((version) => `northlight-aurora-large-instruct-2025-0${version}`);
const namesIn = (svg: string) =>
  [...svg.matchAll(/<text class="fig-name[^>]*>([^<]+)<title>/g)].map(([, shown]) => shown);

test.each(["wide", "narrow"] as const)("%s rows of versions with long names are told apart", (width) => {
  const rows = versions.map((group) => ({ ...lineUp.rows[1]!, group }));
  const [shown, others] = [rows.slice(0, 3), rows.slice(3)].map((some) =>
    namesIn(standaloneSvg(lineUpFigure({ ...lineUp, rows: some, otherGroups: versions }, width))),
  );
  const compared = versions.map((group) => ({ ...metadata.rows[0]!, group }));
  const beside = namesIn(standaloneSvg(metadataComparisonFigure({ ...metadata, rows: compared }, width)));
  for (const names of [[...shown!, ...others!], beside]) {
    expect(new Set(names).size).toBe(versions.length);
    names.forEach((name, index) => {
      expect(name).toMatch(new RegExp(`^northlight-.*….*-0${index + 1}$`));
    });
  }
});
