import React, { useState } from "react";
import { PropertyLabel, flat, type EditPropertyProps } from "adminjs";

/** A free object, written as JSON text; the server reads it and says what is wrong with it. */
export const JsonEdit = ({ property, record, onChange }: EditPropertyProps) => {
  const before = flat.get(record.params, property.path);
  const [text, setText] = useState(typeof before === "string" ? before : JSON.stringify(before ?? {}, null, 2));
  const error = record.errors?.[property.path];
  return (
    <div className="field">
      <PropertyLabel property={property} />
      <textarea
        className="json"
        id={property.path}
        rows={8}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onBlur={() => onChange(property.path, text)}
      />
      {error ? (
        <p className="field-error" role="alert">
          {error.message}
        </p>
      ) : null}
    </div>
  );
};
