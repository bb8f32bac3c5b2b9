import { expect, test } from "vitest";
import { otherDocumentFault } from "../../../src/probes/document/other-document.js";
import { readJsonDocument } from "../../../src/probes/document/user-document.js";

const faultOf = (value: unknown) => otherDocumentFault(readJsonDocument(JSON.stringify(value), "a.json", "PACK"));

test.each([
  [{ schema: "teacherprint.canary-pack/v1" }, ["schema"], "a canary pack", "canary test --pack"],
  [{ schema: "teacherprint.canary-pack/v2" }, ["schema"], "a canary pack", "canary test --pack"],
  [{ packId: "x", items: [], derivation: {} }, [], "a canary pack", ".probes.json"],
  [{ schemaVersion: "teacherprint.findings/v1" }, ["schemaVersion"], "a findings file", "`report` reads it"],
  [{ schemaVersion: "teacherprint.pack-commitment/v1" }, ["schemaVersion"], "commitment", "beside it"],
  [{ schemaVersion: "teacherprint.calibration/v1" }, ["schemaVersion"], "a calibration file", "validate --calibration"],
  [{ schema: "teacherprint.plan/v1" }, ["schema"], "the frozen plan", "a pack of the study"],
])("%j is another file of this tool", (value, place, found, fix) => {
  const fault = faultOf(value)!;
  expect(fault.place).toEqual(place);
  expect(fault.found).toContain(found);
  expect(fault.fix).toContain(fix);
});

test.each([
  [null],
  [[]],
  [7],
  [{}],
  [{ id: "a-pack", items: [] }],
  [{ schema: "teacherprint.canary-pack/v1", probes: [] }],
  [{ schema: "somebody.else/v1" }],
])("%j may be a pack with faults: the schema tells them", (value) => {
  expect(faultOf(value)).toBeNull();
});
