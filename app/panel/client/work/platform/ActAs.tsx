import React, { useState } from "react";
import type { Row } from "../../base/cell.js";
import { holds, type PanelField, type PanelResource, type PanelVerb } from "../../base/state.js";
import { t } from "../../base/words.js";
import { VerbDialog } from "../../record/VerbDialog.js";

/** The button by which the platform's support enters a school's panel as one of its users: asks why, then goes there. */
export const ActAs = ({ resource, row }: { resource: PanelResource; row: Row }) => {
  const [open, setOpen] = useState(false);
  if (!holds("schools.act-as") || row.status !== "active") return null;
  const close = () => setOpen(false);
  return (
    <>
      <button type="button" onClick={() => setOpen(true)}>
        {t("act-as")}
      </button>
      {open ? <VerbDialog resource={resource} verb={verb()} row={row} close={close} done={close} /> : null}
    </>
  );
};

const field = (name: string, more: Partial<PanelField>): PanelField => ({
  name,
  label: t(`act-as.${name}`),
  help: t(`act-as.${name}.help`),
  kind: "string",
  required: false,
  ...more,
});

const verb = (): PanelVerb => ({
  name: "act-as",
  label: t("act-as"),
  on: "one",
  path: "/schools/:id/act-as",
  method: "POST",
  confirm: t("act-as.question"),
  fields: [field("reason", { required: true, long: true, max: 500 }), field("role", { max: 100 })],
});
