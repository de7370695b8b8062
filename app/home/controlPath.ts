import { createHash } from "node:crypto";
import { lstatSync, mkdirSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { StartError } from "./StartError.js";

/** Bytes a Unix socket's path may have: 107 on Linux, 103 on macOS. The smaller one, so that a home can move. */
const maximumPath = 103;

/**
 * Where the control socket of this home folder is: HOME/run/control.sock, or, below a home whose path is too long
 * for a socket, a folder of its own below the system's temporary folder, named by a hash of the home's path.
 *
 * @param home absolute real path of the home folder
 */
export function controlPath(home: string): string {
  const near = join(home, "run", "control.sock");
  if (Buffer.byteLength(near) <= maximumPath) return near;
  return join(farFolder(home), "control.sock");
}

/**
 * Makes the socket's folder. In /tmp anybody may have made it before us, and would be told the database's address:
 * a folder that is not ours, or open to others, is refused.
 */
export function prepareControlFolder(home: string): void {
  const path = controlPath(home);
  if (path.startsWith(home)) {
    mkdirSync(join(home, "run"), { recursive: true, mode: 0o700 });
    return;
  }
  mkdirSync(farFolder(home), { recursive: true, mode: 0o700 });
  assertOwnFolder(home);
}

/** Whether the folder of the far socket can be trusted; nothing to look at when the socket is in the home folder. */
export function assertOwnFolder(home: string): void {
  const path = controlPath(home);
  if (path.startsWith(home)) return;
  const folder = lstatSync(farFolder(home));
  const owners = [process.getuid?.(), statSync(home).uid];
  if (folder.isDirectory() && owners.includes(folder.uid) && (folder.mode & 0o077) === 0) return;
  throw new StartError(
    `${farFolder(home)} belongs to somebody else or is open to others: remove it, then start again.`,
  );
}

function farFolder(home: string): string {
  return join(tmpdir(), `formroom-${createHash("sha256").update(home).digest("hex").slice(0, 16)}`);
}
