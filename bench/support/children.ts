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

/** Starts `bench/support/<name>.ts` as a process of its own and waits for its port: neither server shares a thread with the other or with who asks. */
export async function serveChild(name: string, told: Told): Promise<{ port: number; stop(): Promise<void> }> {
  const child: ChildProcess = fork(fileURLToPath(new URL(`${name}.ts`, import.meta.url)), {
    execArgv: ["--import", "tsx", ...(process.env["BENCH_PROFILE"] === name ? ["--cpu-prof"] : [])],
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
  return { port, stop };
}
