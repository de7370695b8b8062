import React from "react";
import type { FieldError } from "../../base/call.js";
import { resourceNamed, type PanelField } from "../../base/state.js";
import { useCall } from "../../base/useCall.js";
import { t } from "../../base/words.js";
import { idOf } from "../../form/props.js";
import { FIRST, rankingOf, rankingText, type Ranking } from "./ranking.js";
import { RuleEditor } from "./RuleEditor.js";

interface Props {
  field: PanelField;
  value: unknown;
  errors: FieldError[];
  onChange: (text: string) => void;
}

/** How positions are given: the school's rule, and rules of levels that have one of their own. */
export const RankingControl = ({ field, value, errors, onChange }: Props) => {
  const ranking = rankingOf(value);
  const { byLevel = {} } = ranking;
  const levels = useLevels().filter((level) => !(level in byLevel));
  const change = (next: Ranking) => onChange(rankingText(next));
  const own = (level: string, rule: Ranking["default"]) =>
    change({ ...ranking, byLevel: { ...byLevel, [level]: rule } });
  const error = errors.find(({ path }) => path.startsWith("/ranking"));
  return (
    <fieldset className="group ranking" id={idOf("/ranking")} tabIndex={-1}>
      <legend>{field.label}</legend>
      <RuleEditor id="rule" rule={ranking.default} change={(rule) => change({ ...ranking, default: rule })} />
      {Object.entries(byLevel).map(([level, rule]) => (
        <section key={level} className="own-rule" aria-label={t("settings.ranking.level", { level })}>
          <h3>
            {t("settings.ranking.level", { level })}{" "}
            <button
              type="button"
              className="plain"
              onClick={() => {
                const { [level]: _, ...rest } = byLevel;
                change({ ...ranking, byLevel: rest });
              }}
            >
              {t("settings.ranking.as-school")}
            </button>
          </h3>
          <RuleEditor id={`rule-${level}`} rule={rule} change={(next) => own(level, next)} />
        </section>
      ))}
      {levels.length ? (
        <div className="field">
          <label htmlFor="rule-level">{t("settings.ranking.add-level")}</label>
          <select id="rule-level" value="" onChange={({ target }) => own(target.value, ranking.default ?? FIRST)}>
            <option value="">{t("form.choose")}</option>
            {levels.map((level) => (
              <option key={level}>{level}</option>
            ))}
          </select>
        </div>
      ) : null}
      {error ? <p className="field-error">{error.message}</p> : null}
    </fieldset>
  );
};

/** The levels that the school's forms have. */
function useLevels(): string[] {
  const { data } = useCall<{ data: { level: string | null }[] }>(
    resourceNamed("forms") ? "/data/forms?pageSize=200" : undefined,
  );
  return [...new Set((data?.data ?? []).flatMap(({ level }) => (level === null ? [] : [level])))];
}
