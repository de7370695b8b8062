import { relative } from "node:path";

/** A path as messages show it: `./var` below the working folder, else absolute. */
export function shownPath(path: string): string {
  const below = relative(process.cwd(), path);
  if (below === "") return ".";
  return below.startsWith("..") ? path : `./${below}`;
}
