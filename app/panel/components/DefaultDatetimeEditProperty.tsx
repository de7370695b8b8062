import React from "react";
import { PropertyLabel, type EditPropertyProps } from "adminjs";
import { toDateInput, toInstant } from "./days.js";

/** The browser's own date field: AdminJS's turns a typed 14/03/2011 into 1403/02/01 without a word. */
export const DefaultDatetimeEditProperty = ({ property, record, onChange }: EditPropertyProps) => {
  const error = record.errors?.[property.path];
  const isDay = property.type === "date";
  return (
    <div className={error ? "field wrong" : "field"}>
      <PropertyLabel property={property} />
      <input
        id={property.path}
        type={isDay ? "date" : "datetime-local"}
        value={toDateInput(record.params?.[property.path], isDay)}
        disabled={property.isDisabled}
        aria-invalid={error ? true : undefined}
        onChange={(event) => onChange(property.path, isDay ? event.target.value : toInstant(event.target.value))}
      />
      {error ? (
        <p className="field-error" role="alert">
          {error.message}
        </p>
      ) : null}
    </div>
  );
};
