import { z } from "zod";

/** Values that stand in many places of the document; null = not resolvable. */

export const rate = z.number().min(0).max(1).nullable();
export const count = z.int().min(0);
export const number = z.number().nullable();
export const interval = z.tuple([z.number(), z.number()]).nullable().describe("95 %, families redrawn");
export const byGroup = <Value extends z.ZodType>(value: Value) => z.record(z.string(), value);
export const relation = z.enum(["distilled", "tuned", "variant"]);
export const basis = z.enum(["documented", "released-before-teacher", "assumed", "hard"]);
export const confidence = z.enum(["high", "medium", "low"]);
export const ofRelations = <Value extends z.ZodType>(value: Value) =>
  z.object({ distilled: value, tuned: value, variant: value });
