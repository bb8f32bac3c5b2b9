import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { Worker } from "node:worker_threads";
import { type TaskInput, type TaskName, type TaskOutput, tasks } from "./tasks.js";

/** Runs named pure tasks, in threads or, with one worker, in place. Results never depend on the number of workers. */
export interface WorkerPool {
  readonly workers: number;
  /** Outputs in the order of the inputs. An input is only made when a worker is free to take it. */
  run<Name extends TaskName>(name: Name, inputs: Iterable<TaskInput<Name>>): Promise<TaskOutput<Name>[]>;
  /**
   * Ends the threads, and with them whatever they still hold of past tasks: a thread that waits collects no garbage. Another
   * run starts new ones.
   */
  close(): Promise<void>;
}

export interface WorkerReply {
  readonly output?: unknown;
  readonly error?: unknown;
}

export function openWorkerPool(workers: number): WorkerPool {
  return workers <= 1 ? inPlace() : inThreads(workers);
}

function inPlace(): WorkerPool {
  return {
    workers: 1,
    async run<Name extends TaskName>(name: Name, inputs: Iterable<TaskInput<Name>>) {
      const task = tasks[name] as (input: TaskInput<Name>) => TaskOutput<Name>;
      const outputs: TaskOutput<Name>[] = [];
      for (const input of inputs) {
        outputs.push(task(input));
        // Progress lines and Ctrl-C get a turn between tasks.
        await new Promise((resolve) => setImmediate(resolve));
      }
      return outputs;
    },
    async close() {},
  };
}

function inThreads(workers: number): WorkerPool {
  // Started when first needed: a run whose features are all cached needs none.
  let threads: Worker[] = [];
  return {
    workers,
    async run<Name extends TaskName>(name: Name, inputs: Iterable<TaskInput<Name>>) {
      if (threads.length === 0) threads = Array.from({ length: workers }, startThread);
      const outputs: TaskOutput<Name>[] = [];
      const iterator = inputs[Symbol.iterator]();
      let taken = 0;
      const work = async (thread: Worker) => {
        for (let next = iterator.next(); !next.done; next = iterator.next()) {
          const index = taken;
          taken += 1;
          outputs[index] = (await ask(thread, name, next.value)) as TaskOutput<Name>;
        }
      };
      await Promise.all(threads.map(work));
      return outputs;
    },
    async close() {
      const ended = threads.map((thread) => thread.terminate());
      threads = [];
      await Promise.all(ended);
    },
  };
}

function startThread(): Worker {
  const file = new URL(import.meta.url.endsWith(".ts") ? "./worker.ts" : "./worker.js", import.meta.url);
  if (file.pathname.endsWith(".js")) return new Worker(file);
  // Running from sources (tests, bench): the thread has to register the loader itself; "--import" comes too late for it.
  const loader = pathToFileURL(createRequire(import.meta.url).resolve("tsx/esm/api")).href.replace(/\.cjs$/, ".mjs");
  const start = `import(${JSON.stringify(loader)}).then(({ register }) => (register(), import(${JSON.stringify(file.href)})))`;
  return new Worker(start, { eval: true, execArgv: [] });
}

function ask(thread: Worker, name: TaskName, input: unknown): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const settle = (act: () => void) => {
      thread.off("message", onMessage);
      thread.off("error", onError);
      thread.off("exit", onExit);
      act();
    };
    const onMessage = (reply: WorkerReply) =>
      settle(() => (reply.error === undefined ? resolve(reply.output) : reject(reply.error)));
    const onError = (error: unknown) => settle(() => reject(error));
    const onExit = (code: number) => settle(() => reject(new Error(`a worker thread ended with code ${code}`)));
    thread.on("message", onMessage);
    thread.on("error", onError);
    thread.on("exit", onExit);
    thread.postMessage({ name, input });
  });
}
