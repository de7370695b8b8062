import { Op, type FindOptions, type Model, type WhereOptions } from "sequelize";
import { present } from "../../door/answer.js";
import type { AnyResource } from "../../door/define.js";
import { permitted, underVisible } from "../../door/load.js";
import { readQuery } from "../../door/query.js";
import type { Words } from "../../sheets/headings.js";
import type { Cell } from "../../sheets/sheet.js";
import { cellOf, valueAt } from "./cells.js";
import type { ExportColumn } from "./columns.js";
import { after, keyColumns, keysOf } from "./keyset.js";
import { titlesOf, type Titles } from "./titles.js";

/** Opens a READ ONLY scope with its actor loaded, for one page. */
export type OpenPage = <T>(work: () => Promise<T>) => Promise<T>;

export interface Asked {
  resource: AnyResource;
  /** The list's own parameters, as strings. */
  parameters: Record<string, unknown>;
  columns: readonly ExportColumn[];
  words: Words;
  timezone: string;
}

const ROWS = 500;

/**
 * The list's rows as cells, a page a scope: `visible`, guarded fields and the actor himself are asked anew for each. Pages
 * follow each other by the order's own values (keyset), so a row that does not move stands there exactly once however many
 * come or go meanwhile; one that is moved in the order between two pages can be missed or come twice, and two pages may show
 * two moments. Memory holds one page.
 */
export async function* pagesOf(asked: Asked, open: OpenPage): AsyncGenerator<Cell[][]> {
  let last: Model | undefined;
  do {
    const page = await open(() => readPage(asked, last));
    if (page.cells.length) yield page.cells;
    last = page.last;
  } while (last);
}

async function readPage(asked: Asked, last: Model | undefined): Promise<{ cells: Cell[][]; last?: Model }> {
  const { resource, columns } = asked;
  const actor = permitted(resource, "read");
  const query = readQuery(resource, asked.parameters, actor);
  const keys = keysOf(resource, query.order);
  const deleted = query.deleted ? [{ deletedAt: { [Op.ne]: null } } as WhereOptions] : [];
  const load = resource.load as FindOptions | undefined;
  const own = (load?.attributes as { include?: [] } | undefined)?.include ?? [];
  const rows = (await resource.model.findAll({
    ...load,
    attributes: { include: [...own, ...keyColumns(keys)] },
    where: underVisible(resource, actor, ...query.where, ...deleted, ...(last ? [after(keys, last)] : [])),
    paranoid: !query.deleted,
    order: query.order,
    limit: ROWS,
  })) as Model[];
  const answers = rows.map((row) => present(resource, row) as Record<string, unknown>);
  const titles = await titlesFor(columns, answers);
  const cells = answers.map((answer) => columns.map((column) => cellOf(column, answer, titles, asked)));
  return { cells, ...(rows.length === ROWS ? { last: rows.at(-1) } : {}) };
}

/** Titles of all that a page refers to, a query a resource. */
async function titlesFor(columns: readonly ExportColumn[], answers: Record<string, unknown>[]) {
  const wanted = new Map<string, Set<string>>();
  for (const { field, path } of columns.filter(({ show }) => show)) {
    const ids = wanted.get(field.reference ?? "") ?? new Set();
    for (const answer of answers) {
      const id = valueAt(answer, path);
      if (typeof id === "string") ids.add(id);
    }
    wanted.set(field.reference ?? "", ids);
  }
  const titles = new Map<string, Titles>();
  for (const [name, ids] of wanted) titles.set(name, await titlesOf(name, ids));
  return titles;
}
