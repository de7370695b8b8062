/** A line about the start itself. On stderr, so that `npm run formroom -- … --json` stays clean for a program. */
export function say(line) {
  process.stderr.write(`${line}\n`);
}

/** A start that cannot go on, told in one sentence. */
export class StartFailure extends Error {
  name = "StartFailure";
}

/** Ends a failed start with status 1: one sentence where it was foreseen, the whole stack where it was not. */
export function fail(error) {
  const foreseen = error?.name === "StartFailure" || error?.name === "StartError";
  say(foreseen ? error.message : (error?.stack ?? String(error)));
  process.exit(1);
}
