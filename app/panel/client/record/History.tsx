import React from "react";
import { catalogue, type PanelResource } from "../base/state.js";
import { textOf } from "../base/cell.js";
import { useCall } from "../base/useCall.js";
import { ago, instant, t } from "../base/words.js";
import { RowsSkeleton } from "../list/RowsSkeleton.js";

interface Entry {
  id: string;
  at: string;
  actor: { name: string; impersonatorId?: string };
  action: string;
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
}

/** Who changed what and when, old and new, from the trail. */
export const History = ({ resource, id }: { resource: PanelResource; id: string }) => {
  const { data, error } = useCall<{ data: Entry[] }>(`/data/audit?entityId=${id}&pageSize=100`);
  if (error) return <p className="problem">{error.message}</p>;
  if (!data) return <RowsSkeleton />;
  if (!data.data.length) return <p className="empty">{t("history.none")}</p>;
  return (
    <ol className="card history">
      {data.data.map((entry) => (
        <li key={entry.id}>
          <p>
            <strong>{entry.actor.name}</strong> {doneWords(entry.action)}{" "}
            <time dateTime={entry.at} title={instant(entry.at)}>
              {ago(entry.at)}
            </time>
          </p>
          <Changes resource={resource} entry={entry} />
        </li>
      ))}
    </ol>
  );
};

/** What was done, in words; the trail's own for what has none. */
const doneWords = (action: string) =>
  catalogue[`history.${action}`] ?? t("history.other", { action: action.replaceAll("-", " ") });

const Changes = ({ resource, entry }: { resource: PanelResource; entry: Entry }) => {
  const names = [...new Set([...Object.keys(entry.before ?? {}), ...Object.keys(entry.after ?? {})])];
  const some = names.filter(
    (name) => entry.action === "update" || !isEmpty(entry.after?.[name] ?? entry.before?.[name]),
  );
  if (!some.length || entry.action !== "update") return null;
  const text = (name: string, value: unknown) => {
    const field = resource.fields.find((one) => one.name === name);
    if (isEmpty(value)) return "–";
    return field && field.kind !== "reference" ? textOf(field, value, {}) : plain(value);
  };
  return (
    <dl className="facts inner">
      {some.map((name) => (
        <React.Fragment key={name}>
          <dt>{resource.fields.find((one) => one.name === name)?.label ?? name}</dt>
          <dd>
            <del>{text(name, entry.before?.[name])}</del> → <ins>{text(name, entry.after?.[name])}</ins>
          </dd>
        </React.Fragment>
      ))}
    </dl>
  );
};

const isEmpty = (value: unknown) => value === null || value === undefined || value === "";
const plain = (value: unknown) => (typeof value === "object" ? JSON.stringify(value) : String(value as string));
