import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { StartFailure } from "./report.mjs";
import { listSources } from "./sources.mjs";

const manifestName = ".sources.json";

/**
 * Whether dist/ was made of exactly these sources.
 *
 * @param {string} root folder of the clone
 * @returns {boolean}
 */
export function isBuilt(root) {
  const before = readManifest(root);
  const now = listSources(root);
  return before.size === now.size && [...now].every(([path, stamp]) => before.get(path) === stamp);
}

/**
 * Transpiles every .ts to dist/ with esbuild (one call, no bundle, source maps; types are tsc's, `npm run types`) and
 * copies every other file beside it, .tsx too: the panel's own build reads those. What has left the sources leaves dist/.
 *
 * Files are written by rename and only when they differ: a second command may be reading them at this moment.
 *
 * @param {string} root folder of the clone
 */
export async function build(root) {
  const dist = join(root, "dist");
  const before = readManifest(root);
  const sources = listSources(root);
  for (const path of before.keys()) {
    if (!sources.has(path)) for (const output of outputsOf(path)) rmSync(join(dist, output), { force: true });
  }
  for (const { path, contents } of await transpile(root, [...sources.keys()].filter(isScript))) put(path, contents);
  for (const path of sources.keys()) {
    if (!isScript(path)) put(join(dist, path), readFileSync(join(root, path)));
  }
  put(join(dist, manifestName), Buffer.from(JSON.stringify([...sources])));
}

/**
 * Lets the panel bundle its components, which is its own business (app/panel/build.ts), after the transpiling.
 *
 * @param {string} root folder of the clone
 */
export async function buildPanel(root) {
  if (!readManifest(root).has("app/panel/build.ts")) return;
  const panel = await import(pathToFileURL(join(root, "dist", "app", "panel", "build.js")).href);
  await panel.buildPanel();
}

async function transpile(root, entryPoints) {
  const esbuild = await import("esbuild");
  try {
    const result = await esbuild.build({
      entryPoints: entryPoints.map((path) => join(root, path)),
      absWorkingDir: root,
      outbase: root,
      outdir: join(root, "dist"),
      format: "esm",
      platform: "node",
      target: "node20",
      sourcemap: true,
      sourcesContent: false,
      write: false,
      logLevel: "silent",
    });
    return result.outputFiles;
  } catch (error) {
    if (!error.errors) throw error;
    const lines = await esbuild.formatMessages(error.errors, { kind: "error", color: process.stderr.isTTY });
    throw new StartFailure(lines.join(""));
  }
}

function isScript(path) {
  return path.endsWith(".ts") && !path.endsWith(".d.ts");
}

function outputsOf(path) {
  if (!isScript(path)) return [path];
  const script = path.replace(/\.ts$/, ".js");
  return [script, `${script}.map`];
}

function put(path, contents) {
  try {
    if (readFileSync(path).equals(contents)) return;
  } catch {
    mkdirSync(dirname(path), { recursive: true });
  }
  const temporary = `${path}.${process.pid}`;
  writeFileSync(temporary, contents);
  renameSync(temporary, path);
}

function readManifest(root) {
  try {
    return new Map(JSON.parse(readFileSync(join(root, "dist", manifestName), "utf8")));
  } catch {
    return new Map();
  }
}
