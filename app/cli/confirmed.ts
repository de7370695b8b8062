import { createInterface } from "node:readline/promises";

/** Whether an operator means it: `--yes`, or `yes` typed at a terminal; with nobody there to ask, no. */
export async function confirmed(question: string, yes = false): Promise<boolean> {
  if (yes) return true;
  if (!process.stdin.isTTY) {
    console.error(`${question} Say --yes.`);
    return false;
  }
  const asked = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return /^y(es)?$/i.test((await asked.question(`${question} yes/no: `)).trim());
  } finally {
    asked.close();
  }
}
