import fc from "fast-check";
import { expect, test } from "vitest";
import { Redactor } from "../../../src/collection/recording/redactor.js";

const studyKey = Buffer.alloc(32, 0xcc);
const secret = "sk-demo/secret+value";
const redactor = new Redactor(studyKey, [secret]);

test("the golden replacement", () => {
  expect(redactor.placeholder("authorization", "Bearer demo-secret")).toBe(
    "redacted:hmac:2bc5329cb4adc7d1687b6c95c1467e56",
  );
});

test("headers that carry credentials are replaced by name, in any spelling, and listed", () => {
  const { value, redacted } = redactor.headers([
    ["X-Api-Key", "anything"],
    ["Authorization", `Bearer ${secret}`],
    ["content-type", "application/json"],
    ["x-echo", `your key is ${secret}`],
    ["set-cookie", "session=1"],
  ]);
  expect(value.map(([name]) => name)).toEqual(["authorization", "content-type", "set-cookie", "x-api-key", "x-echo"]);
  expect(JSON.stringify(value)).not.toContain("sk-demo");
  expect(value[1]).toEqual(["content-type", "application/json"]);
  expect(redacted).toEqual(["header authorization", "header set-cookie", "header x-api-key", "header x-echo"]);
});

test("keys and user names in addresses are replaced, other addresses stay as they are", () => {
  const { value, redacted } = redactor.url(`https://user:pass@host.example/v1?key=abc&model=m`);
  expect(value).not.toMatch(/user:pass|key=abc/);
  expect(value).toContain("model=m");
  expect(redacted).toEqual(["url user-info", "url key"]);
  expect(redactor.url("https://host.example/v1/a b")).toEqual({ value: "https://host.example/v1/a b", redacted: [] });
});

test("a secret in a body is found plain, escaped, percent-encoded and in base64", () => {
  for (const form of [
    secret,
    secret.replace("/", "\\/"),
    encodeURIComponent(secret),
    Buffer.from(secret).toString("base64"),
  ]) {
    const { value, redacted } = redactor.body(Buffer.from(`{"echo":"${form}", "é": "kept"}`));
    expect(redacted).toEqual(["body"]);
    expect(value.toString("utf8")).not.toContain(form);
    expect(value.toString("utf8")).toContain('"é": "kept"');
  }
});

test("a secret in a body is found with any of its characters escaped; the rest of the body stays as it is", () => {
  const everywhere = [...secret].map((character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);
  for (const form of [
    secret.replace("+", "\\u002B"),
    secret.replace("+", "\\u002b"),
    secret.replace("-", "\\u002d"),
    everywhere.join(""),
    everywhere
      .join("")
      .replace(/[a-f]/g, (digit) => digit.toUpperCase())
      .replaceAll("\\U", "\\u"),
    secret.replace("/", "\\/").replace("+", "\\u002B"),
    JSON.stringify(secret.replace("+", "\\u002B")).slice(1, -1),
    secret.replace("+", "%2b"),
    secret.replace("s", "%73"),
    secret.replace("+", "&#43;"),
    secret.replace("+", "&#x2B;").replace("/", "&#047;"),
  ]) {
    const { value, redacted } = redactor.body(Buffer.from(`{"echo":"${form}", "é": "5 % \\u00e9 kept"}`));
    expect(redacted).toEqual(["body"]);
    expect(value.toString("utf8")).toMatch(/^\{"echo":"redacted:hmac:[0-9a-f]{32}", "é": "5 % \\u00e9 kept"\}$/);
    expect(redactor.text(`words with ${form} in them`)).toMatch(/^words with redacted:hmac:[0-9a-f]{32} in them$/);
    expect(redactor.headers([["x-echo", form]]).redacted).toEqual(["header x-echo"]);
  }
});

test("of two secrets that begin alike the longer is taken whole, however it is written", () => {
  const both = new Redactor(studyKey, ["sk-shared-0001", "sk-shared-0001+more"]);
  const { value } = both.body(Buffer.from('["sk-shared-0001\\u002Bmore","sk-shared-0001"]'));
  expect(value.toString()).toMatch(/^\["redacted:hmac:[0-9a-f]{32}","redacted:hmac:[0-9a-f]{32}"\]$/);
});

test("an escaped secret is found wherever it stands in a large body", () => {
  const escaped = secret.replace("+", "\\u002B");
  const mebibyte = 1024 * 1024;
  for (const at of [0, mebibyte - 5, mebibyte, 2 * mebibyte - 30, 2.5 * mebibyte]) {
    const body = Buffer.concat([Buffer.alloc(at, "x"), Buffer.from(escaped), Buffer.alloc(mebibyte, "y")]);
    const { value, redacted } = redactor.body(body);
    expect(redacted).toEqual(["body"]);
    expect(value.includes("u002B")).toBe(false);
    expect(value.subarray(0, at).equals(body.subarray(0, at))).toBe(true);
  }
});

test("placeholders that are no secrets do not spoil ordinary text", () => {
  const local = new Redactor(studyKey, ["EMPTY"]);
  const body = Buffer.from("The glass is EMPTY.");
  expect(local.body(body)).toEqual({ value: body, redacted: [] });
  expect(local.headers([["authorization", "Bearer EMPTY"]]).value[0]![1]).toMatch(/^redacted:hmac:/);
});

test("property: a secret is found whichever of its characters are escaped, and JSON stays JSON", () => {
  const escapes = fc.array(fc.nat(2), { minLength: secret.length, maxLength: secret.length });
  fc.assert(
    fc.property(escapes, fc.string(), (choices, around) => {
      const written = [...secret].map((character, index) => {
        const digits = character.charCodeAt(0).toString(16).padStart(4, "0");
        return [character, `\\u${digits}`, `\\u${digits.toUpperCase()}`][choices[index]!];
      });
      const text = JSON.stringify({ around, text: "@" }).replace(/@"\}$/, `${written.join("")}"}`);
      const { value, redacted } = redactor.body(Buffer.from(text));
      expect(redacted).toEqual(["body"]);
      expect(JSON.parse(value.toString())).toMatchObject({ around, text: expect.stringMatching(/^redacted:hmac:/) });
    }),
  );
});

test("property: a body without a secret is handed on byte for byte", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      const body = Buffer.from(bytes);
      expect(redactor.body(body).value.equals(body)).toBe(true);
    }),
  );
});
