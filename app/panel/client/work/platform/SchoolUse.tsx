import React from "react";
import type { Row } from "../../base/cell.js";
import { state } from "../../base/state.js";
import { useCall } from "../../base/useCall.js";
import { ago, instant, number, t } from "../../base/words.js";
import { RowsSkeleton } from "../../list/RowsSkeleton.js";
import { bytes } from "./jobs.js";

interface Use {
  students: number;
  staff: number;
  storageBytes: number;
  messages30d: number;
  reports30d: number;
  lastActivityAt: string | null;
  schemaLevel: string | null;
}

/** What a school uses, and when its own people were last there: figures, never whose. */
export const SchoolUse = ({ row }: { row: Row }) => {
  const { data, error } = useCall<Use>(`/data/schools/${row.id}/stats`);
  if (error)
    return (
      <p className="problem" role="alert">
        {error.message}
      </p>
    );
  if (!data) return <RowsSkeleton />;
  const facts: [string, string][] = [
    ["students", number(data.students)],
    ["staff", number(data.staff)],
    ["storage", bytes(data.storageBytes, state.locale)],
    ["messages", number(data.messages30d)],
    ["papers", number(data.reports30d)],
    ["level", data.schemaLevel ?? "–"],
  ];
  return (
    <section className="card">
      <dl className="facts">
        {facts.map(([name, value]) => (
          <React.Fragment key={name}>
            <dt>{t(`use.${name}`)}</dt>
            <dd>{value}</dd>
          </React.Fragment>
        ))}
        <dt>{t("use.activity")}</dt>
        <dd>
          {data.lastActivityAt ? (
            <time dateTime={data.lastActivityAt} title={instant(data.lastActivityAt)}>
              {ago(data.lastActivityAt)}
            </time>
          ) : (
            t("use.never")
          )}
        </dd>
      </dl>
    </section>
  );
};
