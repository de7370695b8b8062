import React from "react";
import { t } from "../../base/words.js";
import type { Scale } from "./shape.js";
import { scoreOn } from "./show.js";

interface Point {
  label: string;
  average: number | null;
  scale: Scale;
}
const WIDTH = 240;
const HEIGHT = 48;
const EDGE = 6;

/** The averages over the terms as a small line; its figures stand beside it as words. */
export const Sparkline = ({ points }: { points: Point[] }) => {
  const known = points.filter((one): one is Point & { average: number } => one.average !== null);
  if (known.length < 2) return null;
  const x = (index: number) => EDGE + (index * (WIDTH - 2 * EDGE)) / (known.length - 1);
  const low = Math.min(...known.map((one) => one.average));
  const high = Math.max(...known.map((one) => one.average));
  // A change of a tenth of a point must not look like a fall: the line's height is never less than twenty per cent.
  const middle = (low + high) / 2;
  const span = Math.max(high - low, 20);
  const y = (average: number) => HEIGHT / 2 - ((average - middle) / span) * (HEIGHT - 2 * EDGE);
  return (
    <section className="card sparkline" aria-label={t("results.over-terms")}>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true" focusable="false">
        <polyline points={known.map((one, index) => `${x(index)},${y(one.average)}`).join(" ")} />
        {known.map((one, index) => (
          <circle key={one.label} cx={x(index)} cy={y(one.average)} r="3" />
        ))}
      </svg>
      <dl>
        {known.map((one) => (
          <div key={one.label}>
            <dt>{one.label}</dt>
            <dd>{scoreOn(one.scale)(one.average)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
};
