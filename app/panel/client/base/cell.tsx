import React, { type ReactNode } from "react";
import type { PanelField } from "./state.js";
import { day, instant, number, t } from "./words.js";
import { toneOf } from "./tone.js";

export interface Named {
  title: string;
  beside?: string;
}
export type Names = Record<string, Record<string, Named>>;
export type Row = Record<string, unknown> & { id: string; $: Named; version?: number };

/** Nothing that could be read. */
export const isEmpty = (value: unknown): boolean =>
  value === null || value === undefined || value === "" || (Array.isArray(value) && !value.length);

/** A value as people read it: names for references, words for choices, the school's days; a dash for nothing. */
export function shown(field: PanelField, value: unknown, names: Names): ReactNode {
  if (isEmpty(value)) return "–";
  if (Array.isArray(value))
    return field.fields ? rows(field, value, names) : join(value.map((one) => single(field, one, names)));
  return single(field, value, names);
}

/** As plain text: for titles, telephone lists and summaries. */
export function textOf(field: PanelField, value: unknown, names: Names): string {
  const node = shown(field, value, names);
  return typeof node === "string" ? node : plain(field, value, names);
}

function single(field: PanelField, value: unknown, names: Names): ReactNode {
  if (field.kind === "enum" && toneOf(field.name)) {
    return <span className={`chip ${toneOf(field.name, text(value)) ?? ""}`}>{plain(field, value, names)}</span>;
  }
  if (isNamed(field)) return text((value as { name?: unknown }).name) || "–";
  if (field.kind === "object" && typeof value === "object")
    return object(field, value as Record<string, unknown>, names);
  if (field.colour) return <span className="swatch" style={{ background: text(value) }} title={text(value)} />;
  return plain(field, value, names);
}

function plain(field: PanelField, value: unknown, names: Names): string {
  if (value === null || value === undefined || value === "") return "–";
  if (field.kind === "reference") return names[field.reference ?? ""]?.[text(value)]?.title ?? t("hidden-row");
  if (field.kind === "enum") return field.values?.find((one) => one.value === text(value))?.label ?? text(value);
  if (field.kind === "date") return day(text(value));
  if (field.kind === "datetime") return instant(text(value));
  if (field.kind === "boolean") return t(value === true ? "yes" : "no");
  if (field.kind === "number") return typeof value === "number" ? number(value) : text(value);
  return typeof value === "object" ? JSON.stringify(value) : text(value);
}

/** A value of the wire as text; objects have none. */
const text = (value: unknown): string =>
  typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? String(value) : "";

/** An object that is somebody or something with a name (who did it): the name is enough. */
export const isNamed = (field: PanelField): boolean =>
  field.kind === "object" && ["id", "name"].every((name) => field.fields?.some((one) => one.name === name));

const join = (parts: ReactNode[]) =>
  parts.every((one) => typeof one === "string") ? parts.join(", ") : parts.map((one, i) => <span key={i}>{one} </span>);

function object(field: PanelField, value: Record<string, unknown>, names: Names): ReactNode {
  const inner = field.fields ?? Object.keys(value).map((name) => free(name, value[name]));
  const filled = inner.filter(
    (one) => value[one.name] !== null && value[one.name] !== undefined && value[one.name] !== "",
  );
  if (!filled.length) return "–";
  return (
    <dl className="facts inner">
      {filled.map((one) => (
        <React.Fragment key={one.name}>
          <dt>{one.label}</dt>
          <dd>{shown(one, value[one.name], names)}</dd>
        </React.Fragment>
      ))}
    </dl>
  );
}

const free = (name: string, value: unknown): PanelField => ({
  name,
  label: name,
  kind: typeof value === "number" ? "number" : typeof value === "boolean" ? "boolean" : "string",
  required: false,
});

function rows(field: PanelField, value: unknown[], names: Names): ReactNode {
  const inner = field.fields ?? [];
  return (
    <table className="small">
      <thead>
        <tr>
          {inner.map((one) => (
            <th key={one.name} scope="col" className={one.kind === "number" ? "right" : undefined}>
              {one.label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {value.map((row, index) => (
          <tr key={index}>
            {inner.map((one) => (
              <td key={one.name} className={one.kind === "number" ? "right" : undefined}>
                {shown(one, (row as Record<string, unknown>)[one.name], names)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
