import { fork, type ChildProcess } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { Scope } from "../../app/tenancy/context.js";

/** What a serving child is told: both get the same database, login, pool and school. */
export interface Told {
  admin: string;
  appUrl: string;
  secretKeys: string;
  scope: Scope;
}

export interface Child {
  port: number;
  /** Processor time it has used so far, in ms: says the same on a busy machine as on a free one. */
  cpu(): Promise<number>;
  stop(): Promise<void>;
}

/** Starts `bench/support/<name>.ts` as a process of its own and waits for its port: neither server shares a thread with the other or with who asks. */
export async function serveChild(name: string, told: Told): Promise<Child> {
  const child: ChildProcess = fork(fileURLToPath(new URL(`${name}.ts`, import.meta.url)), {
    execArgv: [
      "--import",
      "tsx",
      ...(process.env["BENCH_PROFILE"] === name ? ["--cpu-prof", "--cpu-prof-dir=/tmp/formroom-prof"] : []),
    ],
    env: { ...process.env, NODE_ENV: "production", LOG_LEVEL: "info" },
    // The request log is written as always; it only goes nowhere.
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  const port = await new Promise<number>((resolve, reject) => {
    child.once("message", (message) => resolve((message as { port: number }).port));
    child.once("exit", (code) => reject(new Error(`${name} ended with ${code}`)));
    child.send(told);
  });
  const stop = () =>
    new Promise<void>((resolve) => {
      child.once("exit", () => resolve());
      child.disconnect();
    });
  const cpu = () =>
    new Promise<number>((resolve) => {
      child.once("message", (message) => resolve((message as { cpu: number }).cpu));
      child.send("cpu");
    });
  return { port, cpu, stop };
}
