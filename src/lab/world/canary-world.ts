import { randomStream } from "../../statistics/random-stream.js";
import type { LabModel } from "./cast.js";
import type { KnownQuestions } from "./known-questions.js";
import { countTokens, cutToTokens } from "./length.js";
import { World, type WorldAnswer, type WorldQuestion } from "./world.js";

/** One planted value: what is asked, what could be answered, and what the teacher's answers carried. */
export interface PlantedQuestion {
  /** Wordings of the question: the text of the last turn. */
  readonly questions: readonly string[];
  readonly id: string;
  readonly alternatives: readonly string[];
  readonly planted: number;
}

/**
 * A world in which students also learned planted values: of each item with the probability that is their dose, for good.
 * Every model has habits of its own for such questions, strong ones, which know nothing of what was planted.
 */
export class CanaryWorld extends World {
  readonly #items: ReadonlyMap<string, PlantedQuestion>;

  constructor(
    private readonly canarySeed: string,
    models: readonly LabModel[],
    known: KnownQuestions,
    planted: readonly PlantedQuestion[],
  ) {
    super(canarySeed, models, known);
    this.#items = new Map(planted.flatMap((item) => item.questions.map((question) => [question, item] as const)));
  }

  override answer(model: LabModel, question: WorldQuestion, repeat: number): WorldAnswer {
    const asked = question.messages.at(-1)!.content;
    const item = this.#items.get(asked);
    if (item === undefined) return super.answer(model, question, repeat);
    const turn = question.temperature <= 0 ? "greedy" : repeat;
    const { text, tokens, cut } = cutToTokens(this.#say(model, item, String(turn)), question.maxTokens);
    return {
      text,
      stop: cut ? "length" : "end",
      inputTokens: question.messages.reduce((sum, { content }) => sum + countTokens(content) + 4, 3),
      outputTokens: tokens,
    };
  }

  #say(model: LabModel, item: PlantedQuestion, turn: string): string {
    const draw = (purpose: string) => randomStream(this.canarySeed, `lab/canary/${purpose}`);
    const dose = model.lineage?.dose ?? 0;
    const learned = draw(`learned/${model.id}/${item.id}`).double() < dose;
    if (learned) return `${item.alternatives[item.planted]!}.`;
    const stream = draw(`answer/${model.id}/${item.id}/${turn}`);
    if (stream.double() < 0.05) return "I would rather not choose.";
    // Two answers in three are the model's favourite, which its family shares.
    const favourite = draw(`favourite/${model.family}/${item.id}`).below(item.alternatives.length);
    const said = stream.double() < 2 / 3 ? favourite : stream.below(item.alternatives.length);
    return `${item.alternatives[said]!}.`;
  }
}
