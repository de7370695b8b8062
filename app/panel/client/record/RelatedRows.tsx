import React from "react";
import { shown, type Row } from "../base/cell.js";
import { Link } from "../base/core.js";
import { writeQuery } from "../base/query.js";
import type { PanelResource } from "../base/state.js";
import { useCall } from "../base/useCall.js";
import { t } from "../base/words.js";
import { possibleColumns } from "../list/columns.js";
import { RowsSkeleton } from "../list/RowsSkeleton.js";
import type { ListAnswer } from "../list/useList.js";

interface Props {
  resource: PanelResource;
  /** The filter that leads to the record. */
  by: string;
  row: Row;
}

/** Rows that belong to a record: by the other resource's own list, with "Add" where one may. */
export const RelatedRows = ({ resource, by, row }: Props) => {
  const possible = possibleColumns(resource);
  const columns = resource.columns.flatMap((name) => possible.find((one) => one.name === name && name !== by) ?? []);
  const query = { [by]: row.id, pageSize: "50", columns: columns.map((one) => one.name).join(",") };
  const { data, error } = useCall<ListAnswer>(`/view/${resource.name}${writeQuery(query)}`);
  const creates = resource.create && (!resource.create.under || resource.create.under === by);
  const add = writeQuery({ [resource.create?.under ?? by]: row.id });
  if (error) return <p className="problem">{error.message}</p>;
  if (!data) return <RowsSkeleton />;
  return (
    <section className="card related" aria-label={resource.many}>
      <div className="card-head">
        <h2>{resource.many}</h2>
        {creates ? (
          <Link to={`/admin/resources/${resource.name}/actions/new${add}`} className="button">
            {resource.create?.label}
          </Link>
        ) : null}
      </div>
      {data.rows.length ? (
        <div className="table-box">
          <table className="rows">
            <thead>
              <tr>
                <th scope="col">{t("list.name")}</th>
                {columns.map((one) => (
                  <th key={one.name} scope="col" className={one.kind === "number" ? "right" : undefined}>
                    {one.label}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {data.rows.map((one) => (
                <tr key={one.id}>
                  <th scope="row">
                    <Link to={`/admin/resources/${resource.name}/records/${one.id}/show`}>{one.$.title}</Link>
                    {one.$.beside ? <small> {one.$.beside}</small> : null}
                  </th>
                  {columns.map((column) => (
                    <td key={column.name} className={column.kind === "number" ? "right" : undefined}>
                      {shown(column, one[column.name], data.names)}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ) : (
        <p className="empty">{t("list.none-yet", { many: resource.many.toLowerCase() })}</p>
      )}
      {data.page.total > data.rows.length ? (
        <p className="card-foot">
          <Link to={`/admin/resources/${resource.name}${writeQuery({ [by]: row.id })}`}>
            {t("record.all", { count: data.page.total })}
          </Link>
        </p>
      ) : null}
    </section>
  );
};
