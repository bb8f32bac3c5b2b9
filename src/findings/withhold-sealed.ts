import type { PlannedPack } from "../study/plan.js";
import type { Findings } from "./findings.js";

/**
 * Findings without the questions of sealed packs and the answers to them: every number stays, exhibits go, and a notice says
 * what is not shown. The same object where nothing is sealed.
 * @param sealed the packs that are not revealed yet
 */
export function withholdSealed(
  findings: Findings,
  sealed: readonly Pick<PlannedPack, "id" | "digest" | "sealed">[],
): Findings {
  if (sealed.length === 0) return findings;
  const isShown = ({ prompt }: { readonly prompt: string }) => !sealed.some(({ id }) => prompt.startsWith(`${id}/`));
  const notices = sealed.map(
    ({ id, digest, sealed: facts }) =>
      `The pack ${id} (${facts?.probes ?? 0} probes, ${digest}) is sealed: its answers are measured, and its questions and answers are not shown until it is revealed.`,
  );
  return {
    ...findings,
    exhibits: findings.exhibits.filter(isShown).map((exhibit, index) => ({ ...exhibit, id: `E${index + 1}` })),
    identity: findings.identity.filter(isShown),
    quality: { ...findings.quality, notices: [...findings.quality.notices, ...notices] },
  };
}
