import { shippedPacks } from "../probes/load-pack.js";
import { packDigest } from "../probes/pack-digest.js";
import { loadTemplate, shippedTemplateIds } from "../probes/templates/load-template.js";
import type { Terminal } from "./terminal.js";

/** The packs that ship, and the templates from which fresh ones are made. */
export async function listPacks(json: boolean, terminal: Terminal): Promise<void> {
  const packs = (await shippedPacks()).map((one) => ({
    id: one.id,
    version: one.version,
    kind: one.kind,
    language: one.language,
    probes: one.probes.length,
    forms: one.forms,
    title: one.title,
    digest: packDigest(one),
  }));
  const templates = await Promise.all((await shippedTemplateIds()).map((id) => loadTemplate(id)));
  if (json) {
    const listed = templates.map(({ id, version, kind, language, title }) => ({ id, version, kind, language, title }));
    terminal.print(JSON.stringify({ schemaVersion: "teacherprint.packs/v1", packs, templates: listed }, null, 2));
    return;
  }
  for (const one of packs)
    terminal.print(
      `${one.id.padEnd(26)} ${one.kind.padEnd(14)} ${one.language.padEnd(4)} ${String(one.probes).padStart(4)} probes  ${one.title}${one.forms.map((form) => `, also as #${form}`).join("")}`,
    );
  terminal.print("\nTemplates, for `teacherprint packs generate <template>`:");
  for (const { id, kind, language, title } of templates)
    terminal.print(`${id.padEnd(26)} ${kind.padEnd(14)} ${language.padEnd(4)}  any number  ${title}`);
}
