import { TeacherprintError } from "../../errors.js";
import type { Plan, PlannedModel } from "../../study/plan.js";
import { modelsOf } from "../order/schedule.js";
import { hostKind } from "./host-kind.js";

/**
 * Refuses to begin unless the study says by whose leave its endpoints are asked, and that leave has begun (`now`, UTC).
 * Whether it has ended is told apart by `endedAuthorisation`: what was handed in while it held may still be fetched.
 * This computer's own servers need no leave, but a day that was set for them holds as well; a private network's hosts are
 * asked only when they are the user's and named one by one; addresses of cloud metadata services never. Throws
 * AUTHORISATION_MISSING, AUTHORISATION_INCOMPLETE, AUTHORISATION_SCOPE, AUTHORISATION_NOT_YET, HOST_PRIVATE, HOST_REFUSED
 * or BASE_URL.
 */
export function requireAuthorisation(plan: Plan, allowedPrivateHosts: readonly string[], now: Date = new Date()): void {
  requireBegun(plan.authorisation, now);
  for (const model of modelsOf(plan)) {
    const host = hostOf(model);
    const kind = host === null ? "public" : hostKind(host);
    if (kind === "loopback") continue;
    if (kind === "metadata") {
      throw new TeacherprintError(
        "HOST_REFUSED",
        `Model "${model.id}" has the address of a cloud's metadata service (${host}).`,
        "That address answers with credentials, not with text; name the model server's own address.",
      );
    }
    requireRecord(plan, model);
    if (kind === "private") requirePrivateLeave(plan, model, host!, allowedPrivateHosts);
  }
}

/** Models that are asked at a public address, which is other people's. */
export function modelsOfOthers(plan: Plan): PlannedModel[] {
  return modelsOf(plan).filter((model) => {
    const host = hostOf(model);
    return host === null || hostKind(host) === "public";
  });
}

function hostOf(model: PlannedModel): string | null {
  const { baseUrl } = model.address;
  if (baseUrl === null) return null;
  if (!URL.canParse(baseUrl)) {
    throw new TeacherprintError(
      "BASE_URL",
      `Model "${model.id}": the base URL cannot be read.`,
      "Write it as http://host:port/v1 or https://host/v1.",
    );
  }
  const url = new URL(baseUrl);
  if (url.username !== "" || url.password !== "") {
    throw new TeacherprintError(
      "BASE_URL",
      `Model "${model.id}": the base URL holds a user name or a password.`,
      'Remove them; name a key with "apiKey: env:NAME" instead.',
    );
  }
  return url.hostname;
}

function requireRecord({ authorisation }: Plan, model: PlannedModel): void {
  if (authorisation.approvedBy.trim() === "") {
    throw new TeacherprintError(
      "AUTHORISATION_MISSING",
      `The study asks "${model.id}" over the network but does not say who approved that.`,
      'Fill in "authorisation" of the study: basis, approvedBy, note.',
    );
  }
  const { basis, scope, terms, counselSignoff } = authorisation;
  if (scope !== undefined && !scope.endpoints.includes(model.id)) {
    throw new TeacherprintError(
      "AUTHORISATION_SCOPE",
      `The authorisation of the study does not cover "${model.id}".`,
      'Add it to "authorisation.scope.endpoints" once it is approved, or take the model out of the study.',
    );
  }
  const lacking =
    basis === "public-api-under-terms" && !terms
      ? "terms"
      : (basis === "public-api-under-terms" || basis === "court-order") && !counselSignoff
        ? "counselSignoff"
        : null;
  if (lacking === null) return;
  throw new TeacherprintError(
    "AUTHORISATION_INCOMPLETE",
    `The study asks "${model.id}" with the basis ${basis}, which needs "authorisation.${lacking}".`,
    lacking === "terms"
      ? 'Add the name, version and date of the terms, and "snapshot", the path of the copy that you keep.'
      : 'Add the name of the counsel who agreed, and the date. A study that has begun records the change with --amend "why".',
  );
}

/** The last day of an authorisation, YYYY-MM-DD, or null when it has none. */
function lastDayOf({ expiry, scope }: Plan["authorisation"]): string | null {
  const days = [expiry, scope?.until].filter((day) => day != null);
  return days.length === 0 ? null : days.reduce((first, day) => (day < first ? day : first));
}

/** End of the last day of an authorisation (UTC), in milliseconds since 1970; infinity when it has none. */
export function authorisedUntil(authorisation: Plan["authorisation"]): number {
  const last = lastDayOf(authorisation);
  return last === null ? Number.POSITIVE_INFINITY : Date.parse(`${last}T24:00:00.000Z`);
}

/**
 * Why nothing may be asked any more, or null while the authorisation holds.
 * @param left questions that stay unasked; null when nothing at all was sent
 */
export function endedAuthorisation(
  authorisation: Plan["authorisation"],
  now: Date,
  left: number | null = null,
): TeacherprintError | null {
  if (now.getTime() < authorisedUntil(authorisation)) return null;
  const unsent =
    left === null
      ? "nothing was sent"
      : left === 1
        ? "1 question has no answer, and it was not asked"
        : `${left} questions have no answer, and none of them was asked`;
  return new TeacherprintError(
    "AUTHORISATION_EXPIRED",
    `The authorisation of the study ended on ${lastDayOf(authorisation)} (today is ${dayOf(now)}, UTC); ${unsent}.`,
    'Have it renewed, correct "authorisation.expiry" or "authorisation.scope.until", and record that with --amend "renewed by ...".',
  );
}

function requireBegun({ scope }: Plan["authorisation"], now: Date): void {
  const first = scope?.from ?? null;
  if (first === null || dayOf(now) >= first) return;
  throw new TeacherprintError(
    "AUTHORISATION_NOT_YET",
    `The authorisation of the study begins on ${first} (today is ${dayOf(now)}, UTC); nothing was sent.`,
    "Run the same command on that day or later.",
  );
}

function dayOf(now: Date): string {
  return now.toISOString().slice(0, 10);
}

function requirePrivateLeave(plan: Plan, model: PlannedModel, host: string, allowed: readonly string[]): void {
  const own = plan.authorisation.basis === "own-model" || plan.authorisation.basis === "open-weights-local";
  if (own && allowed.includes(host)) return;
  throw new TeacherprintError(
    "HOST_PRIVATE",
    `Model "${model.id}" has a private address (${host}).`,
    own
      ? `If it is yours, add --allow-private-host ${host}.`
      : 'Private addresses are asked only when the basis of the authorisation is "own-model" or "open-weights-local".',
  );
}
