import { readFileSync } from "node:fs";
import { collect } from "../../../src/collection/collect.js";
import { openStore } from "../../../src/store/store.js";
import type { Plan } from "../../../src/study/plan.js";
import { batchDependencies } from "./quick-batches.js";

/** A collector in batches as a process of its own, to be killed: node --import tsx batch-process.ts <plan.json> <study.db> */
const [planPath, storePath] = process.argv.slice(2) as [string, string];
const store = await openStore(storePath, { create: true });
await collect(JSON.parse(readFileSync(planPath, "utf8")) as Plan, store, batchDependencies());
store.close();
