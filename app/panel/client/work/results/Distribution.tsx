import React, { useId } from "react";
import { number, t } from "../../base/words.js";
import { distribution, scaled } from "./figures.js";
import type { ResultRow, Scale } from "./shape.js";

const WIDTH = 600;
const HEIGHT = 160;
const FOOT = 24;
const STEP = WIDTH / 10;

/** How the averages lie, as bars; the same figures as a table for whoever does not see them. */
export const Distribution = ({ rows, scale }: { rows: ResultRow[]; scale: Scale }) => {
  const bins = distribution(rows);
  const most = Math.max(1, ...bins.map((one) => one.count));
  const head = useId();
  const edge = (percent: number) => number(scaled(percent, scale));
  return (
    <section className="card distribution" aria-labelledby={head}>
      <div className="card-head">
        <h2 id={head}>{t("results.distribution")}</h2>
      </div>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT + FOOT}`} aria-hidden="true" focusable="false">
        {bins.map(({ from, count }, index) => {
          const height = (count / most) * (HEIGHT - 24);
          return (
            <g key={from}>
              <rect x={index * STEP + 4} y={HEIGHT - height} width={STEP - 8} height={height} rx="2" />
              {count ? (
                <text x={index * STEP + STEP / 2} y={HEIGHT - height - 6}>
                  {number(count)}
                </text>
              ) : null}
              <text
                className="edge"
                x={index * STEP}
                y={HEIGHT + 18}
                style={index ? undefined : { textAnchor: "start" }}
              >
                {edge(from)}
              </text>
            </g>
          );
        })}
        <text className="edge" x={WIDTH} y={HEIGHT + 18} style={{ textAnchor: "end" }}>
          {edge(100)}
        </text>
        <line x1="0" x2={WIDTH} y1={HEIGHT} y2={HEIGHT} />
      </svg>
      <details>
        <summary>{t("results.as-table")}</summary>
        <table className="small">
          <thead>
            <tr>
              <th scope="col">{t("results.average")}</th>
              <th scope="col" className="right">
                {t("results.students")}
              </th>
            </tr>
          </thead>
          <tbody>
            {bins.map(({ from, to, count }) => (
              <tr key={from}>
                <th scope="row">
                  {t(to === 100 ? "results.bin-last" : "results.bin", { from: edge(from), to: edge(to) })}
                </th>
                <td className="right">{number(count)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </section>
  );
};
