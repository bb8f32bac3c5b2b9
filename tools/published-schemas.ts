import { z } from "zod";
import { findingsSchema } from "../src/findings/findings.js";
import { canaryPackSchema } from "../src/keyed/canary/canary-pack.js";
import { calibrationFileSchema } from "../src/likeness/calibration-schema.js";
import { packSchema } from "../src/probes/pack-schema.js";
import { templateSchema } from "../src/probes/templates/template-schema.js";
import { planSchema } from "../src/study/plan-schema.js";
import { studySchema } from "../src/study/study-schema.js";
import { validationSchema } from "../src/validation/validation-schema.js";

/** The JSON Schemas (draft 2020-12) of the files that people write or read, by file name under schemas/. */
export function publishedSchemas(): Readonly<Record<string, unknown>> {
  const input = { io: "input", target: "draft-2020-12" } as const;
  return {
    "probe-pack.schema.json": z.toJSONSchema(packSchema, input),
    "probe-template.schema.json": z.toJSONSchema(templateSchema, input),
    "study.schema.json": z.toJSONSchema(studySchema, input),
    "plan.schema.json": z.toJSONSchema(planSchema, input),
    "findings.schema.json": z.toJSONSchema(findingsSchema, input),
    "validation.schema.json": z.toJSONSchema(validationSchema, { ...input, reused: "ref" }),
    "canary-pack.schema.json": z.toJSONSchema(canaryPackSchema, input),
    "calibration.schema.json": z.toJSONSchema(calibrationFileSchema, input),
  };
}
