import { spawn } from "node:child_process";

/**
 * Runs Node in a child and ends as it ends.
 *
 * The child leads a process group of its own, and signals go to that group: mocha puts one more process between us
 * and the tests, which a SIGTERM to the one in the middle would leave running.
 *
 * @param {string[]} args what follows `node`
 * @param {{ cwd: string, env?: Record<string, string | undefined> }} options
 * @returns {Promise<number>} its status; 128 + the signal's number when it was killed
 */
export function runNode(args, { cwd, env }) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd, env: env ?? process.env, stdio: "inherit", detached: true });
    const passOn = (signal) => {
      try {
        process.kill(-child.pid, signal);
      } catch {
        child.kill(signal); // the group is gone already, or never was
      }
    };
    for (const signal of signals) process.on(signal, passOn);
    child.once("error", reject);
    child.once("exit", (code, signal) => {
      for (const name of signals) process.off(name, passOn);
      resolve(code ?? 128 + (signalNumbers[signal] ?? 0));
    });
  });
}

const signals = ["SIGINT", "SIGTERM", "SIGHUP"];
const signalNumbers = { SIGHUP: 1, SIGINT: 2, SIGKILL: 9, SIGSEGV: 11, SIGTERM: 15 };
