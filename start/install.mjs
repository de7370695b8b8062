import { spawn } from "node:child_process";
import { existsSync, realpathSync } from "node:fs";
import { basename, delimiter, dirname, join } from "node:path";
import { installed } from "./lock.mjs";
import { StartFailure, say } from "./report.mjs";

/**
 * Installs the packages of the lock file if node_modules differs from it.
 *
 * `--include=dev` because NODE_ENV=production would leave out what a check needs. npm runs no script of ours or of
 * a package (.npmrc: ignore-scripts), so this cannot call itself.
 *
 * @param {string} root folder of the clone
 */
export async function install(root) {
  if (installed(root)) return;
  const npm = npmCli();
  say("Installing packages from package-lock.json (about half a minute) …");
  const began = Date.now();
  // npm shows its own progress on a terminal only; without one it is silent, and silence looks like a hang.
  const ticker = setInterval(() => say(`  … still installing, ${seconds(began)} s`), 10_000);
  if (process.stderr.isTTY) clearInterval(ticker);
  try {
    const status = await runNpm(npm, root);
    if (status !== 0) {
      throw new StartFailure(`The packages could not be installed (npm ci ended with ${status}): see its lines above.`);
    }
  } finally {
    clearInterval(ticker);
  }
  say(`Packages installed in ${seconds(began)} s.`);
}

function runNpm(npm, root) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [npm, "ci", "--include=dev"], { cwd: root, stdio: ["ignore", 2, 2] });
    const passOn = () => {
      child.kill("SIGTERM");
      process.exit(1);
    };
    process.once("SIGTERM", passOn);
    child.once("error", reject);
    child.once("exit", (code, signal) => {
      process.off("SIGTERM", passOn);
      resolve(code ?? signal);
    });
  });
}

/** npm's own script, run by this very Node: the `npm` on the PATH may start another one. */
function npmCli() {
  const near = dirname(process.execPath);
  const candidates = [
    process.env.npm_execpath,
    join(near, "..", "lib", "node_modules", "npm", "bin", "npm-cli.js"),
    ...(process.env.PATH ?? "").split(delimiter).map((folder) => join(folder, "npm")),
  ];
  for (const candidate of candidates) {
    if (!candidate || !existsSync(candidate)) continue;
    const script = realpathSync(candidate);
    // npm_execpath may be yarn or pnpm, and an `npm` in the PATH a shell script of a version manager.
    if (basename(script) === "npm-cli.js") return script;
  }
  throw new StartFailure("npm was not found beside this Node; install the packages by hand: npm ci --include=dev");
}

function seconds(began) {
  return Math.round((Date.now() - began) / 1000);
}
