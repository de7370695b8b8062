import { useState } from "react";
import { call } from "../base/call.js";
import { isNamed } from "../base/cell.js";
import { state, type PanelField, type PanelResource } from "../base/state.js";

/** Columns that can be shown: all that is answered, but what the name's own column says already. */
export function possibleColumns(resource: PanelResource): PanelField[] {
  const named = new Set([resource.title, resource.beside]);
  const people = resource.fields.some((one) => one.name === "firstName");
  return resource.fields.filter((field) => {
    const { name, kind, fields } = field;
    return (
      !named.has(name) &&
      !(people && (name === "firstName" || name === "lastName")) &&
      (isNamed(field) || (kind !== "object" && !(fields && fields.length > 0))) &&
      !/FileId$/.test(name)
    );
  });
}

/** The columns beside the name: the person's own choice, kept for him, or the declaration's. */
export function useColumns(resource: PanelResource) {
  const possible = possibleColumns(resource);
  const [names, setNames] = useState<string[]>(state.columns[resource.name] ?? resource.columns);
  const columns = names
    .map((name) => possible.find((one) => one.name === name))
    .filter((one): one is PanelField => one !== undefined);
  const choose = (next: string[]) => {
    setNames(next);
    state.columns = { ...state.columns, [resource.name]: next };
    call("PATCH", "/data/preferences", { columns: state.columns }).catch(() => undefined);
  };
  return { columns, choose };
}
