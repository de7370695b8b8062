import { existsSync, readFileSync } from "node:fs";

/**
 * Finds a file that stands beside a module and is no code (corpus, page). The build transpiles file by file into dist/
 * and may leave such files where they were, hence the second look without that folder.
 * @throws Error when the file is in neither place.
 */
export function assetUrl(relative: string, moduleUrl: string): URL {
  const beside = new URL(relative, moduleUrl);
  if (existsSync(beside)) return beside;
  const source = new URL(beside.href.replace("/dist/", "/"));
  if (existsSync(source)) return source;
  throw new Error(`asset ${relative} not found beside ${moduleUrl}`);
}

/** Reads such a file as text. */
export function readAsset(relative: string, moduleUrl: string): string {
  return readFileSync(assetUrl(relative, moduleUrl), "utf8");
}
