import { createHash } from "node:crypto";
import type { Message } from "../../endpoints/endpoint.js";
import { randomStream } from "../../statistics/random-stream.js";
import { identitySentence } from "../bank/identity.js";
import type { LabModel } from "./cast.js";
import { choiceInclinations, choiceOptions } from "./choices.js";
import { composeAnswer, composeRefusal } from "./compose.js";
import { composeCode, composeDecline, composeReasoning } from "./compose-ways.js";
import { decliningWeights } from "./declining.js";
import { type KnownQuestion, type KnownQuestions, recognise } from "./known-questions.js";
import { countTokens, cutToTokens } from "./length.js";
import { Memory } from "./memory.js";
import { slot } from "./slots.js";
import { drawWeights, Speaker, type WeightsOf } from "./speaker.js";
import { topicsOf } from "./topics.js";
import { leaningOnQuestion, logWeights, type Voice } from "./voice.js";

export interface WorldQuestion {
  readonly messages: readonly Message[];
  readonly temperature: number;
  readonly maxTokens: number;
}

export interface WorldAnswer {
  readonly text: string;
  readonly stop: "end" | "length";
  readonly inputTokens: number;
  readonly outputTokens: number;
}

/** Digest of what is asked, without the limit: the key under which repeats are counted. */
export function questionKey({ messages, temperature }: Omit<WorldQuestion, "maxTokens">): string {
  return createHash("sha256")
    .update(JSON.stringify([messages, temperature]))
    .digest("hex");
}

/** Words in a request that some voices decline to go near. */
const delicate = /\b(overdose|diagnos\w+|lawsuit|weapons?|poison\w*|hack\w*|suicid\w+|explosives?)\b/iu;

/**
 * An invented world of simulated models. It tests formulas and plumbing and validates nothing: who stands out here says
 * nothing about how often real models would.
 */
export class World {
  /** Leanings of voices on questions; one is 1.5 kB. */
  readonly #leanings = new Memory<Float32Array>(20_000);
  readonly #inclinations = new Memory<Float64Array>(20_000);
  readonly #declining = new Memory<Float64Array>(20_000);
  /** Weights that do not depend on the question, by temperature, voice and slot; about 2 MB a temperature. */
  readonly #habits = new Memory<Map<Voice, Map<string, Float64Array>>>(20);

  constructor(
    private readonly seed: string,
    readonly models: readonly LabModel[],
    private readonly known: KnownQuestions,
  ) {}

  /**
   * A model's answer: a pure function of seed, model, messages, temperature and repeat (0 for the first time that this
   * model is asked this question). At temperature 0 every repeat is the same. A longer limit continues the same answer.
   */
  answer(model: LabModel, question: WorldQuestion, repeat: number): WorldAnswer {
    const { messages, temperature, maxTokens } = question;
    const key = questionKey(question);
    const turn = temperature <= 0 ? "greedy" : repeat;
    const stream = randomStream(this.seed, `lab/answer/${model.id}/${key}/${turn}`);
    const speaker = new Speaker(model.mind, this.#weights(messages, temperature), temperature, stream);
    const whole = this.#compose(model, messages.at(-1)!.content, temperature, speaker);
    const { text, tokens, cut } = cutToTokens(whole, maxTokens);
    return {
      text,
      stop: cut ? "length" : "end",
      inputTokens: messages.reduce((sum, { content }) => sum + countTokens(content) + 4, 3),
      outputTokens: tokens,
    };
  }

  #weights(messages: readonly Message[], temperature: number): WeightsOf {
    const asked = JSON.stringify(messages);
    const habits = this.#habits.get(String(temperature), () => new Map());
    const sentences = new Map<Voice, Map<string, Float64Array>>();
    return (voice, name) => {
      const where = slot(name);
      const byName = ofVoice(where.dependsOnQuestion ? sentences : habits, voice);
      const ready = byName.get(name);
      if (ready !== undefined) return ready;
      const leaning = where.dependsOnQuestion ? this.#leaning(voice.root, asked) : null;
      const made = drawWeights(logWeights(voice, where, leaning), temperature);
      byName.set(name, made);
      return made;
    };
  }

  #leaning(root: string, asked: string): Float32Array {
    return this.#leanings.get(`${root}\0${asked}`, () => leaningOnQuestion(this.seed, root, asked));
  }

  #compose(model: LabModel, text: string, temperature: number, speaker: Speaker): string {
    const facts = recognise(this.known, text);
    if (facts.kind === "choice") return this.#choose(text, facts, temperature, speaker);
    if (facts.kind === "identity") return this.#identify(model, facts.language, speaker);
    const topics = topicsOf(text);
    if (facts.kind === "reasoning") return composeReasoning(speaker, topics);
    if (facts.kind === "code") return composeCode(speaker, topics);
    if (facts.kind === "boundary" && this.#declines(text, temperature, speaker)) return composeDecline(speaker, topics);
    const mayRefuse = facts.kind !== "boundary" && delicate.test(text);
    return mayRefuse && speaker.does("refuses") ? composeRefusal(speaker, topics) : composeAnswer(speaker, topics);
  }

  #declines(text: string, temperature: number, speaker: Speaker): boolean {
    const voice = speaker.voice();
    const weights = this.#declining.get(`${voice.id}\0${text}`, () => decliningWeights(this.seed, voice, text));
    return speaker.choose(drawWeights(weights, temperature)) === 0;
  }

  #choose(text: string, facts: KnownQuestion, temperature: number, speaker: Speaker): string {
    const options = choiceOptions(facts);
    const voice = speaker.voice();
    const inclinations = this.#inclinations.get(`${voice.id}\0${text}`, () =>
      choiceInclinations(this.seed, voice, text, options.length),
    );
    const chosen = options[speaker.choose(drawWeights(inclinations, temperature))]!;
    return speaker.say("choiceStyle").replace("{choice}", chosen);
  }

  /** A student gives its teacher's name as often as it takes any other decision from it. */
  #identify(model: LabModel, language: string, speaker: Speaker): string {
    const { id } = speaker.voice();
    const self = this.models.find(({ lineage, mind }) => lineage === null && mind.own.id === id) ?? model;
    return identitySentence(language, speaker.decide("identity"), self.id, self.vendor);
  }
}

function ofVoice<Value>(table: Map<Voice, Map<string, Value>>, voice: Voice): Map<string, Value> {
  const found = table.get(voice);
  if (found !== undefined) return found;
  const made = new Map<string, Value>();
  table.set(voice, made);
  return made;
}
