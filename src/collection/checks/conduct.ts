import { TeacherprintError } from "../../errors.js";
import type { Plan, Slot } from "../../study/plan.js";
import { modelsOfOthers } from "./authorisation.js";

/** Questions to one endpoint that a study may ask without having said how many it means to ask. */
const mostUnsaid = 3000;

/** A way to reach whoever asks, wherever others are asked. Throws CONTACT_MISSING. */
export function requireContact(plan: Plan, contact: string | undefined): void {
  const others = modelsOfOthers(plan);
  if (others.length === 0 || (contact ?? "").trim() !== "") return;
  throw new TeacherprintError(
    "CONTACT_MISSING",
    `The study asks ${others.map(({ id }) => `"${id}"`).join(", ")} at a public address, and its operator could not reach you.`,
    "Add --contact with a mail address or a page, or set TEACHERPRINT_CONTACT; it becomes part of the user agent.",
  );
}

/**
 * What is owed to those whose endpoints are asked: a way to reach whoever asks, and no great number of questions by oversight.
 * Throws CONTACT_MISSING and REQUESTS_UNCONFIRMED, before anything is sent.
 */
export function requireConduct(plan: Plan, slots: readonly Slot[], contact: string | undefined): void {
  requireContact(plan, contact);
  const others = modelsOfOthers(plan);
  if (plan.limits.requests !== null) return;
  const counts = new Map<string, number>();
  for (const { model } of slots) counts.set(model, (counts.get(model) ?? 0) + 1);
  for (const { id } of others) {
    const count = counts.get(id) ?? 0;
    if (count <= mostUnsaid) continue;
    throw new TeacherprintError(
      "REQUESTS_UNCONFIRMED",
      `The study would ask "${id}" ${count} questions and states no limit of requests.`,
      `If that is meant, set "limits.requests" in the study (${slots.length} questions in all, and room for repeats); a study that has begun records it with --amend "why".`,
    );
  }
}
