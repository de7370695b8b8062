import React from "react";
import { useLocation } from "../base/core.js";
import { Missing } from "../frame/Missing.js";
import { PageHead } from "../frame/PageHead.js";
import type { Names, Row } from "../base/cell.js";
import { readQuery } from "../base/query.js";
import type { PanelResource } from "../base/state.js";
import { useCall } from "../base/useCall.js";
import { t } from "../base/words.js";
import { listAddress } from "../list/context.js";
import { RecordForm } from "./RecordForm.js";
import { learnNames } from "./useNames.js";
import { valuesOf } from "./values.js";

interface Answer {
  row: Row;
  names: Names;
  may: { update: boolean };
}

/** The page that adds a record, or changes one. What the address names (`?studentId=…`) is filled in already. */
export const FormPage = ({ resource, id }: { resource: PanelResource; id?: string }) => {
  const { search } = useLocation();
  const found = useCall<Answer>(id === undefined ? undefined : `/view/${resource.name}/${id}`);
  const list = { to: listAddress(resource.name), text: resource.many };
  if (id === undefined) {
    if (!resource.create) return <Missing />;
    const { under } = resource.create;
    const given = readQuery(search);
    const path = resource.create.path.replace(":id", under ? (given[under] ?? "") : "");
    return (
      <>
        <PageHead title={resource.create.label} crumbs={[list]} />
        <RecordForm
          form={`${resource.name}.new${search}`}
          resource={resource}
          write={{ ...resource.create, path }}
          first={valuesOf(resource.create.fields, given)}
          fixed={under ? [under] : []}
        />
      </>
    );
  }
  if (found.error) return <Missing />;
  if (!found.data) return <PageHead title={t("form.edit")} crumbs={[list]} />;
  const { row, names, may } = found.data;
  const update = resource.update ?? editVerb(resource);
  if (!update || !may.update) return <Missing />;
  learnNames(names);
  const record = { to: `/admin/resources/${resource.name}/records/${id}/show`, text: row.$.title };
  return (
    <>
      <PageHead title={t("form.edit-one", { name: row.$.title })} crumbs={[list, record]} />
      <RecordForm
        form={`${resource.name}.${id}`}
        resource={resource}
        write={{ ...update, path: update.path.replace(":id", id) }}
        first={valuesOf(update.fields, row)}
        before={row}
      />
    </>
  );
};

/** A verb that stands where PATCH of the row stands. */
const editVerb = (resource: PanelResource) => resource.verbs.find((one) => one.name === "edit");
