import { check, isWrong } from "./check.js";
import type { Cell } from "./types.js";

export interface Figures {
  entered: number;
  missing: number;
  /** Of the marks that are numbers; undefined where there is none. */
  mean: number | undefined;
}

/** What stands under a column: of what one sees now, saved or not. What is wrong counts as missing. */
export function figuresOf(cells: Cell[]): Figures {
  let [entered, sum, scores] = [0, 0, 0];
  for (const { text, maximum } of cells) {
    const found = check(text, maximum);
    if (isWrong(found) || found.status === "not_entered") continue;
    entered++;
    if (found.score === null) continue;
    sum += found.score;
    scores++;
  }
  return { entered, missing: cells.length - entered, mean: scores ? sum / scores : undefined };
}
