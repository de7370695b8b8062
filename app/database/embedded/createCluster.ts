import { spawn } from "node:child_process";
import { chownSync, existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs"; // prettier-ignore
import { dirname, join } from "node:path";
import { StartError } from "../../home/StartError.js";
import { shownPath } from "../../home/shownPath.js";
import { runAs } from "./account.js";
import type { Place } from "./place.js";
import type { Purpose } from "./settings.js";

/** The superuser of every embedded cluster. Formroom's own login and its roles are the migrator's to make. */
export const superuser = "formroom_super";

/**
 * Sees that a data folder of our major version is there; makes it with initdb when there is none.
 *
 * UTF8 and the builtin C.UTF-8 whatever the machine's locale: with none, initdb would make an SQL_ASCII cluster.
 * Names are sorted by ICU, column by column, so the default only has to be the same everywhere.
 *
 * @param major of the binaries
 * @throws StartError when the folder is of another major, or is no data folder
 */
export async function ensureCluster(place: Place, password: string, major: number, purpose: Purpose): Promise<void> {
  const version = join(place.data, "PG_VERSION");
  if (existsSync(version)) {
    const found = readFileSync(version, "utf8").trim();
    if (found === String(major)) return;
    throw new StartError(`The data in ${shownPath(dirname(place.data))} was made by PostgreSQL ${found}, this Formroom brings ${major}: docs/upgrade.md`); // prettier-ignore
  }
  if (existsSync(place.data) && readdirSync(place.data).length > 0) {
    throw new StartError(`${shownPath(place.data)} holds files and no database; move them away, then start again.`);
  }
  // Under another name until it is whole: a killed initdb must not be taken for a database.
  const unfinished = `${place.data}.new`;
  const passwordFile = `${place.data}.password`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { mode: 0o700, recursive: true });
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (place.account) {
    chownSync(unfinished, place.account.uid, place.account.gid);
    chownSync(passwordFile, place.account.uid, place.account.gid);
  }
  try {
    await initdb(place, unfinished, passwordFile, purpose);
    rmSync(place.data, { recursive: true, force: true });
    renameSync(unfinished, place.data);
  } finally {
    rmSync(passwordFile, { force: true });
    rmSync(unfinished, { recursive: true, force: true });
  }
}

function initdb(place: Place, data: string, passwordFile: string, purpose: Purpose): Promise<void> {
  const options = [
    ...["-D", data, "-U", superuser, `--pwfile=${passwordFile}`, "-A", "scram-sha-256", "-E", "UTF8"],
    ...["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"],
    ...(purpose === "test" ? ["--no-sync"] : []),
  ];
  return new Promise((resolve, reject) => {
    let output = "";
    const child = spawn(join(place.native, "bin", "initdb"), options, {
      ...runAs(place.account),
      cwd: data,
      env: { PATH: "/usr/bin:/bin", LC_ALL: "C", TZ: "UTC" },
      stdio: ["ignore", "pipe", "pipe"],
    });
    const collect = (part: Buffer) => (output += String(part));
    child.stdout.on("data", collect);
    child.stderr.on("data", collect);
    child.once("error", (error) => reject(new StartError(`PostgreSQL could not be run: ${error.message}`)));
    child.once("close", (status) => {
      if (status === 0) return resolve();
      const reason = whyNot(output);
      reject(new StartError(`The database could not be made in ${shownPath(dirname(data))}: ${reason}`));
    });
  });
}

/** The line of initdb that says what went wrong; after it come lines about tidying up. */
function whyNot(output: string): string {
  const lines = output
    .trim()
    .split("\n")
    .filter((line) => !line.includes("removing"));
  return (
    lines.findLast((line) => /error|fatal|panic|denied|could not|cannot|no space/i.test(line)) ?? lines.at(-1) ?? ""
  );
}
