import { spawn, type ChildProcess } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface Product {
  url: string;
  port: number;
  /** Of the demonstration logins, as the welcome prints it. */
  password: string;
  output: () => string;
  /** SIGTERM, as an operator's; answers the exit status. */
  stop(): Promise<number | null>;
}

const ROOT = new URL("../..", import.meta.url).pathname;

/** Starts the product as `npm start` does, from its sources, in a home folder of its own, on a free port. */
export async function startProduct(): Promise<Product> {
  const home = mkdtempSync(join(tmpdir(), "formroom-product-"));
  chmodSync(home, 0o711); // as root the data would go to /var/lib/formroom otherwise, and stay there
  const env: NodeJS.ProcessEnv = {
    PATH: process.env.PATH,
    HOME: home,
    FORMROOM_HOME: join(home, "var"),
    PORT: "0",
    LOG_LEVEL: "warn",
  };
  const code =
    'import("./app/main.ts").then((m) => m.main(["serve"])).then((s) => { if (typeof s === "number") process.exitCode = s; })';
  const child = spawn(process.execPath, ["--import", "tsx", "--input-type=module", "-e", code], {
    cwd: ROOT,
    env,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let text = "";
  const collect = (part: Buffer) => void (text += part.toString("utf8"));
  child.stdout.on("data", collect);
  child.stderr.on("data", collect);
  await ready(child, () => text);
  const port = Number(/http:\/\/localhost:(\d+)\/admin\//.exec(text)?.[1]);
  const password = /Password of all of them: (\S+)/.exec(text)?.[1] ?? "";
  return { url: `http://localhost:${port}`, port, password, output: () => text, stop: () => stopped(child, home) };
}

function ready(child: ChildProcess, output: () => string): Promise<void> {
  return new Promise((resolve, reject) => {
    const look = setInterval(() => {
      if (!output().includes("Formroom is ready.")) return;
      clearInterval(look);
      resolve();
    }, 50);
    child.once("exit", (status) => {
      clearInterval(look);
      reject(new Error(`the product ended with ${status}:\n${output()}`));
    });
  });
}

function stopped(child: ChildProcess, home: string): Promise<number | null> {
  return new Promise((resolve) => {
    child.removeAllListeners("exit");
    child.once("exit", (status) => {
      rmSync(home, { recursive: true, force: true });
      resolve(status);
    });
    child.kill("SIGTERM");
  });
}
