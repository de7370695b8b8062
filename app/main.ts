import { StartError } from "./home/StartError.js";
import { Problem } from "./errors.js";

/**
 * The command `formroom`. Returns the exit status: 0, 1 (failed) or 2 (usage); nothing for `serve`, which goes on.
 * A refusal is one clear sentence, never a stack.
 */
export async function main(argv: string[]): Promise<number | undefined> {
  try {
    const { runCommand } = await import("./cli/program.js");
    return await runCommand(argv);
  } catch (error) {
    const words = told(error);
    if (words === undefined) throw error;
    process.stderr.write(`${words}\n`);
    return 1;
  }
}

/** The sentence of a refusal that was meant for whoever typed; undefined for a fault of ours. */
function told(error: unknown): string | undefined {
  if (error instanceof StartError) return error.message;
  if (error instanceof Problem)
    return [error.message, ...error.errors.slice(1).map((one) => `${one.path}: ${one.message}`)].join("\n");
  if (error instanceof Error && error.message.startsWith("SECRET_KEYS")) return error.message;
  return undefined;
}
