import type { DocumentFault } from "../probes/document/faults.js";
import { looksLikeSecret } from "../probes/document/secrets.js";
import type { Place } from "../probes/document/user-document.js";

const keyFields = /^(?:api|access|auth|secret)?[-_]?(?:key|token|secret|password|passwort)s?$/i;

/**
 * Every place where a secret stands in the file itself. The values are never part of the faults.
 * The seed is left out: it may be any digest. So is the digest of a sealed pack.
 */
export function secretFaults(value: unknown, place: Place = []): DocumentFault[] {
  if (typeof value === "string") {
    const field = String(place.at(-1));
    if (place.length === 1 && field === "seed") return [];
    if (place[0] === "packs" && field === "digest" && /^sha256:[0-9a-f]{64}$/.test(value)) return [];
    if (keyFields.test(field) && !value.startsWith("env:")) {
      return [
        {
          place,
          found: "a secret must not stand in the study file; it would end in copies, logs and evidence.",
          fix: "Put the key into an environment variable and write its name: apiKey: env:ACME_KEY.",
        },
      ];
    }
    if (!looksLikeSecret(value)) return [];
    return [
      {
        place,
        found: "this text looks like an API key or another secret.",
        fix: "Remove it, and withdraw the key if the file was shared. A key is named by its variable: apiKey: env:ACME_KEY.",
      },
    ];
  }
  if (value === null || typeof value !== "object") return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    const step = Array.isArray(value) ? Number(key) : key;
    if (looksLikeSecret(key)) {
      return [{ place, found: "the name of a field here looks like a secret.", fix: "Remove that field." }];
    }
    return secretFaults(inner, [...place, step]);
  });
}
