import { expect, test } from "vitest";
import { requireConduct } from "../../../src/collection/checks/conduct.js";
import { schedule } from "../../../src/collection/order/schedule.js";
import { smallPlan } from "../small-plan.js";

test("whoever asks at a public address can be reached", () => {
  const plan = smallPlan({ baseUrl: "https://api.example.com/v1" });
  const slots = schedule(plan);
  for (const contact of [undefined, "  "])
    expect(() => requireConduct(plan, slots, contact)).toThrow(
      expect.objectContaining({ code: "CONTACT_MISSING", happened: expect.stringContaining('"m1"') }),
    );
  expect(() => requireConduct(plan, slots, "a@b.example")).not.toThrow();
  const local = smallPlan({ baseUrl: "http://localhost:1/v1" });
  expect(() => requireConduct(local, schedule(local), undefined)).not.toThrow();
});

test("more than 3,000 questions to an endpoint of others are asked only where the study says how many it may ask", () => {
  const large = (requests: number | null) =>
    smallPlan({ baseUrl: "https://api.example.com/v1", probes: 1001, suspectSamples: 3, limits: { requests } });
  expect(() => requireConduct(large(null), schedule(large(null)), "a@b.example")).toThrow(
    expect.objectContaining({
      code: "REQUESTS_UNCONFIRMED",
      happened: expect.stringMatching(/"m1" 3\d\d\d questions/),
    }),
  );
  expect(() => requireConduct(large(4000), schedule(large(4000)), "a@b.example")).not.toThrow();
});
