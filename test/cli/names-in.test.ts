import { describe, expect, it } from "vitest";
import { namesIn } from "../../src/cli/names-in.js";

describe("namesIn", () => {
  it("takes a list apart at its commas", () => {
    expect(namesIn("oak, birch,,  elm ,")).toEqual(["oak", "birch", "elm"]);
    expect(namesIn(" ")).toEqual([]);
  });
});
