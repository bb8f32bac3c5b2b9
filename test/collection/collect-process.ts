import { readFileSync } from "node:fs";
import { collect } from "../../src/collection/collect.js";
import { openStore } from "../../src/store/store.js";
import type { Plan } from "../../src/study/plan.js";
import { testDependencies } from "./test-dependencies.js";

/** A collector as a process of its own, to be killed: node --import tsx collect-process.ts <plan.json> <study.db> */
const [planPath, storePath] = process.argv.slice(2) as [string, string];
const store = await openStore(storePath, { create: true });
const plan = JSON.parse(readFileSync(planPath, "utf8")) as Plan;
const summary = await collect(plan, store, testDependencies({ environment: process.env }));
store.close();
process.stdout.write(JSON.stringify({ status: summary.status, answered: summary.answered }));
