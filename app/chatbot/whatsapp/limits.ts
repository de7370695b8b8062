/** Meta's limits, in Unicode code points (whatsapp.md 2; facebook/openapi business-messaging-api_v23.0). */
export const LIMITS = {
  text: 4096,
  body: 1024,
  header: 60,
  footer: 60,
  buttons: 3,
  buttonTitle: 20,
  buttonId: 256,
  listOpener: 20,
  listSections: 10,
  listRows: 10,
  sectionTitle: 24,
  rowId: 200,
  rowTitle: 24,
  rowDescription: 72,
  caption: 1024,
  filename: 240,
  tracking: 512,
  templatePayload: 128,
} as const;

/** Kinds of document that WhatsApp takes. No zip: a merged PDF is sent instead. */
export const DOCUMENT_TYPES: Readonly<Record<string, string>> = {
  "application/pdf": "pdf",
  "text/plain": "txt",
  "application/msword": "doc",
  "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
  "application/vnd.ms-excel": "xls",
  "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
  "application/vnd.ms-powerpoint": "ppt",
  "application/vnd.openxmlformats-officedocument.presentationml.presentation": "pptx",
};

export const DOCUMENT_BYTES = 100 * 1024 * 1024;

/** Length as Meta counts it: an emoji of several code points counts several. */
export function codePoints(text: string): number {
  let count = 0;
  for (const _ of text) count++;
  return count;
}

const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

/** The text, or as many whole characters of it (graphemes) as fit with "…" at the end. `most` in code points. */
export function cut(text: string, most: number): string {
  if (codePoints(text) <= most) return text;
  let kept = "";
  let length = 0;
  for (const { segment } of graphemes.segment(text)) {
    length += codePoints(segment);
    if (length > most - 1) break;
    kept += segment;
  }
  return `${kept.trimEnd()}…`;
}
