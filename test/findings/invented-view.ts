import type { SuspectView } from "../../src/findings/suspect-view.js";
import { buildLineage, hideTruth } from "../../src/likeness/lineage.js";
import type { Neighbours } from "../../src/likeness/profile-neighbours.js";
import { chooseNeighbours, scorePanel } from "../../src/likeness/score-panel.js";
import { defaultSettings } from "../../src/likeness/settings.js";
import type { Panel } from "../../src/panel/panel.js";
import { type Invention, inventPanel, smallInvention } from "../likeness/invented-panel.js";

export interface InventedView {
  readonly panel: Panel;
  readonly view: SuspectView;
  readonly neighbours: Neighbours;
}

/** One model of an invented panel in the suspect's place, scored as `compare` scores it. */
export function inventedView(
  suspect: string,
  changes: Partial<Invention> = {},
  relabel: (panel: Panel) => Panel = (panel) => panel,
): InventedView {
  const { panel: invented, measurements } = inventPanel({ ...smallInvention, ...changes });
  const panel = relabel(invented);
  const row = panel.models.findIndex(({ id }) => id === suspect);
  const lineage = hideTruth(buildLineage(panel, measurements.models), [row]);
  const neighbours = chooseNeighbours(lineage, measurements, defaultSettings);
  const scores = scorePanel(lineage, measurements, defaultSettings, undefined, neighbours);
  return { panel, neighbours, view: { scores, measurements, suspect: row } };
}
