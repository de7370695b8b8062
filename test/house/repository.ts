import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The repository's root folder. */
export const repository = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** Every file that git tracks or would track (ignored ones left out), as paths from the root; only those that exist. */
export function ourFiles(): string[] {
  const list = execFileSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], {
    cwd: repository,
  });
  return list
    .toString()
    .split("\0")
    .filter((path) => path !== "" && existsSync(join(repository, path)));
}

/** The text of one file, by its path from the root. */
export const read = (path: string): string => readFileSync(join(repository, path), "utf8");
