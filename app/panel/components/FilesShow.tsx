import React from "react";
import { PropertyLabel, flat, type BasePropertyProps } from "adminjs";

interface Stored {
  name: string;
  url: string;
  bytes?: number;
}

/** Files that were made: a link to each. The links hold for ten minutes; opening the page again makes new ones. */
export const FilesShow = ({ property, record }: BasePropertyProps) => {
  const files = (flat.get(record?.params, property.path) ?? []) as Stored[];
  return (
    <div className="field">
      <PropertyLabel property={property} />
      {files.length ? (
        <ul className="files">
          {files.map(({ name, url, bytes }) => (
            <li key={url}>
              <a href={url} download={name}>
                {name}
              </a>
              {bytes === undefined ? null : ` (${Math.ceil(bytes / 1024)} kB)`}
            </li>
          ))}
        </ul>
      ) : (
        <p>None yet</p>
      )}
    </div>
  );
};
