import type { Operation } from "../../../models/public/Operation.js";
import type { Actor } from "../../policies/Actor.js";

/** What a step is given: the row as it stands, who asked for it, and a way to tell how far it is. */
export interface Work {
  operation: Operation;
  actor: Actor;
  /** Told as often as one likes; written now and then. */
  moved(done: number, total: number): void;
  /** Kept with the row at the step's end. */
  result(result: Record<string, unknown>): void;
}

/**
 * A step is repeatable: it may be run again after it was done, or half done, when the process died before that was noted.
 * `undo` is, too, and finds whatever a half-done step left.
 */
export interface Step {
  name: string;
  run(work: Work): Promise<void>;
  undo?(work: Work): Promise<void>;
}

/** A kind of long work: its steps in order. `forward`: it is never taken back, only carried on (a purge). */
export interface Kind {
  name: string;
  steps: Step[];
  forward?: boolean;
}
