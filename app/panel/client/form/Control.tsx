import React from "react";
import type { PanelField } from "../base/state.js";
import { t } from "../base/words.js";
import { FileControl } from "./FileControl.js";
import { suggestions } from "./suggestions.js";
import { ManyPicker } from "./ManyPicker.js";
import { Picker } from "./Picker.js";
import type { ControlProps } from "./props.js";

/** The control that fits a field: the browser's own wherever there is one. */
export const Control = (props: ControlProps) => {
  const { id, field, value, onChange, more } = props;
  const text = typeof value === "string" ? value : "";
  if (field.file) return <FileControl {...props} />;
  if (field.reference && field.many)
    return (
      <ManyPicker
        id={id}
        resource={field.reference}
        value={(value ?? []) as string[]}
        onChange={onChange}
        more={more}
      />
    );
  if (field.reference)
    return (
      <Picker
        id={id}
        resource={field.reference}
        value={text || null}
        onChange={(one) => onChange(one ?? "")}
        more={more}
      />
    );
  if (field.kind === "boolean")
    return (
      <input
        id={id}
        type="checkbox"
        checked={value === true}
        onChange={({ target }) => onChange(target.checked)}
        {...more}
      />
    );
  if (field.values && field.many) return <Ticks {...props} />;
  if (field.values) return <Choice {...props} />;
  if (field.many)
    return (
      <textarea
        id={id}
        rows={3}
        placeholder={t("form.one-a-line")}
        value={((value ?? []) as string[]).join("\n")}
        onChange={({ target }) => onChange(target.value ? target.value.split("\n") : [])}
        {...more}
      />
    );
  if (field.long || field.kind === "object")
    return (
      <textarea
        id={id}
        rows={field.kind === "object" ? 6 : 4}
        value={text}
        onChange={({ target }) => onChange(target.value)}
        {...more}
      />
    );
  const known = suggestions(field.name);
  const input = (
    <input
      id={id}
      type={typeOf(field)}
      list={known ? `${id}-known` : undefined}
      inputMode={field.kind === "number" ? "decimal" : undefined}
      autoComplete={field.password ? "new-password" : "off"}
      maxLength={field.max}
      value={text || (field.colour ? "#1f4e8c" : "")}
      onChange={({ target }) => onChange(target.value)}
      {...more}
    />
  );
  if (!known) return input;
  return (
    <>
      {input}
      <datalist id={`${id}-known`}>
        {known.map((one) => (
          <option key={one} value={one} />
        ))}
      </datalist>
    </>
  );
};

function typeOf(field: PanelField): string {
  if (field.kind === "date") return "date";
  if (field.kind === "datetime") return "datetime-local";
  if (field.password) return "password";
  if (field.colour) return "color";
  if (/phone/i.test(field.name)) return "tel";
  return /^email$/i.test(field.name) ? "email" : "text";
}

const Choice = ({ id, field, value, onChange, more }: ControlProps) => (
  <select
    id={id}
    value={typeof value === "string" ? value : ""}
    onChange={({ target }) => onChange(target.value)}
    {...more}
  >
    <option value="">{field.required ? t("form.choose") : "–"}</option>
    {field.values?.map((one) => (
      <option key={one.value} value={one.value}>
        {one.label}
      </option>
    ))}
  </select>
);

const Ticks = ({ id, field, value, onChange }: ControlProps) => {
  const chosen = (value ?? []) as string[];
  return (
    <div className="ticks" id={id} role="group" aria-label={field.label}>
      {field.values?.map((one) => (
        <label key={one.value}>
          <input
            type="checkbox"
            checked={chosen.includes(one.value)}
            onChange={() =>
              onChange(
                chosen.includes(one.value) ? chosen.filter((other) => other !== one.value) : [...chosen, one.value],
              )
            }
          />{" "}
          {one.label}
        </label>
      ))}
    </div>
  );
};
