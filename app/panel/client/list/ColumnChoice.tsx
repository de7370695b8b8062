import React from "react";
import type { PanelResource } from "../base/state.js";
import { t } from "../base/words.js";
import { possibleColumns } from "./columns.js";
import type { List } from "./useList.js";

/** Which columns stand beside the name. Kept for the person. */
export const ColumnChoice = ({ resource, list }: { resource: PanelResource; list: List }) => {
  const chosen = list.columns.map((one) => one.name);
  const toggle = (name: string) =>
    list.chooseColumns(chosen.includes(name) ? chosen.filter((one) => one !== name) : [...chosen, name]);
  return (
    <fieldset className="panel columns">
      <legend>{t("list.columns")}</legend>
      {possibleColumns(resource).map(({ name, label }) => (
        <label key={name}>
          <input type="checkbox" checked={chosen.includes(name)} onChange={() => toggle(name)} /> {label}
        </label>
      ))}
      <button type="button" className="plain" onClick={() => list.chooseColumns(resource.columns)}>
        {t("list.usual-columns")}
      </button>
    </fieldset>
  );
};
