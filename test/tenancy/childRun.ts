import { spawn } from "node:child_process";
import { repository } from "../house/repository.js";

/** Runs test files in a process of their own, since the pool and its address are chosen when a process begins. */
export function runTests(files: string[], env: NodeJS.ProcessEnv): Promise<{ status: number | null; text: string }> {
  return new Promise((resolve, reject) => {
    const args = ["--import", "tsx", "node_modules/mocha/bin/mocha.js", "--exit", "--timeout", "60000", ...files];
    const child = spawn(process.execPath, args, { cwd: repository, env });
    let text = "";
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding("utf8").on("data", (part: string) => (text += part));
    child.on("error", reject).on("close", (status) => resolve({ status, text }));
  });
}
