import React, { useId, type ReactNode } from "react";
import { number as written, t } from "../../base/words.js";
import type { StepState } from "./steps.js";

interface Props {
  number: number;
  state: StepState;
  title: string;
  children: ReactNode;
}
const TONE: Record<StepState, string> = { done: "good", now: "warn", later: "", open: "warn" };

/** One step: its number, what it is, and in a word whether it is done. */
export const StepCard = ({ number, state, title, children }: Props) => {
  const head = useId();
  return (
    <li className="card step" aria-labelledby={head} aria-current={state === "now" ? "step" : undefined}>
      <div className="card-head">
        <h2 id={head}>
          <span className="step-number">{written(number)}</span> {title}
        </h2>
        <span className={`chip ${TONE[state]}`}>{t(`publication.state.${state}`)}</span>
      </div>
      {children}
    </li>
  );
};
