import React, { useState, type FormEvent } from "react";
import type { PanelFilter, PanelResource } from "../base/state.js";
import { t } from "../base/words.js";
import { Picker } from "../form/Picker.js";
import type { List } from "./useList.js";

interface Props {
  resource: PanelResource;
  list: List;
  close: () => void;
}

/** What the API filters by, in words: choices, dates from and to, other rows by their names. */
export const FilterPanel = ({ resource, list, close }: Props) => {
  const [values, setValues] = useState<Record<string, string>>(list.rows);
  const set = (name: string, value: string) => setValues((before) => ({ ...before, [name]: value }));
  const apply = (event: FormEvent) => {
    event.preventDefault();
    const names = resource.filters.flatMap((one) => one.range ?? [one.name]);
    list.change(Object.fromEntries(names.map((name) => [name, values[name] || undefined])));
    close();
  };
  return (
    <form className="panel filters" onSubmit={apply}>
      {resource.filters.map((filter) =>
        filter.range ? (
          <Range key={filter.name} filter={filter} ends={filter.range} values={values} set={set} />
        ) : (
          <div className="field" key={filter.name}>
            <label htmlFor={`filter-${filter.name}`}>{filter.label}</label>
            <Control filter={filter} value={values[filter.name] ?? ""} set={(value) => set(filter.name, value)} />
          </div>
        ),
      )}
      <div className="panel-foot">
        <button type="button" className="plain" onClick={() => (list.replaceAll({}), close())}>
          {t("list.show-all")}
        </button>
        <button className="main">{t("list.apply")}</button>
      </div>
    </form>
  );
};

interface ControlProps {
  filter: PanelFilter;
  value: string;
  set: (value: string) => void;
}

const Control = ({ filter, value, set }: ControlProps) => {
  const id = `filter-${filter.name}`;
  if (filter.reference)
    return <Picker id={id} resource={filter.reference} value={value || null} onChange={(one) => set(one ?? "")} />;
  const choices = filter.kind === "boolean" ? YES_NO() : filter.values;
  if (choices)
    return (
      <select id={id} value={value} onChange={({ target }) => set(target.value)}>
        <option value="">{t("list.any")}</option>
        {choices.map((one) => (
          <option key={one.value} value={one.value}>
            {one.label}
          </option>
        ))}
      </select>
    );
  return <input id={id} value={value} maxLength={200} onChange={({ target }) => set(target.value)} />;
};

const YES_NO = () => [
  { value: "true", label: t("yes") },
  { value: "false", label: t("no") },
];

interface RangeProps {
  filter: PanelFilter;
  ends: [string, string];
  values: Record<string, string>;
  set: (name: string, value: string) => void;
}

const Range = ({ filter, ends, values, set }: RangeProps) => (
  <fieldset className="field range">
    <legend>{filter.label}</legend>
    {ends.map((name, at) => (
      <input
        key={name}
        type={filter.kind === "number" ? "text" : "date"}
        inputMode={filter.kind === "number" ? "decimal" : undefined}
        aria-label={t(at ? "list.to" : "list.from", { label: filter.label })}
        value={values[name] ?? ""}
        onChange={({ target }) => set(name, target.value)}
      />
    ))}
  </fieldset>
);
