import React from "react";
import { day, number, t } from "../../base/words.js";
import type { Figure } from "./answer.js";
import { MaybeLink } from "./reachable.js";
import { share } from "./when.js";

/** Figures that are a share of something by nature: shown in per cent, with both numbers under it. */
const RATES = new Set(["passRate"]);

/** The few numbers of the day, each a link to what it counts. */
export const Figures = ({ figures }: { figures: Figure[] }) => (
  <ul className="day-figures">
    {figures.map((one) => (
      <li key={one.key}>
        <MaybeLink to={one.to} className="card day-figure">
          <strong>
            {RATES.has(one.key) && one.of ? t("start.percent", { value: share(one.value, one.of) }) : number(one.value)}
          </strong>
          <span>{t(`start.number.${one.key}`, { count: one.value })}</span>
          <small>{beside(one)}</small>
        </MaybeLink>
      </li>
    ))}
  </ul>
);

/** Of what, since when, and how it was before. */
function beside({ key, value, of, since, before }: Figure): string {
  const parts = [
    of === undefined ? "" : RATES.has(key) ? t("start.value-of", { value, of }) : t("start.of", { of }),
    since ? t("start.since", { day: day(since) }) : "",
    before ? t("start.before", { term: before.term, value: share(before.value, before.of) }) : "",
  ];
  return parts.filter(Boolean).join(" · ");
}
