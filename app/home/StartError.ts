/** A start that cannot go on, told in one sentence for whoever typed the command: printed without a stack, status 1. */
export class StartError extends Error {
  override readonly name = "StartError";
}
