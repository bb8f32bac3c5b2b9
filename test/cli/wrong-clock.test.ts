import { readFileSync } from "node:fs";
import { expect, onTestFinished, test } from "vitest";
import { startMockServer } from "../../bench/mock-server.js";
import { findingsSchema } from "../../src/findings/findings.js";
import { smallStudy } from "./small-study.js";

test("a clock that is years from the servers' is told once, and stands among the notices and deviations of the findings", async () => {
  const server = await startMockServer({
    respond: ({ response, answer }) => {
      response.setHeader("date", "Thu, 23 Nov 2023 12:00:00 GMT");
      answer();
      return true;
    },
  });
  onTestFinished(() => server.close());
  const study = await smallStudy({
    change: (content) => {
      for (const one of [content.suspect, ...content.teachers!, ...content.controls!])
        Object.assign(one, { endpoint: "openai-compatible", baseUrl: server.baseUrl });
    },
  });
  const { host } = new URL(server.baseUrl);
  const ahead = `days ahead of that of ${host}`;
  const { exitCode, stderr } = await study.run("collect");
  expect(exitCode, stderr).toBe(0);
  expect(stderr.split(ahead)).toHaveLength(2);
  expect((await study.run("compare")).exitCode).toBe(0);
  const { quality, provenance } = findingsSchema.parse(JSON.parse(readFileSync(study.result("findings.json"), "utf8")));
  expect(quality.notices).toContainEqual(
    expect.stringMatching(/^Dates of this study may be wrong: clock of .* days ahead/),
  );
  expect(provenance.deviations).toEqual([
    expect.objectContaining({ change: expect.stringContaining(ahead), effect: "stated" }),
  ]);
});
