import { createHmac } from "node:crypto";
import { longestEscape, mayHoldEscapes, secretPattern } from "./secret-pattern.js";

const secretHeaders = new Set([
  "authorization",
  "proxy-authorization",
  "x-api-key",
  "api-key",
  "x-goog-api-key",
  "cookie",
  "set-cookie",
]);
const secretParameters = new Set(["key", "api_key", "token", "sig"]);

/** Bytes that are read as text at once, so that a file of hundreds of megabytes does not stand in memory twice. */
const windowSize = 1024 * 1024;

/** Shorter values are placeholders ("EMPTY", "none"): they would be found in ordinary text and are no secrets. */
const shortestSecret = 8;

export interface Redacted<T> {
  readonly value: T;
  /** What was replaced: `header authorization`, `url key`, `body`. */
  readonly redacted: readonly string[];
}

/** A loaded secret in the forms in which it may travel. */
interface Secret {
  readonly value: string;
  /** Found by plain search, longest first. */
  readonly forms: readonly string[];
  /** With any of its characters escaped. */
  readonly inText: RegExp;
  readonly inBytes: RegExp;
}

/**
 * Replaces credentials before anything is stored or hashed. The replacement is keyed with the study's own key, so that
 * its holder can show that one credential was used throughout, and nobody can learn the credential from it.
 */
export class Redactor {
  readonly #studyKey: Uint8Array;
  /** Longest first: one may begin with another. */
  readonly #secrets: readonly Secret[];

  constructor(studyKey: Uint8Array, secrets: readonly string[]) {
    this.#studyKey = studyKey;
    this.#secrets = [...new Set(secrets)]
      .filter((secret) => secret.length >= shortestSecret)
      .sort((a, b) => b.length - a.length)
      .map((value) => ({
        value,
        forms: formsOf(value),
        inText: secretPattern(value, "text"),
        inBytes: secretPattern(value, "bytes"),
      }));
  }

  placeholder(name: string, value: string): string {
    const mac = createHmac("sha256", this.#studyKey)
      .update(`teacherprint-redact/v1\0${name.toLowerCase()}\0${value}`)
      .digest("hex");
    return `redacted:hmac:${mac.slice(0, 32)}`;
  }

  /** Pairs in lower case, sorted, without credentials. */
  headers(pairs: Iterable<readonly [string, string]>): Redacted<[string, string][]> {
    const redacted: string[] = [];
    const value = [...pairs].map(([rawName, rawValue]): [string, string] => {
      const name = rawName.toLowerCase();
      const clean = secretHeaders.has(name) ? this.placeholder(name, rawValue) : this.#replace(rawValue, name);
      if (clean !== rawValue) redacted.push(`header ${name}`);
      return [name, clean];
    });
    value.sort(([a, x], [b, y]) => (a < b ? -1 : a > b ? 1 : x < y ? -1 : x > y ? 1 : 0));
    return { value, redacted: [...new Set(redacted)].sort() };
  }

  url(address: string): Redacted<string> {
    const url = new URL(address);
    const redacted: string[] = [];
    if (url.username !== "" || url.password !== "") {
      url.username = "redacted";
      url.password = "";
      redacted.push("url user-info");
    }
    for (const [name, value] of [...url.searchParams]) {
      if (!secretParameters.has(name.toLowerCase())) continue;
      url.searchParams.set(name, this.placeholder(name, value));
      redacted.push(`url ${name.toLowerCase()}`);
    }
    const clean = this.#replace(url.href, "url");
    if (clean !== url.href) redacted.push("url");
    return { value: redacted.length === 0 ? address : clean, redacted };
  }

  /** A body in which a secret stands, as it is or escaped, is a reason to stop: nothing should send one back. */
  body(bytes: Buffer): Redacted<Buffer> {
    if (!this.#standsIn(bytes)) return { value: bytes, redacted: [] };
    // latin1 keeps every byte as it is, so that only the secret's bytes change.
    let text = bytes.toString("latin1");
    for (const { value, forms, inBytes } of this.#secrets) {
      const placeholder = this.placeholder("body", value);
      for (const form of forms) text = text.replaceAll(Buffer.from(form, "utf8").toString("latin1"), placeholder);
      text = text.replace(inBytes, placeholder);
    }
    return { value: Buffer.from(text, "latin1"), redacted: ["body"] };
  }

  text(text: string): string {
    return this.#replace(text, "text");
  }

  #standsIn(bytes: Buffer): boolean {
    if (this.#secrets.some(({ forms }) => forms.some((form) => bytes.includes(form)))) return true;
    const overlap = longestEscape * (this.#secrets[0]?.value.length ?? 0);
    for (let from = 0; from < bytes.byteLength && overlap > 0; from += windowSize) {
      const window = bytes.subarray(from, from + windowSize + overlap);
      if (!mayHoldEscapes(window)) continue;
      const text = window.toString("latin1");
      if (this.#secrets.some(({ inBytes }) => text.search(inBytes) >= 0)) return true;
    }
    return false;
  }

  #replace(text: string, name: string): string {
    const escapes = mayHoldEscapes(text);
    let clean = text;
    for (const { value, forms, inText } of this.#secrets) {
      for (const form of forms) if (clean.includes(form)) clean = clean.replaceAll(form, this.placeholder(name, value));
      if (escapes && clean.search(inText) >= 0) clean = clean.replace(inText, this.placeholder(name, value));
    }
    return clean;
  }
}

function formsOf(secret: string): string[] {
  const json = JSON.stringify(secret).slice(1, -1);
  const forms = [
    secret,
    json,
    json.replaceAll("/", "\\/"),
    encodeURIComponent(secret),
    Buffer.from(secret, "utf8").toString("base64"),
  ];
  return [...new Set(forms)].sort((a, b) => b.length - a.length);
}
