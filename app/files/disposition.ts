/**
 * A Content-Disposition with the file's name for every browser: plain letters in `filename`, the true name after RFC 5987
 * in `filename*`. Control characters, path separators and halves of characters are taken out.
 */
export function disposition(kind: "attachment" | "inline", name: string): string {
  // eslint-disable-next-line no-control-regex -- they are what is taken out
  const clean = name.replace(/[\u0000-\u001f\u007f/\\]|\p{Cs}/gu, "").trim() || "file";
  const plain = clean
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/[^\x20-\x7e]/g, "_")
    .replace(/["%]/g, "_");
  const encoded = encodeURIComponent(clean).replace(
    /['()*]/g,
    (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `${kind}; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
