/**
 * Thrown out of a scope to roll it back and still send the answer: AdminJS reports a refusal as 200 with an error
 * notice, and a scope that ends without an error commits (panel.md 2.5).
 */
export class Undone extends Error {
  constructor(readonly answer: unknown) {
    super("rolled back on purpose");
    this.name = "Undone";
  }
}

/** Whether an answer of AdminJS is a refusal. */
export const isRefusal = (answer: unknown): boolean =>
  (answer as { notice?: { type?: string } } | undefined)?.notice?.type === "error";
