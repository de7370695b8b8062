import React from "react";
import { Link } from "../base/core.js";
import type { PanelResource } from "../base/state.js";
import { t } from "../base/words.js";
import type { List } from "./useList.js";

/** An empty list says why it is empty, and offers the one next step. */
export const NoRows = ({ resource, list }: { resource: PanelResource; list: List }) => {
  const filtered = Object.keys(list.rows).some((name) => name !== "sort");
  return (
    <div className="empty">
      <p>{filtered ? t("list.none-found") : t("list.none-yet", { many: resource.many.toLowerCase() })}</p>
      {filtered ? (
        <button type="button" onClick={() => list.replaceAll({})}>
          {t("list.show-all")}
        </button>
      ) : resource.create && !resource.create.under ? (
        <Link to={`/admin/resources/${resource.name}/actions/new`} className="button">
          {resource.create.label}
        </Link>
      ) : null}
    </div>
  );
};
