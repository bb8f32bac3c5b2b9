import { buildPanel, type CollectedAnswer } from "../../panel/build-panel.js";
import type { Panel, PanelModel, PanelPrompt, Trial } from "../../panel/panel.js";
import type { Pack, Probe } from "../pack.js";

/**
 * Stored answers to the probes of some packs, as a panel: prompts are `<pack>/<probe>`, models those of the sources that are
 * teachers, controls or documented not to derive from some group. An answer belongs to a probe when its question has the
 * same words; where a study shuffles the options, when it has them in any order. The answers of hidden models are not looked
 * at, so that no choice of probes can depend on them.
 * @param hidden ids of the models in question
 * Throws TeacherprintError as `buildPanel` does, for a model that stands in two sources.
 */
export function candidatePanel(packs: readonly Pack[], sources: readonly Panel[], hidden: readonly string[]): Panel {
  const prompts: PanelPrompt[] = [];
  const idOf = new Map<string, string>();
  for (const pack of packs)
    for (const probe of pack.probes) {
      const prompt = promptOf(pack, probe);
      prompts.push(prompt);
      idOf.set(keyOf(prompt.text, probe.marked !== null), prompt.id);
    }
  const models: PanelModel[] = [];
  const answers = new Map<string, CollectedAnswer[]>();
  const trials: Trial[] = [];
  for (const source of sources) {
    const targets = source.prompts.map(
      ({ text }) => idOf.get(keyOf(text, false)) ?? idOf.get(keyOf(text, true)) ?? null,
    );
    const documented = new Set(
      source.trials.flatMap(({ suspect, truth }) => (truth === "not-derived" ? [suspect] : [])),
    );
    const isHidden = ({ id, role }: PanelModel) => hidden.includes(id) || (role === "suspect" && !documented.has(id));
    for (const [index, model] of source.models.entries()) {
      if (isHidden(model)) continue;
      models.push(model);
      answers.set(
        model.id,
        source.answers[index]!.flatMap(({ prompt, sample, text, status }) => {
          const target = targets[prompt]!;
          return target === null ? [] : [{ prompt: target, sample, text, status }];
        }),
      );
    }
    const gone = new Set(source.models.filter(isHidden).map(({ id }) => id));
    trials.push(...source.trials.filter(({ suspect }) => !gone.has(suspect)));
  }
  return buildPanel({
    name: "candidates",
    description: "Stored answers to candidate probes.",
    language: packs[0]?.language ?? "en",
    synthetic: sources.some(({ synthetic }) => synthetic),
    models,
    prompts,
    trials,
    answers,
    notices: [],
  });
}

function promptOf(pack: Pack, probe: Probe): PanelPrompt {
  return {
    id: `${pack.id}/${probe.id}`,
    text: probe.messages.map(({ content }) => content).join("\n\n"),
    topic: probe.topic,
    kind: pack.kind,
    answer: probe.answer,
    language: probe.language,
  };
}

function keyOf(text: string, anyOrder: boolean): string {
  const plain = text.normalize("NFC").replace(/\s+/gu, " ").trim();
  if (!anyOrder) return plain;
  const words = plain.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  return `\0${words.sort().join(" ")}`;
}
