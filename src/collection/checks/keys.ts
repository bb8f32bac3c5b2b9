import { TeacherprintError } from "../../errors.js";
import type { PlannedModel } from "../../study/plan.js";

/** API keys of these models by the name of their environment variable. Throws KEY_MISSING naming all that are absent. */
export function loadKeys(
  models: readonly PlannedModel[],
  environment: Readonly<Record<string, string | undefined>>,
): Map<string, string> {
  const keys = new Map<string, string>();
  const missing = new Map<string, string[]>();
  for (const model of models) {
    const name = model.address.apiKeyVariable;
    if (name === null) continue;
    const value = environment[name]?.trim() ?? "";
    if (value === "") missing.set(name, [...(missing.get(name) ?? []), model.id]);
    else keys.set(name, value);
  }
  if (missing.size === 0) return keys;
  const list = [...missing].map(([name, models]) => `${name} (for ${models.join(", ")})`).join("; ");
  throw new TeacherprintError(
    "KEY_MISSING",
    `No API key is set in the environment: ${list}.`,
    "Set the variable in your shell, or name another one with `apiKey: env:NAME` in the study.",
  );
}
