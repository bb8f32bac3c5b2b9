import { publicBaseUrl } from "../endpoints/base-url.js";
import type { EndpointAddress, Provider } from "../endpoints/endpoint.js";
import { providers } from "../endpoints/endpoint.js";
import { parseEndpointName } from "../endpoints/parse-endpoint-name.js";
import { TeacherprintError } from "../errors.js";
import type { ModelRole } from "../panel/panel.js";
import type { DocumentFault } from "../probes/document/faults.js";
import { nearestWord } from "../probes/document/nearest-word.js";
import { quoteForUser } from "../probes/document/secrets.js";
import type { Place } from "../probes/document/user-document.js";
import { inRunControl } from "./in-run-control.js";
import type { PlannedModel } from "./plan.js";
import type { ModelEntry } from "./study-schema.js";

/** Vendors of the endpoints that serve one vendor's models only. */
const vendorOfProvider: Readonly<Record<Provider, string | null>> = {
  openai: "openai",
  "openai-responses": "openai",
  anthropic: "anthropic",
  google: "google",
  "openai-compatible": null,
};

/** A model of the study file as the plan needs it; faults are added to `faults`, and null is returned when there are any. */
export function planModel(
  entry: ModelEntry,
  role: ModelRole,
  place: Place,
  faults: DocumentFault[],
): PlannedModel | null {
  const address = addressOf(entry, place, faults);
  if (address === null) return null;
  if (entry.lane === "batch" && address.provider === "openai-compatible") {
    faults.push({
      place: [...place, "lane"],
      found: `"${entry.id}" is on a compatible server, and no batches are known there that could be found again after a crash.`,
      fix: 'Remove "lane"; or, where the server has OpenAI\'s batches and keeps their metadata, write the endpoint "openai" with its "baseUrl".',
    });
    return null;
  }
  const vendor = entry.vendor ?? vendorServed(address);
  if (role === "teacher" && vendor === null) {
    faults.push({
      place: [...place, "vendor"],
      found: `the teacher "${entry.id}" names no vendor, and its endpoint does not tell it.`,
      fix: 'Add "vendor": who makes the model, for example "acme".',
    });
    return null;
  }
  return {
    id: entry.id,
    role,
    group: role === "teacher" ? (entry.group ?? entry.id) : null,
    vendor,
    family: entry.family ?? entry.id,
    base: entry.base ?? null,
    released: entry.released ?? null,
    address,
    // Written only where it is not the default, so that plans of live studies keep their digest.
    ...(entry.lane === "batch" ? { lane: "batch" as const } : {}),
    ...(role === "control" ? inRunControl(entry) : {}),
  };
}

function addressOf(entry: ModelEntry, place: Place, faults: DocumentFault[]): EndpointAddress | null {
  const named = entry.endpoint.includes(":");
  if (named && entry.model !== undefined) {
    faults.push({
      place: [...place, "model"],
      found: '"endpoint" already names the model.',
      fix: `Remove "model", or write the provider alone as "endpoint" (${providers.join(", ")}).`,
    });
    return null;
  }
  if (/@[a-z]+:\/\//i.test(entry.endpoint) && entry.baseUrl !== undefined) {
    faults.push({
      place: [...place, "baseUrl"],
      found: '"endpoint" already names the address.',
      fix: 'Remove "baseUrl".',
    });
    return null;
  }
  if (entry.baseUrl !== undefined && !/^[a-z][a-z0-9+.-]*:\/\//i.test(entry.baseUrl)) {
    faults.push({
      place: [...place, "baseUrl"],
      found: "this is not a whole address: http:// or https:// is missing at its beginning.",
      fix: "Write it in full, for example http://localhost:8000/v1 or https://host.example/v1.",
    });
    return null;
  }
  if (!named && entry.model === undefined) {
    const near = nearestWord(entry.endpoint, providers);
    const known = (providers as readonly string[]).includes(entry.endpoint) || near !== null;
    faults.push({
      place: [...place, known ? "model" : "endpoint"],
      found: known ? "this field is missing." : `${quoteForUser(entry.endpoint)} does not say which provider to ask.`,
      fix: known
        ? 'Add "model": the name by which the endpoint knows the model.'
        : `Use one of ${providers.join(", ")} together with "model", or write provider:model.`,
    });
    return null;
  }
  const name = named ? entry.endpoint : `${entry.endpoint}:${entry.model}`;
  try {
    const address = parseEndpointName(entry.baseUrl === undefined ? name : `${name}@${entry.baseUrl}`);
    if (entry.apiKey === undefined) return address;
    return { ...address, apiKeyVariable: entry.apiKey === null ? null : entry.apiKey.slice("env:".length) };
  } catch (error) {
    if (!(error instanceof TeacherprintError)) throw error;
    const field = error.code === "BASE_URL_MISSING" || entry.baseUrl !== undefined ? "baseUrl" : "endpoint";
    faults.push({ place: [...place, field], found: error.happened, fix: error.fix });
    return null;
  }
}

/** Null where the address is not the vendor's own: a compatible server, or a relay under another base URL. */
function vendorServed(address: EndpointAddress): string | null {
  const own = address.baseUrl === null || address.baseUrl === publicBaseUrl[address.provider];
  return own ? vendorOfProvider[address.provider] : null;
}
