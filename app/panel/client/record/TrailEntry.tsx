import React from "react";
import { shown, type Names, type Row } from "../base/cell.js";
import type { PanelResource } from "../base/state.js";
import { useCall } from "../base/useCall.js";
import { instant, t } from "../base/words.js";
import { RowsSkeleton } from "../list/RowsSkeleton.js";
import { About, Changes, type Entry } from "./Changes.js";

/** An entry of the trail by itself: who, when, to what, and all that it holds in the words of that record. */
export const TrailEntry = ({ resource, row }: { resource: PanelResource; row: Row }) => {
  const { data, error } = useCall<{ data: Entry[]; names: Names }>(`/view/trail?id=${row.id}`);
  if (error) return <p className="problem">{error.message}</p>;
  const [entry] = data?.data ?? [];
  if (!data || !entry) return <RowsSkeleton />;
  const word = (name: string) => {
    const field = resource.fields.find((one) => one.name === name);
    return { label: field?.label ?? name, text: field ? shown(field, row[name], {}) : "–" };
  };
  const facts = [
    { label: word("at").label, text: instant(entry.at) },
    { label: word("actor").label, text: entry.actor.name },
    word("action"),
    word("entity"),
    { label: word("entityId").label, text: <About entry={entry} names={data.names} text={entry.entityId} /> },
    word("requestId"),
  ];
  return (
    <div className="facts-column">
      <section className="card" aria-label={t("record.facts")}>
        <div className="card-head">
          <h2>{t("record.facts")}</h2>
        </div>
        <dl className="facts">
          {facts.map(({ label, text }) => (
            <React.Fragment key={label}>
              <dt>{label}</dt>
              <dd>{text}</dd>
            </React.Fragment>
          ))}
        </dl>
      </section>
      {entry.changes.length ? (
        <section className="card trail-changes" aria-label={t("history.changes")}>
          <div className="card-head">
            <h2>{t("history.changes")}</h2>
          </div>
          <Changes entry={entry} names={data.names} />
        </section>
      ) : null}
    </div>
  );
};
