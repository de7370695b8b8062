import { record } from "../../audit/trail.js";
import type { AnyResource } from "../../door/define.js";
import { permitted } from "../../door/load.js";
import { readQuery } from "../../door/query.js";
import type { Language } from "../../locale/catalogue.js";
import { today } from "../../locale/clock.js";
import type { Draft } from "../../sheets/draft.js";
import { sheetWords } from "../../sheets/headings.js";
import type { Cell } from "../../sheets/sheet.js";
import { writeSheet, type SheetFormat } from "../../sheets/writeSheet.js";
import type { ScopeOptions } from "../../tenancy/scope.js";
import { columnsOf } from "./columns.js";
import { pagesOf } from "./pages.js";

export interface ExportOrder {
  /** As it was named in the path; the file is called by it. */
  kind: string;
  resource: AnyResource;
  format: SheetFormat;
  columns?: string;
  parameters: Record<string, unknown>;
  timezone: string;
  /** Of headings and words. */
  language: Language;
  /** Opens a scope with the caller's actor loaded anew; throws when he may not be there any more. */
  open<T>(work: () => Promise<T>, options?: ScopeOptions): Promise<T>;
  /** Whether nobody waits any more. */
  gone(): boolean;
}

export interface Export {
  draft: Draft;
  /** "students 2026-11-25.xlsx", the school's own day. */
  name: string;
}

/**
 * A list as a file: read page by page in scopes of their own, written to this machine's disk, told to the trail, and only
 * then answered, whole. No connection is held while it is written or sent, and no refusal can come in the middle of a file.
 * @throws 403, 422 as the list does; 413 beyond what a sheet can hold
 */
export async function exportList(order: ExportOrder): Promise<Export> {
  const { kind, resource, format, parameters, timezone, open } = order;
  const words = sheetWords(order.language);
  const columns = await open(
    async () => {
      const actor = permitted(resource, "read");
      readQuery(resource, parameters, actor);
      return columnsOf(resource, order.columns, actor, words);
    },
    { readOnly: true },
  );
  let count = 0;
  const pages = pagesOf({ resource, parameters, columns, words, timezone }, (work) => open(work, { readOnly: true }));
  async function* counted(): AsyncGenerator<Cell[][]> {
    for await (const page of pages) {
      if (order.gone()) throw new Error("nobody waits for the export any more");
      count += page.length;
      yield page;
    }
  }
  const draft = await writeSheet(format, { title: words.title(kind), columns, pages: counted() });
  try {
    const after = { format, count, filter: parameters, columns: columns.map(({ name }) => name) };
    await open(async () => record({ action: "exported", entity: kind, entityId: kind, after }));
  } catch (error) {
    await draft.close();
    throw error;
  }
  return { draft, name: `${kind} ${today(timezone)}.${format}` };
}
