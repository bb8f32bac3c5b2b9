import { expect, test } from "vitest";
import { keyedFindings } from "../../src/findings/keyed-findings.js";
import { studyPanel } from "../../src/findings/study-panel.js";
import { canaryProbePack } from "../../src/keyed/canary/probe-pack.js";
import { isKeyedKind } from "../../src/keyed/keyed-kinds.js";
import { probeKinds } from "../../src/panel/panel.js";
import { toPack } from "../../src/probes/parse-pack.js";
import type { StoredAnswer } from "../../src/store/read-answers.js";
import { freezePlan } from "../../src/study/freeze-plan.js";
import { parseStudy } from "../../src/study/parse-study.js";
import type { Plan } from "../../src/study/plan.js";
import { choosePrompts } from "../../src/traits/measuring/used-prompts.js";
import { prepare } from "../../src/traits/prepare.js";
import { inventedPack } from "../keyed/canary/judged.js";
import { choicePack, openPack } from "../lab/packs.js";
import { answer, model, panelOf, prompt } from "./small-panel.js";

const canaryPack = toPack(canaryProbePack(inventedPack()));

function planOf(packs: readonly (typeof openPack)[]): Plan {
  const study = parseStudy(
    JSON.stringify({
      title: "A study",
      suspect: { id: "s", endpoint: "openai-compatible:s", baseUrl: "http://localhost:1/v1" },
      teachers: [{ id: "t", vendor: "v", endpoint: "openai-compatible:t", baseUrl: "http://localhost:1/v1" }],
      controls: [{ id: "c", endpoint: "openai-compatible:c", baseUrl: "http://localhost:1/v1" }],
      authorisation: { basis: "own-model", approvedBy: "somebody" },
    }),
    "study.json",
  );
  return freezePlan(study, packs, [], "0");
}

function answersOf(plan: Plan): StoredAnswer[] {
  return ["s", "t", "c"].flatMap((model) =>
    plan.packs.flatMap(({ id, probes }) =>
      probes.map(
        (probe) =>
          ({
            model,
            pack: id,
            probe: probe.id,
            sample: 0,
            temperature: 0.7,
            systemPrompt: 0,
            slot: `${model}/${id}/${probe.id}/0.7/0/0`,
            text: `An answer of ${model} to ${probe.id}.`,
            status: "ok",
          }) as unknown as StoredAnswer,
      ),
    ),
  );
}

test("a study's panel is the same, digest included, with and without canary questions", () => {
  const plain = planOf([openPack, choicePack]);
  const withCanaries = planOf([openPack, canaryPack, choicePack]);
  const panel = studyPanel(plain, answersOf(plain), []);
  expect(studyPanel(withCanaries, answersOf(withCanaries), [])).toEqual(panel);
  expect(panel.prompts.length).toBe(openPack.probes.length + choicePack.probes.length);
});

test("in a panel folder the traits read no canary and no watermark prompt", async () => {
  const prompts = probeKinds.map((kind, place) =>
    prompt(`p${place}`, { kind, answer: kind === "choice" ? { type: "word" } : null }),
  );
  const models = [model("t", { group: "t" }), model("u", { group: "u" }), model("c")];
  const panel = panelOf(
    models,
    prompts,
    Object.fromEntries(models.map(({ id }) => [id, prompts.map((of) => answer(of.id, `${id} says ${of.id} again`))])),
  );
  const prepared = await prepare(panel, { workers: 1, cacheFolder: null, seed: "1", traits: ["w3pair", "choice"] });
  const used = choosePrompts(prepared, null);
  panel.prompts.forEach(({ kind }, prompt) => {
    if (isKeyedKind(kind)) {
      for (const read of Object.values(used)) expect((read as Uint8Array)[prompt], kind).toBe(0);
      expect(prepared.table.samples.subarray(prompt * 3, prompt * 3 + 3).every((count) => count === 0)).toBe(true);
    }
  });
  expect([...prepared.table.prompt].some((prompt) => isKeyedKind(panel.prompts[prompt]!.kind))).toBe(false);
});

test("no result, no keyed findings", () => {
  expect(keyedFindings([])).toBeNull();
});
