import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { runBench } from "./bench.mjs";
import { build, buildPanel, isBuilt } from "./build.mjs";
import { runNode } from "./children.mjs";
import { install } from "./install.mjs";
import { StartFailure, fail } from "./report.mjs";
import { runTests } from "./test.mjs";

const root = fileURLToPath(new URL("..", import.meta.url)).replace(/\/$/, "");

/**
 * What `node start.mjs` does, by its first words:
 *
 *   (nothing) [serve's options]   install, build, serve
 *   --cli …                       the command `formroom`; builds only what changed
 *   --test [mocha's arguments]    all tests, or those named
 *   --bench <name>                one benchmark
 *   --dev                         serve from the sources, again after each change
 *   --build                       install and build and nothing else (for an image)
 *   --built [--cli …]             neither install nor build: on a read-only image, or under systemd
 *
 * @param {string[]} argv
 */
export async function run(argv) {
  try {
    process.setSourceMapsEnabled(true);
    const status = await (modes[argv[0]] ? modes[argv[0]](argv.slice(1)) : serve(argv));
    if (typeof status === "number") process.exitCode = status;
  } catch (error) {
    fail(error);
  }
}

const modes = {
  "--cli": async (args) => {
    if (args[0] === "serve") return serve(args.slice(1));
    await install(root);
    if (!isBuilt(root)) await build(root);
    return main(args);
  },
  "--test": async (args) => {
    await install(root);
    return runTests(root, args);
  },
  "--bench": async (args) => {
    await install(root);
    return runBench(root, args);
  },
  "--dev": async (args) => {
    await install(root);
    const tsx = join(root, "node_modules", "tsx", "dist", "cli.mjs");
    return runNode([tsx, "watch", "--clear-screen=false", join(root, "start", "dev.mjs"), ...args], { cwd: root });
  },
  "--build": async () => {
    await installAndBuild();
    const binaries = await import(pathToFileURL(join(root, "dist/app/database/embedded/binaries.js")).href);
    binaries.linkLibraries(binaries.findBinaries().native);
  },
  "--built": async (args) => {
    if (!existsSync(join(root, "dist", "app", "main.js"))) {
      throw new StartFailure("There is no build to start: node start.mjs --build makes one.");
    }
    return args[0] === "--cli" ? main(args.slice(1)) : main(["serve", ...args]);
  },
};

async function serve(args) {
  await install(root);
  // The panel builds what is missing of it when it is imported, after the rest answers; --build makes it beforehand.
  await build(root);
  return main(["serve", ...args]);
}

async function installAndBuild() {
  await install(root);
  await build(root);
  await buildPanel(root);
}

/** Imported, never spawned: signals then reach the one process that must drain (docs of npm: `exec` in package.json). */
async function main(args) {
  const app = await import(pathToFileURL(join(root, "dist", "app", "main.js")).href);
  return app.main(args);
}
