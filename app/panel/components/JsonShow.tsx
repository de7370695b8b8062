import React from "react";
import { PropertyLabel, flat, type BasePropertyProps } from "adminjs";

/** A free object, as text that one can read. */
export const JsonShow = ({ property, record }: BasePropertyProps) => {
  const value = flat.get(record?.params, property.path);
  return (
    <div className="field">
      <PropertyLabel property={property} />
      <pre className="json">{value === undefined || value === null ? "—" : JSON.stringify(value, null, 2)}</pre>
    </div>
  );
};
