import React, { useEffect, useState } from "react";
import { Link, useNavigate } from "../base/core.js";
import type { PanelResource } from "../base/state.js";
import { t } from "../base/words.js";
import { useIsPhone } from "../base/useWidth.js";
import { useKeys } from "../frame/keys.js";
import { PageHead } from "../frame/PageHead.js";
import { BulkBar } from "./BulkBar.js";
import { FilterChips } from "./FilterChips.js";
import { keepContext } from "./context.js";
import { NoRows } from "./NoRows.js";
import { Pager } from "./Pager.js";
import { PhoneRows } from "./PhoneRows.js";
import { RowsSkeleton } from "./RowsSkeleton.js";
import { Table } from "./Table.js";
import { Toolbar } from "./Toolbar.js";
import { useList } from "./useList.js";
import { ViewTabs } from "./ViewTabs.js";

/** The list of a resource: views, search, filters, columns; rows that lead to records; verbs over what is ticked. */
export const ListPage = ({ resource }: { resource: PanelResource }) => {
  const list = useList(resource);
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const [cursor, setCursor] = useState(-1);
  const phone = useIsPhone();
  const navigate = useNavigate();
  const rows = list.data?.rows ?? [];
  const where = JSON.stringify(list.rows);
  useEffect(() => setTicked(new Set()), [where]);
  useEffect(() => {
    if (list.data) keepContext(resource.name, list.query, list.data);
  }, [list.data]);
  const toggle = (id: string) =>
    setTicked((before) => {
      const next = new Set(before);
      if (!next.delete(id)) next.add(id);
      return next;
    });
  const move = (step: number) => {
    const next = Math.max(0, Math.min(rows.length - 1, cursor + step));
    setCursor(next);
    document.querySelector<HTMLElement>(`[data-row="${next}"] a`)?.focus();
  };
  const current = rows[cursor];
  useKeys({
    j: () => move(1),
    k: () => move(-1),
    x: () => current && toggle(current.id),
    n: () => resource.create && !resource.create.under && navigate(`/admin/resources/${resource.name}/actions/new`),
  });
  const Rows = phone ? PhoneRows : Table;
  return (
    <>
      <PageHead title={resource.many}>
        {resource.create && !resource.create.under ? (
          <Link to={`/admin/resources/${resource.name}/actions/new`} className="button main">
            {resource.create.label}
          </Link>
        ) : null}
      </PageHead>
      <ViewTabs resource={resource} list={list} />
      <section className="card list" aria-label={resource.many} aria-busy={list.loading}>
        <Toolbar resource={resource} list={list} />
        <FilterChips resource={resource} list={list} />
        {list.error ? (
          <p className="problem" role="alert">
            {list.error.message}{" "}
            <button type="button" className="plain" onClick={() => list.replaceAll({})}>
              {t("list.show-all")}
            </button>
          </p>
        ) : list.data ? (
          <>
            <BulkBar resource={resource} list={list} ticked={ticked} setTicked={setTicked} />
            {rows.length ? (
              <Rows {...{ resource, list, rows, ticked, toggle, setTicked, cursor }} names={list.data.names} />
            ) : (
              <NoRows resource={resource} list={list} />
            )}
            <Pager list={list} />
          </>
        ) : (
          <RowsSkeleton />
        )}
      </section>
    </>
  );
};
