import { expect, test } from "vitest";
import { documentKind } from "../../../src/probes/document/document-kind.js";

test("a file of this tool says its kind and version in one of two fields", () => {
  expect(documentKind({ schema: "teacherprint.plan/v1" })).toEqual({
    place: "schema",
    name: "teacherprint.plan/v1",
    kind: "plan",
    version: 1,
  });
  expect(documentKind({ schemaVersion: "teacherprint.canary-pack/v12", schema: "other" })).toMatchObject({
    place: "schemaVersion",
    kind: "canary-pack",
    version: 12,
  });
});

test.each([
  [null],
  [7],
  ["teacherprint.plan/v1"],
  [[]],
  [{}],
  [{ schema: "somebody.else/v1" }],
  [{ schema: "teacherprint.plan/v1x" }],
])("%j says nothing of the kind", (value) => {
  expect(documentKind(value)).toBeNull();
});
