/** The library's public face: what a program needs to load answers, compare, validate and draw a report. */
export { ExitCode, TeacherprintError } from "./errors.js";
export { type CompareRequest, compare } from "./findings/compare.js";
export { type Findings, findingsSchema, type TeacherFinding } from "./findings/findings.js";
export type { CanaryPack } from "./keyed/canary/canary-pack.js";
export { parseCanaryPack } from "./keyed/canary/parse-canary-pack.js";
export {
  openPlanter,
  type Planter,
  type PlantingEntry,
  plantingLogRoot,
  replayPlantingLog,
} from "./keyed/canary/planting.js";
export { defaultSettings, type LikenessSettings } from "./likeness/settings.js";
export { buildPanel, type CollectedAnswer, lineageGroups, type PanelParts } from "./panel/build-panel.js";
export { loadPanelFolder } from "./panel/load-folder.js";
export type { Answer, LineageGroup, Panel, PanelModel, PanelPrompt, Trial } from "./panel/panel.js";
export { loadPack, shippedPacks } from "./probes/load-pack.js";
export { renderHtml } from "./report/html/html.js";
export { renderMarkdown } from "./report/markdown/markdown.js";
export { type PrepareSettings, prepare } from "./traits/prepare.js";
export type { PreparedPanel } from "./traits/prepared-panel.js";
export { validatePanel } from "./validation/validate-panel.js";
export { toolVersion } from "./version.js";
