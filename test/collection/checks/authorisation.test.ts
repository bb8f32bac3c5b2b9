import { expect, test } from "vitest";
import { endedAuthorisation, requireAuthorisation } from "../../../src/collection/checks/authorisation.js";
import { hostKind } from "../../../src/collection/checks/host-kind.js";
import { loadKeys } from "../../../src/collection/checks/keys.js";
import { modelsOf } from "../../../src/collection/order/schedule.js";
import type { Plan } from "../../../src/study/plan.js";
import { smallPlan } from "../small-plan.js";

test("hosts are told apart by name", () => {
  for (const host of ["localhost", "127.0.0.1", "127.9.9.9", "::1", "[::1]", "::ffff:127.0.0.1", "a.localhost"])
    expect(hostKind(host)).toBe("loopback");
  for (const host of [
    "10.0.0.1",
    "192.168.1.5",
    "172.20.0.1",
    "169.254.3.4",
    "fd12::1",
    "fe80::1",
    "gpu-box",
    "gpu.local",
    "0.0.0.0",
  ])
    expect(hostKind(host)).toBe("private");
  for (const host of ["169.254.169.254", "::ffff:a9fe:a9fe", "metadata.google.internal"])
    expect(hostKind(host)).toBe("metadata");
  for (const host of ["api.example.com", "8.8.8.8", "172.32.0.1", "2001:4860::8888"])
    expect(hostKind(host)).toBe("public");
});

const withAuthorisation = (baseUrl: string, authorisation: Partial<Plan["authorisation"]>): Plan => {
  const plan = smallPlan({ baseUrl });
  return { ...plan, authorisation: { ...plan.authorisation, ...authorisation } };
};

test("a remote endpoint is asked only with a record of who approved it", () => {
  const code = (code: string) => expect.objectContaining({ code });
  expect(() => requireAuthorisation(withAuthorisation("https://api.example.com/v1", { approvedBy: " " }), [])).toThrow(
    code("AUTHORISATION_MISSING"),
  );
  expect(() =>
    requireAuthorisation(withAuthorisation("https://api.example.com/v1", { approvedBy: "A. B." }), []),
  ).not.toThrow();
  expect(() => requireAuthorisation(withAuthorisation("http://localhost:1/v1", { approvedBy: "" }), [])).not.toThrow();
});

test("private hosts need the right basis and their name; metadata addresses and credentials are always refused", () => {
  const own = withAuthorisation("http://10.0.0.8/v1", { basis: "own-model" });
  expect(() => requireAuthorisation(own, [])).toThrow(/--allow-private-host 10\.0\.0\.8/);
  expect(() => requireAuthorisation(own, ["10.0.0.8"])).not.toThrow();
  const other = withAuthorisation("http://10.0.0.8/v1", { basis: "written-consent" });
  expect(() => requireAuthorisation(other, ["10.0.0.8"])).toThrow(expect.objectContaining({ code: "HOST_PRIVATE" }));
  expect(() => requireAuthorisation(withAuthorisation("http://169.254.169.254/v1", {}), ["169.254.169.254"])).toThrow(
    expect.objectContaining({ code: "HOST_REFUSED" }),
  );
  expect(() => requireAuthorisation(withAuthorisation("https://me:pw@api.example.com/v1", {}), [])).toThrow(
    expect.objectContaining({ code: "BASE_URL", happened: expect.not.stringContaining("pw") }),
  );
});

test("missing keys are named with the models that need them", () => {
  const plan = smallPlan({ models: 2, keyVariable: "SOME_KEY" });
  expect(() => loadKeys(modelsOf(plan), { SOME_KEY: " " })).toThrow(/SOME_KEY \(for m1, m2\)/);
  expect(loadKeys(modelsOf(plan), { SOME_KEY: "value", OTHER: "x" })).toEqual(new Map([["SOME_KEY", "value"]]));
});

test("an approval holds from its first to its last day, for the models that it names, with what its basis needs", () => {
  const remote = (authorisation: Partial<Plan["authorisation"]>) =>
    withAuthorisation("https://api.example.com/v1", { approvedBy: "A. B.", ...authorisation });
  const at = (day: string) => new Date(`${day}T12:00:00Z`);
  const code = (name: string, place = "") =>
    expect.objectContaining({ code: name, happened: expect.stringContaining(place) });
  const scope = { endpoints: ["m1"], purposes: ["this study"], from: "2026-03-01", until: "2026-03-31" };
  expect(() => requireAuthorisation(remote({ scope }), [], at("2026-02-28"))).toThrow(code("AUTHORISATION_NOT_YET"));
  expect(() => requireAuthorisation(remote({ scope }), [], at("2026-03-01"))).not.toThrow();
  expect(() => requireAuthorisation(remote({ scope }), [], at("2026-03-31"))).not.toThrow();
  const ended = (changes: Partial<Plan["authorisation"]>, time: string, left?: number) =>
    endedAuthorisation(remote(changes).authorisation, new Date(time), left);
  expect(ended({}, "2999-01-01T00:00:00Z")).toBeNull();
  expect(ended({ scope }, "2026-03-31T23:59:59.999Z")).toBeNull();
  expect(ended({ scope }, "2026-04-01T00:00:00Z")).toEqual(code("AUTHORISATION_EXPIRED", "2026-03-31"));
  expect(ended({ scope, expiry: "2026-01-31" }, "2026-02-01T00:00:00Z")).toEqual(
    code("AUTHORISATION_EXPIRED", "2026-01-31 (today is 2026-02-01, UTC); nothing was sent."),
  );
  expect(ended({ scope }, "2026-04-01T00:00:00Z", 7)!.happened).toContain("7 questions have no answer, and none");
  expect(ended({ scope }, "2026-04-01T00:00:00Z", 1)!.happened).toContain("1 question has no answer, and it was not");
  const others = { ...scope, endpoints: ["m2"] };
  expect(() => requireAuthorisation(remote({ scope: others }), [], at("2026-03-02"))).toThrow(
    code("AUTHORISATION_SCOPE", '"m1"'),
  );
  const terms = { basis: "public-api-under-terms" } as const;
  expect(() => requireAuthorisation(remote(terms), [])).toThrow(
    code("AUTHORISATION_INCOMPLETE", "authorisation.terms"),
  );
  expect(() => requireAuthorisation(remote({ basis: "court-order" }), [])).toThrow(
    code("AUTHORISATION_INCOMPLETE", "authorisation.counselSignoff"),
  );
});
