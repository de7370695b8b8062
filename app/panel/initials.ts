/** One or two capitals for somebody without a picture: of the first words that begin with one, else the first sign. */
export const initials = (name: string): string =>
  name
    .split(/[\s,]+/)
    .filter(Boolean)
    .map((word) => [...word][0]?.toUpperCase())
    .filter((sign) => sign && sign !== sign.toLowerCase())
    .slice(0, 2)
    .join("") || [...name.trim()].slice(0, 1).join("");
