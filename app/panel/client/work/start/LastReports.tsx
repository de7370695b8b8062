import React from "react";
import { shown, textOf } from "../../base/cell.js";
import { Link } from "../../base/core.js";
import { resourceNamed } from "../../base/state.js";
import { ago, instant, t } from "../../base/words.js";
import type { Order } from "./answer.js";

/** The papers that were ordered last, and how far each is. */
export const LastReports = ({ reports }: { reports: Order[] }) => {
  const resource = resourceNamed("reports");
  if (!resource || !reports.length) return null;
  const field = (name: string) => resource.fields.find((one) => one.name === name);
  const [kinds, states] = [field("kind"), field("status")];
  const kind = (value: string) => (kinds ? textOf(kinds, value, {}) : value);
  return (
    <section className="card" aria-labelledby="reports-title">
      <div className="card-head">
        <h2 id="reports-title">{t("start.reports")}</h2>
        <Link to="/admin/resources/reports">{t("start.reports-all")}</Link>
      </div>
      <ul className="orders">
        {reports.map((one) => (
          <li key={one.id}>
            <Link to={`/admin${one.to}`}>
              {[kind(one.kind), one.classSession, one.term].filter(Boolean).join(" · ")}
            </Link>
            <small title={instant(one.createdAt)}>{ago(one.createdAt)}</small>
            <progress max={Math.max(one.total, 1)} value={one.done} aria-label={t("start.progress")} />
            <small>{t("start.value-of", { value: one.done, of: one.total })}</small>
            {states ? shown(states, one.status, {}) : one.status}
          </li>
        ))}
      </ul>
    </section>
  );
};
