import type { Findings } from "../../findings/findings.js";
import type { SameChoices } from "../../findings/own-channel-schema.js";
import { type Block, listOf, name, value } from "../document.js";
import { probabilityText, scoreText } from "../numbers.js";
import { permittedSentence } from "../permitted-sentences.js";

const level = 0.05;

/** The other question: whether the endpoint could be serving a member of a listed group itself. */
export function sameChoicesBlocks({ suspect, sameChoices = [] }: Findings): Block[] {
  if (sameChoices.length === 0) return [];
  const tests = sameChoices.map((test, index) => ({ test, at: `/sameChoices/${index}` }));
  const alike = tests.filter(({ test }) => test.p > level);
  const apart = tests.filter(({ test }) => test.p <= level);
  return [
    { kind: "heading", text: "The same model?" },
    {
      kind: "paragraph",
      text: [
        "Another question than lineage: whether the endpoint could be serving a member of a listed group itself. For each group, the member whose choices differ least; labels are permuted inside each prompt.",
      ],
    },
    ...alike.map(({ test, at }): Block => {
      const sentence = permittedSentence("T-SAME", {
        S: name(suspect.model),
        T: name(test.member),
        p: value(probabilityText(test.p), `${at}/p`),
        d: value(scoreText(test.detectable, 3), `${at}/detectable`),
      });
      return { kind: "sentence", ...sentence };
    }),
    ...apartSentence(suspect.model, apart),
    tableOf(tests),
  ];
}

function apartSentence(suspect: string, apart: readonly { test: SameChoices; at: string }[]): Block[] {
  if (apart.length === 0) return [];
  const largest = apart.reduce((most, one) => (one.test.p > most.test.p ? one : most));
  const sentence = permittedSentence("T-APART", {
    S: name(suspect),
    groups: listOf(
      apart.map(({ test }) => name(test.group)),
      "and",
    ),
    p: value(probabilityText(largest.test.p), `${largest.at}/p`),
  });
  return [{ kind: "sentence", ...sentence }];
}

function tableOf(tests: readonly { test: SameChoices; at: string }[]): Block {
  return {
    kind: "more",
    summary: "The tests, group by group",
    blocks: [
      {
        kind: "table",
        caption: "Differences of choices, mean squared discrepancy over prompts",
        columns: [
          { title: "Lineage group" },
          { title: "Member" },
          { title: "Prompts", align: "right" },
          { title: "Difference", align: "right" },
          { title: "Smallest difference detectable", align: "right" },
          { title: "p", align: "right" },
        ],
        rows: tests.map(({ test, at }) => [
          [name(test.group)],
          [name(test.member)],
          [value(String(test.prompts), `${at}/prompts`)],
          [value(scoreText(test.discrepancy, 3), `${at}/discrepancy`)],
          [value(scoreText(test.detectable, 3), `${at}/detectable`)],
          [value(probabilityText(test.p), `${at}/p`)],
        ]),
      },
    ],
  };
}
