import { expect, test } from "vitest";
import { Turnstile } from "../../../src/collection/recording/turnstile.js";

test("replies that wait together pass in order, and other work of the loop comes in between", async () => {
  const turnstile = new Turnstile();
  const seen: string[] = [];
  let round = 0;
  const look = () => {
    round += 1;
    seen.push(`round ${round}`);
    if (round < 3) setImmediate(look);
  };
  setImmediate(look);
  const passing = [1, 2, 3].map((reply) => turnstile.pass().then(() => void seen.push(`reply ${reply}`)));
  await Promise.all(passing);
  expect(seen).toEqual(["reply 1", "round 1", "reply 2", "round 2", "reply 3"]);
});

test("a reply that comes later, when nobody waits, passes as well", async () => {
  const turnstile = new Turnstile();
  await turnstile.pass();
  await new Promise((resolve) => setTimeout(resolve, 5));
  await expect(turnstile.pass()).resolves.toBeUndefined();
});
