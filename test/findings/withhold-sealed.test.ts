import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { type Findings, findingsSchema } from "../../src/findings/findings.js";
import { withholdSealed } from "../../src/findings/withhold-sealed.js";

const fixture = findingsSchema.parse(
  JSON.parse(readFileSync(join(import.meta.dirname, "../fixtures/findings/synthetic.json"), "utf8")),
);
/** The first exhibit and the first quotation are of one pack, the others of another. */
const findings: Findings = {
  ...fixture,
  exhibits: fixture.exhibits.map((one, index) => ({
    ...one,
    prompt: `${index === 0 ? "kept" : "open"}/${one.prompt}`,
  })),
  identity: fixture.identity.map((one, index) => ({
    ...one,
    prompt: `${index === 0 ? "kept" : "open"}/${one.prompt}`,
  })),
};
const packOf = (prompt: string) => prompt.slice(0, prompt.indexOf("/"));
const sealed = (id: string) => ({ id, digest: `sha256:${"a".repeat(64)}`, sealed: { probes: 7 } });

test("exhibits and quotations of a sealed pack go, all numbers stay, and what is missing is said", () => {
  const id = packOf(findings.exhibits[0]!.prompt);
  const shown = withholdSealed(findings, [sealed(id)]);
  expect(shown.exhibits.every(({ prompt }) => packOf(prompt) !== id)).toBe(true);
  expect(shown.exhibits).toHaveLength(findings.exhibits.length - 1);
  expect(shown.identity).toHaveLength(findings.identity.length - 1);
  expect(shown.exhibits.map((exhibit) => exhibit.id)).toEqual(shown.exhibits.map((_, index) => `E${index + 1}`));
  expect(JSON.stringify(shown)).not.toContain(JSON.stringify(findings.exhibits[0]!.promptText).slice(1, -1));
  expect(shown.quality.notices.at(-1)).toContain(`The pack ${id} (7 probes, sha256:aaaa`);
  const rest = ({ exhibits: _, identity: __, quality: ___, ...numbers }: Findings) => numbers;
  expect(rest(shown)).toEqual(rest(findings));
  expect(() => findingsSchema.parse(shown)).not.toThrow();
});

test("a pack whose name begins like that of a sealed one stays", () => {
  const id = packOf(findings.exhibits[0]!.prompt);
  expect(withholdSealed(findings, [sealed(id.slice(0, -1))]).exhibits).toEqual(findings.exhibits);
  expect(withholdSealed(findings, [])).toBe(findings);
});
