import { TeacherprintError } from "../errors.js";
import { nearestWord } from "./document/nearest-word.js";
import type { Pack, Probe } from "./pack.js";

/** `everyday-requests#openings` is the pack everyday-requests in its form openings; without `#` the form is null. */
export function splitForm(name: string): { readonly pack: string; readonly form: string | null } {
  const named = /^(.+)#([a-z0-9][a-z0-9-]*)$/.exec(name);
  return named === null ? { pack: name, form: null } : { pack: named[1]!, form: named[2]! };
}

/**
 * The same probes asked in one of the ways that the pack's file describes: what the form says goes before what the pack
 * and its probes say. The digest stays that of the file, which holds the form. Throws TeacherprintError PACK_FORM_UNKNOWN.
 */
export function packInForm(pack: Pack, name: string): Pack {
  const form = pack.file.forms?.find(({ id }) => id === name);
  if (form === undefined) throw formUnknown(pack, name);
  const { kind = pack.kind, samples = null, temperature = null, maxTokens = null } = form;
  const own = { samples, temperature, maxTokens };
  return {
    ...pack,
    id: `${pack.id}#${form.id}`,
    title: `${pack.title} (${form.id})`,
    description: form.description,
    kind,
    defaults: {
      samples: samples ?? pack.defaults.samples,
      temperature: temperature ?? pack.defaults.temperature,
      maxTokens: maxTokens ?? pack.defaults.maxTokens,
    },
    probes: pack.probes.map((probe): Probe => ({ ...probe, sampling: withoutThose(probe.sampling, own) })),
    forms: [],
  };
}

function withoutThose(sampling: Probe["sampling"], set: Probe["sampling"]): Probe["sampling"] {
  return {
    samples: set.samples === null ? sampling.samples : null,
    temperature: set.temperature === null ? sampling.temperature : null,
    maxTokens: set.maxTokens === null ? sampling.maxTokens : null,
  };
}

function formUnknown(pack: Pack, name: string): TeacherprintError {
  const near = nearestWord(name, pack.forms);
  const known =
    pack.forms.length === 0
      ? `It has no forms: name it as ${pack.id}.`
      : `${near === null ? "" : `Did you mean "${near}"? `}Its forms: ${pack.forms.join(", ")}.`;
  return new TeacherprintError("PACK_FORM_UNKNOWN", `The probe pack "${pack.id}" has no form "${name}".`, known);
}
