import { type Block, name, type Table, type Text, value } from "../document.js";
import { countText, notAvailable, probabilityText, resolutionText, scoreText } from "../numbers.js";
import type { OwnChannelRow } from "../own-channels.js";
import { foldedTable } from "./folded-table.js";

/** One channel of one kind of probes, with its own null: a line for each lineage group. */
export function ownChannelTable(caption: string, rows: readonly OwnChannelRow[]): Block[] {
  const table: Table = {
    kind: "table",
    caption,
    columns: [
      { title: "Lineage group" },
      { title: "Affinity", align: "right" },
      { title: "Score", align: "right" },
      { title: "Rank p", align: "right" },
      { title: "Smallest p possible", align: "right" },
      { title: "Control models", align: "right" },
      { title: "Control families", align: "right" },
      { title: "Above the 5 % line" },
    ],
    rows: rows.map(cells),
  };
  return [
    { kind: "paragraph", text: summary(rows) },
    ...foldedTable(table, (count) => `The same for the other ${count} groups`),
  ];
}

function cells({ row, at }: OwnChannelRow): Text[] {
  const { rank } = row;
  return [
    [name(row.group)],
    [value(scoreText(row.affinity, 3), `${at}/affinity`)],
    [value(scoreText(row.score), `${at}/score`)],
    [rank == null ? notAvailable : value(probabilityText(rank.p), `${at}/rank/p`)],
    [rank == null ? notAvailable : value(resolutionText(rank.resolution), `${at}/rank/resolution`)],
    [row.nullModels === undefined ? notAvailable : value(countText(row.nullModels), `${at}/nullModels`)],
    [row.nullFamilies === undefined ? notAvailable : value(countText(row.nullFamilies), `${at}/nullFamilies`)],
    [row.aboveThreshold == null ? notAvailable : row.aboveThreshold ? "yes" : "no"],
  ];
}

function summary(rows: readonly OwnChannelRow[]): Text {
  const { row, at } = rows[0]!;
  const line: Text =
    row.threshold05 == null
      ? ["Too few control models answered these probes for a threshold: descriptive only."]
      : [
          "Its own family-wise 5 % line lies at ",
          value(scoreText(row.threshold05), `${at}/threshold05`),
          "; the rank p-value counts the control families that answered these probes.",
        ];
  return [value(countText(row.prompts), `${at}/prompts`), ` prompts were read. ${capital(row.note)}. `, ...line];
}

function capital(words: string): string {
  return words === "" ? words : words[0]!.toUpperCase() + words.slice(1);
}
