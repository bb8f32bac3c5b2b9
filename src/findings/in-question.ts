import { TeacherprintError } from "../errors.js";
import { lineageGroups } from "../panel/build-panel.js";
import type { Panel } from "../panel/panel.js";
import { nearNames } from "./near-names.js";
import { isReadable } from "./quality.js";

/**
 * Makes sure that a comparison has its suspect and its teachers.
 * Throws SUSPECT_UNKNOWN, SUSPECT_WITHOUT_ANSWERS, PANEL_WITHOUT_TEACHERS, TEACHER_UNKNOWN.
 */
export function requireInQuestion(panel: Panel, suspect: string, teachers: readonly string[] | null): void {
  suspectRow(panel, suspect);
  listedGroups(
    lineageGroups(panel).map((group) => group.id),
    teachers,
  );
}

/** Row of the suspect in the panel. Throws SUSPECT_UNKNOWN, SUSPECT_WITHOUT_ANSWERS. */
export function suspectRow(panel: Panel, id: string): number {
  const row = panel.models.findIndex((model) => model.id === id);
  if (row < 0) throw suspectUnknown(panel, id);
  if (!panel.answers[row]!.some(isReadable)) {
    throw new TeacherprintError(
      "SUSPECT_WITHOUT_ANSWERS",
      `The suspect "${id}" has no answer that can be read.`,
      "Collect or import its answers first.",
    );
  }
  return row;
}

export function suspectUnknown({ name, models }: Pick<Panel, "name" | "models">, id: string): TeacherprintError {
  const near = nearNames(
    id,
    models.map((model) => model.id),
  );
  return new TeacherprintError(
    "SUSPECT_UNKNOWN",
    `Panel "${name}" has no model "${id}".`,
    near.length > 0 ? `Did you mean ${near.join(", ")}?` : "Name a model of its models.csv with --suspect.",
  );
}

/**
 * Places of the lineage groups in question, each once; all of them for null.
 * Throws PANEL_WITHOUT_TEACHERS, TEACHER_UNKNOWN.
 */
export function listedGroups(groups: readonly string[], teachers: readonly string[] | null): number[] {
  if (groups.length === 0) {
    throw new TeacherprintError(
      "PANEL_WITHOUT_TEACHERS",
      "The panel has no teacher with answers.",
      "Give at least one model the role teacher and a group.",
    );
  }
  if (teachers === null) return groups.map((_, group) => group);
  if (teachers.length === 0) {
    throw new TeacherprintError("TEACHER_UNKNOWN", "No lineage group is named.", `Name one of ${groups.join(", ")}.`);
  }
  const listed = teachers.map((id) => {
    const group = groups.indexOf(id);
    if (group >= 0) return group;
    const near = nearNames(id, groups);
    throw new TeacherprintError(
      "TEACHER_UNKNOWN",
      `There is no lineage group "${id}".`,
      near.length > 0 ? `Did you mean ${near.join(", ")}?` : `Name one of ${groups.join(", ")}.`,
    );
  });
  return [...new Set(listed)];
}
