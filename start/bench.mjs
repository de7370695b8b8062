import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { runNode } from "./children.mjs";
import { StartFailure } from "./report.mjs";

/**
 * Runs bench/<name>.ts; names those there are when it is none of them.
 *
 * @param {string} root folder of the clone
 * @param {string[]} args the name, then what the benchmark itself takes
 * @returns {Promise<number>}
 */
export function runBench(root, [name, ...rest]) {
  const file = join(root, "bench", `${name}.ts`);
  if (!/^[a-zA-Z]+$/.test(name ?? "") || !existsSync(file)) {
    const names = readdirSync(join(root, "bench")).flatMap((entry) => /^([a-zA-Z]+)\.ts$/.exec(entry)?.[1] ?? []);
    throw new StartFailure(`Which benchmark? npm run bench -- ${names.join(" | ")}`);
  }
  return runNode(["--import", "tsx", file, ...rest], { cwd: root });
}
