import { expect, test } from "vitest";
import { Turnstile } from "../../../src/collection/recording/turnstile.js";

test("replies that wait together pass in order, and other work of the loop comes in between", async () => {
  const turnstile = new Turnstile();
  const seen: string[] = [];
  const passing = [1, 2, 3].map((reply) => turnstile.pass().then(() => void seen.push(`reply ${reply}`)));
  let round = 0;
  const look = () => {
    round += 1;
    seen.push(`round ${round}`);
    if (round < 3) setImmediate(look);
  };
  setImmediate(look);
  await Promise.all(passing);
  expect(seen.filter((word) => word.startsWith("reply"))).toEqual(["reply 1", "reply 2", "reply 3"]);
  expect(seen.indexOf("reply 2")).toBeGreaterThan(seen.indexOf("round 1"));
  expect(seen.indexOf("reply 3")).toBeGreaterThan(seen.indexOf("round 2"));
});

test("a reply that comes later, when nobody waits, passes as well", async () => {
  const turnstile = new Turnstile();
  await turnstile.pass();
  await new Promise((resolve) => setTimeout(resolve, 5));
  await expect(turnstile.pass()).resolves.toBeUndefined();
});
