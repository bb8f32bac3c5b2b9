import type { FrozenRules } from "./freeze-plan.js";
import type { Plan } from "./plan.js";

/** What the tool settles, not the study: kept from the plan that a study began with, whatever version asks now. */
const ruleNames = [
  "propositions",
  "schedule",
  "analysis",
  "exclusion",
  "missing",
  "retry",
  "software",
  "anchors",
  "witness",
  "deviationsPolicy",
] as const satisfies readonly (keyof FrozenRules)[];

const fieldsOfVersionOne = [
  "planVersion",
  "supersedes",
  "question",
  "authorisationSha256",
  "stopping",
  "keyed",
] as const;

/** The rules of a plan that has them, to freeze the same study under. */
export function ownRules(begun: Plan): FrozenRules | undefined {
  if (begun.planVersion === undefined) return undefined;
  return Object.fromEntries(ruleNames.map((name) => [name, begun[name]])) as unknown as FrozenRules;
}

/**
 * A plan of the same study as it reads today, in the form of the plan that it was begun with: under the rules and the
 * version of the tool of that day, and without fields that plans did not have then. What still differs, the user changed.
 */
export function asBegun(today: Plan, begun: Plan): Plan {
  const { authorisation, ...rest } = today;
  const plan: Record<string, unknown> = { ...rest, toolVersion: begun.toolVersion };
  for (const name of ruleNames) copyField(plan, begun, name);
  for (const name of fieldsOfVersionOne) if (!(name in begun)) delete plan[name];
  for (const name of ["planVersion", "supersedes"] as const) copyField(plan, begun, name);
  return {
    ...(plan as unknown as Plan),
    authorisation:
      "scope" in begun.authorisation || saysMore(authorisation)
        ? authorisation
        : { basis: authorisation.basis, approvedBy: authorisation.approvedBy, note: authorisation.note },
  };
}

function copyField(plan: Record<string, unknown>, begun: Plan, name: keyof Plan): void {
  if (name in begun) plan[name] = begun[name];
  else delete plan[name];
}

/** Whether a record says anything that the three fields of early plans cannot hold. */
function saysMore({ scope, terms, counselSignoff, limits, documents, ...rest }: Plan["authorisation"]): boolean {
  const texts = [rest.conflictsOfInterest, rest.dataProtectionNote, rest.expiry, scope?.from, scope?.until];
  return (
    [...texts, terms, counselSignoff, ...Object.values(limits ?? {})].some((value) => value != null) ||
    (documents ?? []).length > 0
  );
}
