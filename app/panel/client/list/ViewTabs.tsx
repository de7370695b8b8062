import React, { useState, type FormEvent } from "react";
import type { CallError } from "../base/call.js";
import { call } from "../base/call.js";
import { Dialog } from "../base/Dialog.js";
import { tell, warn } from "../base/notices.js";
import { readQuery, rowsOf, writeQuery, type Query } from "../base/query.js";
import type { Row } from "../base/cell.js";
import { resourceNamed, type PanelResource } from "../base/state.js";
import { useCall } from "../base/useCall.js";
import { number, t } from "../base/words.js";
import type { List } from "./useList.js";

interface SavedView {
  id: string;
  name: string;
  query: string;
  total: number | null;
  broken?: boolean;
}

/** Views as tabs: all, the declaration's own, and those that this person (or his role) has saved; each with its count. */
export const ViewTabs = ({ resource, list }: { resource: PanelResource; list: List }) => {
  const [saving, setSaving] = useState(false);
  const counts = useCall<Record<string, number>>(resource.views.length ? `/view/counts/${resource.name}` : undefined);
  const saved = useCall<{ data: SavedView[] }>(`/data/saved-views?resource=${resource.name}`);
  const now = sorted(list.rows);
  const removed = { key: "removed", label: t("list.removed"), query: "deleted=true" };
  const builtIn = [
    { key: "all", label: t("list.all"), query: "" },
    ...resource.views,
    ...(resource.restorable ? [removed] : []),
  ];
  const isOn = (query: string) => sorted(rowsOf(readQuery(query))) === now;
  const tabs = [
    ...builtIn.map(({ key, label, query }) => ({ id: key, label, query, total: counts.data?.[key] })),
    ...(saved.data?.data ?? []).map((one) => ({ ...one, label: one.name, total: one.total ?? undefined })),
  ];
  const known = tabs.some(({ query }) => isOn(query));
  const current = (saved.data?.data ?? []).find(({ query }) => isOn(query));
  return (
    <nav className="tabs" aria-label={t("views")}>
      {tabs.map(({ id, label, query, total }) => (
        <button
          key={id}
          type="button"
          aria-current={isOn(query) ? "true" : undefined}
          onClick={() => list.replaceAll(readQuery(query))}
        >
          {label} {total === undefined ? null : <small>{number(total)}</small>}
        </button>
      ))}
      {known ? null : (
        <button type="button" className="quiet" onClick={() => setSaving(true)}>
          {t("views.save")}
        </button>
      )}
      {current ? (
        <button
          type="button"
          className="quiet"
          onClick={() =>
            void call("DELETE", `/data/saved-views/${current.id}`).then(
              () => (tell(t("views.removed", { name: current.name })), saved.reload(), list.replaceAll({})),
              (error: CallError) => warn(error.message),
            )
          }
        >
          {t("views.remove")}
        </button>
      ) : null}
      {saving ? (
        <SaveView resource={resource} query={list.rows} close={() => setSaving(false)} saved={saved.reload} />
      ) : null}
    </nav>
  );
};

const sorted = (query: Query): string => JSON.stringify(Object.entries(query).sort());

interface SaveProps {
  resource: PanelResource;
  query: Query;
  close: () => void;
  saved: () => void;
}

const SaveView = ({ resource, query, close, saved }: SaveProps) => {
  const [wrong, setWrong] = useState<string>();
  const roles = useCall<{ rows: Row[] }>(resourceNamed("roles") ? "/view/roles?pageSize=100&columns=" : undefined);
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const given = Object.fromEntries(new FormData(event.currentTarget)) as { name: string; role?: string };
    const { name, role } = given;
    const shared = role ? { roleId: role } : {};
    const body = { resource: resource.name, name, query: writeQuery(query).slice(1), ...shared };
    call("POST", "/data/saved-views", body).then(
      () => (tell(t("views.saved", { name })), saved(), close()),
      (error: CallError) => setWrong(error.errors[0]?.message ?? error.message),
    );
  };
  return (
    <Dialog title={t("views.save")} onClose={close}>
      <form onSubmit={send}>
        <div className="field">
          <label htmlFor="view-name">{t("views.name")}</label>
          <input id="view-name" name="name" required maxLength={60} autoFocus aria-invalid={Boolean(wrong)} />
          {wrong ? (
            <p className="field-error" role="alert">
              {wrong}
            </p>
          ) : null}
        </div>
        {resourceNamed("roles") ? (
          <div className="field">
            <label htmlFor="view-role">{t("views.for")}</label>
            <select id="view-role" name="role">
              <option value="">{t("views.me")}</option>
              {roles.data?.rows.map((one) => (
                <option key={one.id} value={one.id}>
                  {one.$.title}
                </option>
              ))}
            </select>
          </div>
        ) : null}
        <div className="dialog-foot">
          <button type="button" onClick={close}>
            {t("cancel")}
          </button>
          <button className="main">{t("save")}</button>
        </div>
      </form>
    </Dialog>
  );
};
