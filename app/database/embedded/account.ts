import { spawnSync } from "node:child_process";
import { statSync } from "node:fs";
import { dirname } from "node:path";
import { StartError } from "../../home/StartError.js";

/** A user of this machine that PostgreSQL runs as. */
export interface Account {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

/**
 * The account to run PostgreSQL as when we are root, which PostgreSQL refuses; undefined when we are not, and it runs
 * as we do. No account is made for it. In this order: the owner of the data, the owner of the folder that the home
 * stands in (`sudo npm start` in somebody's clone), `postgres`, `nobody`.
 *
 * @param data the data folder, which may not exist yet
 * @param home the home folder
 * @throws StartError when the data's owner has no account here, or nobody can be found
 */
export function chooseAccount(data: string, home: string): Account | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const owner = ownerOf(data);
  if (owner !== undefined && owner !== 0) {
    const account = findAccount(String(owner));
    if (account) return account;
    // initdb and postgres look their user up by number and refuse one that has no name.
    throw new StartError(`The data in ${data} belongs to user ${owner}, who has no account on this machine.`);
  }
  const neighbour = ownerOf(dirname(home));
  const candidates = [...(neighbour ? [String(neighbour)] : []), "postgres", "nobody"];
  for (const candidate of candidates) {
    const account = findAccount(candidate);
    if (account) return account;
  }
  throw new StartError(
    "PostgreSQL refuses root, and there is no user `nobody` to run it as: start as an ordinary user.",
  );
}

/** What `spawn` needs to run something as this account. */
export function runAs(account: Account | undefined): { uid?: number; gid?: number } {
  return account ? { uid: account.uid, gid: account.gid } : {};
}

function ownerOf(path: string): number | undefined {
  return statSync(path, { throwIfNoEntry: false })?.uid;
}

/** By name or number; through `id`, which also knows accounts that stand in no /etc/passwd. */
function findAccount(who: string): Account | undefined {
  const ask = (what: string): string | undefined => {
    const { status, stdout } = spawnSync("id", [what, who], { encoding: "utf8" });
    return status === 0 ? stdout.trim() : undefined;
  };
  const [name, uid, gid] = [ask("-un"), ask("-u"), ask("-g")];
  if (name === undefined || uid === undefined || gid === undefined || uid === "0") return undefined;
  return { name, uid: Number(uid), gid: Number(gid) };
}
