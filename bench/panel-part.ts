import { buildPanel } from "../src/panel/build-panel.js";
import type { Panel, PanelModel, PanelPrompt } from "../src/panel/panel.js";

/** The panel with some of its models and prompts, and the trials about the models and groups that stay. */
export function panelPart(
  panel: Panel,
  keepsModel: (model: PanelModel) => boolean,
  keepsPrompt: (prompt: PanelPrompt) => boolean,
): Panel {
  const models = panel.models.filter(keepsModel);
  const kept = new Set(models.map(({ id }) => id));
  const groups = new Set(models.map(({ role, group }) => (role === "teacher" ? group : null)));
  const prompts = panel.prompts.filter(keepsPrompt);
  const asked = new Set(prompts.map(({ id }) => id));
  const answers = panel.models.flatMap(({ id }, row) => {
    if (!kept.has(id)) return [];
    const given = panel.answers[row]!.map((answer) => ({ ...answer, prompt: panel.prompts[answer.prompt]!.id }));
    return [[id, given.filter(({ prompt }) => asked.has(prompt))] as const];
  });
  return buildPanel({
    name: panel.name,
    description: panel.description,
    language: panel.language,
    synthetic: panel.synthetic,
    models,
    prompts,
    trials: panel.trials.filter(({ suspect, group }) => kept.has(suspect) && groups.has(group)),
    answers: new Map(answers),
    notices: [],
  });
}
