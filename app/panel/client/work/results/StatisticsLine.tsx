import React from "react";
import { number, t } from "../../base/words.js";
import type { Scale, Statistics } from "./shape.js";
import { scoreOn } from "./show.js";

/** What the class reached, over the averages of complete rows. */
export const StatisticsLine = ({ statistics, scale }: { statistics: Statistics; scale: Scale }) => {
  const score = scoreOn(scale);
  const { mean, median, highest, lowest, passRate } = statistics;
  const figures = [
    ["mean", score(mean)],
    ["median", score(median)],
    ["highest", score(highest)],
    ["lowest", score(lowest)],
    ["pass-rate", passRate === null ? "–" : `${number(passRate)} %`],
  ];
  return (
    <dl className="card statistics" aria-label={t("results.statistics")}>
      {figures.map(([key, text]) => (
        <div key={key}>
          <dt>{t(`results.${key ?? ""}`)}</dt>
          <dd>{text}</dd>
        </div>
      ))}
    </dl>
  );
};
