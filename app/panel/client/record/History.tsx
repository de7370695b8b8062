import React from "react";
import type { Names } from "../base/cell.js";
import { catalogue } from "../base/state.js";
import { useCall } from "../base/useCall.js";
import { ago, instant, t } from "../base/words.js";
import { RowsSkeleton } from "../list/RowsSkeleton.js";
import { Changes, type Entry } from "./Changes.js";

/** Too much to read in a line of history: the record says it already, or is gone. */
const WHOLE = new Set(["create", "delete", "restore"]);

/** Who changed what and when, old and new, from the trail. */
export const History = ({ id }: { id: string }) => {
  const { data, error } = useCall<{ data: Entry[]; names: Names }>(`/view/trail?entityId=${encodeURIComponent(id)}`);
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
          {WHOLE.has(entry.action) ? null : <Changes entry={entry} names={data.names} />}
        </li>
      ))}
    </ol>
  );
};

/** What was done, in words; the trail's own for what has none (an entry of an older version). */
const doneWords = (action: string) =>
  catalogue[`history.${action}`] ?? t("history.other", { action: action.replaceAll("-", " ") });
