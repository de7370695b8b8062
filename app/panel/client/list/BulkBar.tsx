import React, { useState } from "react";
import type { PanelResource, PanelVerb } from "../base/state.js";
import { t } from "../base/words.js";
import { BulkDialog } from "./BulkDialog.js";
import type { List } from "./useList.js";

interface Props {
  resource: PanelResource;
  list: List;
  ticked: ReadonlySet<string>;
  setTicked: (ids: ReadonlySet<string>) => void;
}

/** Verbs over the ticked rows, or over all that the list's filter finds. */
export const BulkBar = ({ resource, list, ticked, setTicked }: Props) => {
  const [verb, setVerb] = useState<PanelVerb>();
  const [all, setAll] = useState(false);
  const total = list.data?.page.total ?? 0;
  const verbs = verbsFor(resource, list.query.deleted === "true");
  if (!ticked.size || !verbs.length) return null;
  const count = all ? total : ticked.size;
  return (
    <div className="bulk-bar" role="region" aria-label={t("bulk.bar")}>
      <strong role="status">{t("bulk.ticked", { count })}</strong>
      {total > ticked.size ? (
        <button type="button" className="plain" aria-pressed={all} onClick={() => setAll(!all)}>
          {all ? t("bulk.only-ticked") : t("bulk.all", { count: total })}
        </button>
      ) : null}
      <span className="space" />
      {verbs.map((one) => (
        <button key={one.name} type="button" className={one.danger ? "danger" : undefined} onClick={() => setVerb(one)}>
          {one.label}
        </button>
      ))}
      <button type="button" className="plain" onClick={() => setTicked(new Set())}>
        {t("bulk.clear")}
      </button>
      {verb ? (
        <BulkDialog
          resource={resource}
          verb={verb}
          rows={list.data?.rows ?? []}
          target={all ? { query: list.rows } : { ids: [...ticked] }}
          close={() => setVerb(undefined)}
          done={() => {
            setVerb(undefined);
            setTicked(new Set());
            list.reload();
          }}
        />
      ) : null}
    </div>
  );
};

/** Removed rows can be brought back and nothing else; rows that stand cannot be. */
const verbsFor = (resource: PanelResource, removed: boolean): PanelVerb[] =>
  removed
    ? resource.verbs.filter((one) => one.name === "restore")
    : [...resource.verbs.filter((one) => one.name !== "restore" && isForMany(one)), ...removal(resource)];

/** Verbs whose fields are the same for every row: no lists of rows of their own. */
const isForMany = (verb: PanelVerb) =>
  !verb.fields.some((one) => one.many && one.fields) && !/^(add|create|act-as)/.test(verb.name);

const removal = (resource: PanelResource): PanelVerb[] =>
  resource.remove ? [{ ...resource.remove, name: "remove", label: t("remove"), on: "one", danger: true }] : [];
