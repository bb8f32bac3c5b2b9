import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { publishedSchemas } from "../../tools/published-schemas.js";

const folder = join(import.meta.dirname, "../../schemas");
const current = publishedSchemas();

test.each(Object.entries(current))("schemas/%s is current (else: npx tsx tools/write-schemas.ts)", (name, schema) => {
  expect(JSON.parse(readFileSync(join(folder, name), "utf8"))).toEqual(JSON.parse(JSON.stringify(schema)));
});

test("nothing else lies among the published schemas", () => {
  expect(readdirSync(folder).sort()).toEqual(Object.keys(current).sort());
});

test("every field that an author may write is explained", () => {
  const silent: string[] = [];
  const visit = (node: unknown, place: string): void => {
    if (node === null || typeof node !== "object") return;
    const { properties } = node as { properties?: Record<string, { description?: string }> };
    for (const [name, field] of Object.entries(properties ?? {})) {
      if (field.description === undefined) silent.push(`${place}.${name}`);
    }
    for (const [key, inner] of Object.entries(node)) visit(inner, `${place}.${key}`);
  };
  visit(current["study.schema.json"], "study");
  visit(current["probe-pack.schema.json"], "pack");
  visit(current["probe-template.schema.json"], "template");
  expect(silent).toEqual([]);
});
