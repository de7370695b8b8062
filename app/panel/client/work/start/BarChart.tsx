import React from "react";
import { number, t } from "../../base/words.js";
import type { Bar, Chart } from "./answer.js";
import { MaybeLink } from "./reachable.js";
import { share } from "./when.js";

/** Charts in which a short bar is work that waits; in the others it is only a smaller figure. */
const WORK = new Set(["marksByClass"]);

/** A bar a class, its text beside it; the line is what all of them make together. The same as a table under it. */
export const BarChart = ({ chart: { key, params, bars } }: { chart: Chart }) => {
  const whole = { value: sum(bars, "value"), of: sum(bars, "of") };
  const isWork = WORK.has(key);
  const isDone = isWork && whole.of > 0 && whole.value === whole.of;
  return (
    <section className="card chart">
      <div className="card-head">
        <h2>{t(`start.chart.${key}`, params)}</h2>
        <span className={isDone ? "chip good" : "soft"}>
          {isDone ? t("start.chart-done") : t("start.percent", { value: share(whole.value, whole.of) })}
        </span>
      </div>
      {isDone ? (
        <p className="chart-text">{t(`start.chart.${key}.done`, { of: whole.of, count: bars.length })}</p>
      ) : (
        <>
          <ul className="bars">
            {bars.map((bar) => (
              <Row key={bar.label} bar={bar} mean={isWork ? undefined : share(whole.value, whole.of)} />
            ))}
          </ul>
          {isWork ? null : (
            <p className="chart-text soft">
              {t("start.chart-mean", { value: share(whole.value, whole.of), whole: whole.value, of: whole.of })}
            </p>
          )}
        </>
      )}
      <AsTable name={key} bars={bars} />
    </section>
  );
};

const sum = (bars: Bar[], name: "value" | "of") => bars.reduce((total, bar) => total + (bar[name] ?? 0), 0);

const Row = ({ bar: { label, value, of, to }, mean }: { bar: Bar; mean: number | undefined }) => {
  const percent = share(value, of ?? value);
  return (
    <li>
      <MaybeLink to={to}>{label}</MaybeLink>
      <svg viewBox="0 0 100 12" preserveAspectRatio="none" aria-hidden="true">
        <rect className="bar-ground" width="100" height="12" />
        <rect className={mean === undefined && percent < 100 ? "bar waits" : "bar"} width={percent} height="12" />
        {mean === undefined ? null : (
          <line className="bar-mean" x1={mean} x2={mean} y2="12" vectorEffect="non-scaling-stroke" />
        )}
      </svg>
      <span>{t("start.percent", { value: percent })}</span>
    </li>
  );
};

const AsTable = ({ name, bars }: { name: string; bars: Bar[] }) => (
  <details>
    <summary>{t("start.as-table")}</summary>
    <table className="small">
      <thead>
        <tr>
          <th scope="col">{t("kind.class")}</th>
          <th scope="col" className="right">
            {t(`start.chart.${name}.value`)}
          </th>
          <th scope="col" className="right">
            {t(`start.chart.${name}.of`)}
          </th>
          <th scope="col" className="right">
            %
          </th>
        </tr>
      </thead>
      <tbody>
        {bars.map(({ label, value, of, to }) => (
          <tr key={label}>
            <th scope="row">
              <MaybeLink to={to}>{label}</MaybeLink>
            </th>
            <td className="right">{number(value)}</td>
            <td className="right">{of === undefined ? "–" : number(of)}</td>
            <td className="right">{number(share(value, of ?? value))}</td>
          </tr>
        ))}
      </tbody>
    </table>
  </details>
);
