import { spawn } from "node:child_process";
import { repository } from "../house/repository.js";

const RUN =
  'import("./app/main.ts").then((m) => m.main(process.argv.slice(1))).then((s) => { if (typeof s === "number") process.exitCode = s; })';

export interface Ran {
  status: number | null;
  out: string;
  err: string;
}
/** Whose command line it is: a home folder, a database's address and keys. */
export interface Place {
  home: string;
  url: string;
  keys: string;
}

/** The command line as an operator's: a process of its own, nobody at a terminal. */
export function formroom({ home, url, keys }: Place, ...argv: string[]): Promise<Ran> {
  const env = {
    PATH: process.env.PATH,
    HOME: home,
    FORMROOM_HOME: home,
    DATABASE_URL: url,
    SECRET_KEYS: keys,
    LOG_LEVEL: "silent",
  };
  const child = spawn(process.execPath, ["--import", "tsx", "--input-type=module", "-e", RUN, "--", ...argv], {
    cwd: repository,
    env,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const ran: Ran = { status: null, out: "", err: "" };
  child.stdout.on("data", (part: Buffer) => (ran.out += part.toString("utf8")));
  child.stderr.on("data", (part: Buffer) => (ran.err += part.toString("utf8")));
  return new Promise((resolve, reject) =>
    child.once("error", reject).once("close", (status) => resolve({ ...ran, status })),
  );
}
