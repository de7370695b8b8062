import React, { useId } from "react";
import { t } from "../../base/words.js";
import type { TermRow } from "./useTerms.js";

interface Props {
  terms: TermRow[];
  value: string;
  choose: (id: string) => void;
}

/** Chooses a term; its session stands beside it, since every session has a first term. */
export const TermChooser = ({ terms, value, choose }: Props) => {
  const id = useId();
  return (
    <div className="results-chooser">
      <label htmlFor={id}>{t("results.term")}</label>
      <select id={id} value={value} onChange={({ target }) => choose(target.value)}>
        {terms.map((one) => (
          <option key={one.id} value={one.id}>
            {one.$.beside ? `${one.$.title} · ${one.$.beside}` : one.$.title}
          </option>
        ))}
      </select>
    </div>
  );
};
