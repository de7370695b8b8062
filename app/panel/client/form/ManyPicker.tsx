import React from "react";
import { t } from "../base/words.js";
import { Picker } from "./Picker.js";
import { useNames } from "./useNames.js";
import type { Value } from "./values.js";

interface Props {
  id: string;
  resource: string;
  value: string[];
  onChange: (value: Value) => void;
  more: Record<string, unknown>;
}

/** Several rows of another resource: those that are chosen, each with a way to leave it out, and a search for more. */
export const ManyPicker = ({ id, resource, value, onChange, more }: Props) => {
  const names = useNames(value.map((one) => ({ resource, id: one })));
  return (
    <div className="many-picker">
      {value.length ? (
        <ul className="filter-chips">
          {value.map((one) => {
            const text = names[resource]?.[one]?.title ?? "…";
            return (
              <li key={one}>
                <button
                  type="button"
                  aria-label={t("form.leave-out", { text })}
                  onClick={() => onChange(value.filter((other) => other !== one))}
                >
                  {text} <span aria-hidden="true">×</span>
                </button>
              </li>
            );
          })}
        </ul>
      ) : null}
      <Picker
        id={id}
        resource={resource}
        value={null}
        onChange={(one) => one && !value.includes(one) && onChange([...value, one])}
        more={more}
      />
    </div>
  );
};
