import React from "react";
import { PropertyLabel, type FilterPropertyProps } from "adminjs";

/** From and to, as days, with the browser's own date field. */
export const DefaultDatetimeFilterProperty = ({ property, filter, onChange }: FilterPropertyProps) => {
  const values = (filter ?? {}) as Record<string, string | undefined>;
  return (
    <div className="field">
      <PropertyLabel property={property} filter />
      {["from", "to"].map((end) => {
        const name = `${property.path}~~${end}`;
        return (
          <label key={end} className="filter-day">
            <span>{end === "from" ? "From" : "To"}</span>
            <input
              type="date"
              value={(values[name] ?? "").slice(0, 10)}
              onChange={(event) => onChange(name, event.target.value)}
            />
          </label>
        );
      })}
    </div>
  );
};
