import { createContext, useContext } from "react";

/** Addresses of files that a row has already: by the field that holds the file's id. */
export const Previews = createContext<Record<string, string>>({});
export const usePreview = (field: string): string | undefined => useContext(Previews)[field];

/** `photoFileId` is answered with `photoUrl` beside it. */
export function previewsOf(row: Record<string, unknown> | undefined): Record<string, string> {
  const pairs = Object.entries(row ?? {}).flatMap(([name, url]) =>
    name.endsWith("Url") && typeof url === "string" ? [[name.replace(/Url$/, "FileId"), url]] : [],
  );
  return Object.fromEntries(pairs) as Record<string, string>;
}
