import type { Pack, Probe } from "../probes/pack.js";
import type { PackFile } from "../probes/pack-schema.js";

/** A part of a pack. */
export interface PackExcerpt {
  readonly id: string;
  /** How many of its probes; all when there are fewer. */
  readonly probes: number;
  /** How often each is asked; null leaves it as the pack says. */
  readonly samples: number | null;
}

/** What the demo asks every model, 91 answers each: fewer than 50 requests would say too little for a rank. */
export const demoExcerpts: readonly PackExcerpt[] = [
  { id: "everyday-requests", probes: 56, samples: null },
  { id: "random-choices", probes: 4, samples: 8 },
  { id: "identity", probes: 3, samples: null },
];

/**
 * Shortened packs as their authors would write them, probes spread over topics and languages. Write each to `<id>.json`
 * beside the study file. Throws RangeError when a pack is not among the shipped ones.
 */
export function labPacks(shipped: readonly Pack[], excerpts = demoExcerpts): PackFile[] {
  return excerpts.map(({ id, probes, samples }) => {
    const pack = shipped.find((candidate) => candidate.id === id);
    if (pack === undefined) throw new RangeError(`there is no pack ${id}`);
    return shortened(pack, probes, samples);
  });
}

function shortened(pack: Pack, count: number, samples: number | null): PackFile {
  const chosen = spread(pack.probes, count);
  const { temperature, maxTokens } = pack.defaults;
  return {
    id: `short-${pack.id}`,
    version: pack.version,
    title: `${pack.title} (shortened for simulated models)`,
    description: `${chosen.length} of the ${pack.probes.length} probes of ${pack.id}. ${pack.description}`,
    kind: pack.kind,
    language: pack.language,
    licence: pack.licence,
    split: pack.split,
    defaults: withoutNulls({ samples: samples ?? pack.defaults.samples, temperature, maxTokens }),
    probes: chosen.map((probe) => probeFile(probe, pack, samples)),
  };
}

function probeFile(probe: Probe, pack: Pack, samples: number | null): PackFile["probes"][number] {
  const { id, messages, marked, topic, answer, optionsImplied, pair, sampling } = probe;
  return {
    id,
    messages: (marked ?? messages).map(({ role, content }) => ({ role, content })),
    ...(marked === null ? {} : { shuffle: true }),
    topic,
    ...(probe.language === pack.language ? {} : { language: probe.language }),
    ...(answer === null
      ? {}
      : { answer: answer.type === "one-of" ? { ...answer, options: [...answer.options] } : answer }),
    ...(optionsImplied ? { optionsImplied } : {}),
    ...(pair === null ? {} : { pair }),
    ...withoutNulls({ ...sampling, samples: samples ?? sampling.samples }),
  };
}

function withoutNulls(fields: { samples: number | null; temperature: number | null; maxTokens: number | null }) {
  const { samples, temperature, maxTokens } = fields;
  return {
    ...(samples === null ? {} : { samples }),
    ...(temperature === null ? {} : { temperature }),
    ...(maxTokens === null ? {} : { maxTokens }),
  };
}

/**
 * Topics take turns, each beginning at another of its probes: in packs that ask one thing in several languages, languages
 * take turns too. The order of the file stays.
 */
function spread(probes: readonly Probe[], count: number): Probe[] {
  const byTopic = new Map<string, number[]>();
  for (const [place, { topic }] of probes.entries()) byTopic.set(topic, [...(byTopic.get(topic) ?? []), place]);
  const turns = [...byTopic.values()].flatMap((places, index) =>
    places.map((place, at) => ({ place, index, turn: (at + index * (places.length - 1)) % places.length })),
  );
  return turns
    .sort((left, right) => left.turn - right.turn || left.index - right.index)
    .slice(0, count)
    .map(({ place }) => place)
    .sort((left, right) => left - right)
    .map((place) => probes[place]!);
}
