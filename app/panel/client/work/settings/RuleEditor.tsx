import React from "react";
import { t } from "../../base/words.js";
import { FIRST, left, moved, TIES, type Rule, type Step } from "./ranking.js";
import { ruleInWords } from "./rankingWords.js";

interface Props {
  /** Sets this editor's controls apart from another's. */
  id: string;
  rule: Rule | null;
  change: (rule: Rule | null) => void;
}

/** One rule: whether there are positions, by what, and what becomes of equals; a sentence says what it means. */
export const RuleEditor = ({ id, rule, change }: Props) => (
  <div className="rule">
    <label className="tick">
      <input type="checkbox" checked={rule !== null} onChange={({ target }) => change(target.checked ? FIRST : null)} />{" "}
      {t("settings.ranking.ranked")}
    </label>
    {rule ? (
      <>
        <Chain id={id} chain={rule.chain} change={(chain) => change({ ...rule, chain })} />
        <fieldset className="ties">
          <legend>{t("settings.ranking.equal")}</legend>
          {TIES.map((ties) => (
            <label key={ties} className="tick">
              <input
                type="radio"
                name={`${id}-ties`}
                checked={rule.ties === ties}
                onChange={() => change({ ...rule, ties })}
              />{" "}
              {t(`settings.ranking.ties.${ties}`)}
            </label>
          ))}
        </fieldset>
      </>
    ) : null}
    <p className="soft" role="status">
      {ruleInWords(rule)}
    </p>
  </div>
);

const Chain = ({ id, chain, change }: { id: string; chain: Step[]; change: (chain: Step[]) => void }) => {
  const word = (step: Step) => t(`settings.ranking.step.${step}`);
  const more = left(chain);
  return (
    <>
      <ol className="chain" aria-label={t("settings.ranking.chain")}>
        {chain.map((step, at) => (
          <li key={step}>
            <span>
              {at + 1}. {word(step)}
            </span>
            <button
              type="button"
              className="icon"
              aria-label={t("settings.ranking.up", { step: word(step) })}
              disabled={at === 0}
              onClick={() => change(moved(chain, at, -1))}
            >
              ↑
            </button>
            <button
              type="button"
              className="icon"
              aria-label={t("settings.ranking.down", { step: word(step) })}
              disabled={at === chain.length - 1}
              onClick={() => change(moved(chain, at, 1))}
            >
              ↓
            </button>
            <button
              type="button"
              className="icon"
              aria-label={t("settings.ranking.drop", { step: word(step) })}
              disabled={chain.length === 1}
              onClick={() => change(chain.filter((one) => one !== step))}
            >
              ×
            </button>
          </li>
        ))}
      </ol>
      {more.length ? (
        <div className="field">
          <label htmlFor={`${id}-more`}>{t("settings.ranking.add")}</label>
          <select id={`${id}-more`} value="" onChange={({ target }) => change([...chain, target.value as Step])}>
            <option value="">{t("form.choose")}</option>
            {more.map((step) => (
              <option key={step} value={step}>
                {word(step)}
              </option>
            ))}
          </select>
        </div>
      ) : null}
    </>
  );
};
