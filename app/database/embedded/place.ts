import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { chmodSync, chownSync, cpSync, existsSync, mkdirSync, readlinkSync, renameSync, statSync, symlinkSync } from "node:fs"; // prettier-ignore
import { dirname, join, resolve } from "node:path";
import { StartError } from "../../home/StartError.js";
import { shownPath } from "../../home/shownPath.js";
import { chooseAccount, runAs, type Account } from "./account.js";
import type { Binaries } from "./binaries.js";

/** Where PostgreSQL runs: its files, its data, its account. */
export interface Place {
  readonly native: string;
  /** The data folder: HOME/postgres, or what that links to. */
  readonly data: string;
  readonly account: Account | undefined;
  /** A line for the one who starts it as root. */
  readonly notice?: string;
}

/** For root only: where things go that the database's account cannot reach below the home or the clone. */
const farRoot = "/var/lib/formroom";

/**
 * Decides where the database of this home folder lives and sees that its account can get there. Only as root is there
 * anything to decide: binaries in a clone below a closed folder (/root) are copied, and data below one is put under
 * /var/lib/formroom, with a link to it in the home folder.
 *
 * @param home absolute real path
 * @param password tells two homes apart that stood at the same path one after the other
 * @throws StartError when the account cannot be switched to (a container without capabilities)
 */
export function findPlace(home: string, password: string, binaries: Binaries): Place {
  const near = join(home, "postgres");
  let data = linkedFrom(near) ?? near;
  const account = chooseAccount(data, home);
  if (!account) return { native: binaries.native, data, account };
  const native = reachableNative(binaries, account);
  letThrough(home, account);
  if (data === near && !canEnter(home, account)) {
    if (existsSync(near)) throw unreachable(near, account);
    const key = createHash("sha256").update(`${home}\0${password}`).digest("hex").slice(0, 16);
    data = join(farRoot, key, "postgres");
    mkdirSync(dirname(data), { recursive: true });
    symlinkSync(data, near);
  }
  const where = data === near ? "" : `, its data is in ${data}`;
  return { native, data, account, notice: `PostgreSQL runs as ${account.name}, since it refuses root${where}.` };
}

/** Where HOME/postgres leads when it is a link, also one whose folder is gone. */
function linkedFrom(near: string): string | undefined {
  try {
    return resolve(dirname(near), readlinkSync(near));
  } catch {
    return undefined;
  }
}

/** The binaries themselves if the account can run them, else a copy (60 MB, once for each version). */
function reachableNative(binaries: Binaries, account: Account): string {
  if (canRun(binaries.native, account)) return binaries.native;
  const copy = join(farRoot, `native-${binaries.version}`);
  if (!existsSync(copy)) {
    mkdirSync(farRoot, { recursive: true, mode: 0o755 });
    const unfinished = `${copy}.${process.pid}`;
    cpSync(binaries.native, unfinished, { recursive: true, verbatimSymlinks: true });
    renameSync(unfinished, copy);
  }
  if (!canRun(copy, account)) throw unreachable(copy, account);
  return copy;
}

/** Gives the account's group the right to pass through the home folder (0710), to see nothing in it. */
function letThrough(home: string, account: Account): void {
  const { mode, uid } = statSync(home);
  if ((mode & 0o001) !== 0 || uid === account.uid) return;
  chownSync(home, uid, account.gid);
  chmodSync(home, (mode & 0o700) | 0o010);
}

function canRun(native: string, account: Account): boolean {
  const { status, error } = spawnSync(join(native, "bin", "postgres"), ["--version"], runAs(account));
  if ((error as NodeJS.ErrnoException | undefined)?.code === "EPERM") {
    throw new StartError("PostgreSQL refuses root, and this machine does not let root change user: start as an ordinary user, or name a database in DATABASE_URL."); // prettier-ignore
  }
  return status === 0;
}

function canEnter(folder: string, account: Account): boolean {
  return spawnSync("/bin/sh", ["-c", 'cd -- "$1"', "sh", folder], { ...runAs(account), cwd: "/" }).status === 0;
}

function unreachable(path: string, account: Account): StartError {
  return new StartError(`PostgreSQL refuses root and would run as ${account.name}, who cannot reach ${shownPath(path)}: start as an ordinary user.`); // prettier-ignore
}

/** All folders of a home: itself, and its data where that had to go elsewhere. */
export function foldersOf(place: Place, home: string): string[] {
  return place.data.startsWith(home) ? [home] : [home, dirname(place.data)];
}
