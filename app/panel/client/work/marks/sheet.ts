import { check, isSame, isWrong, textOf } from "./check.js";
import { figuresOf, type Figures } from "./figures.js";
import { keyOf, type Cell, type CellState, type ExamSheet, type SheetRow, type Theirs, type Value } from "./types.js";

export type Counts = Record<CellState, number>;
export type Sheet = ReturnType<typeof createSheet>;

/**
 * The marks of a class outside React: each cell, each column's figures and the counts of states can be watched by
 * themselves, so that a key draws one cell, one foot and one line, not six hundred.
 */
export function createSheet(sheets: ExamSheet[], comma = ".") {
  const cells = new Map<string, Cell>();
  const columns = new Map<string, string[]>();
  const figures = new Map<string, Figures>();
  const listeners = new Map<string, Set<() => void>>();
  let counts: Counts = { saved: 0, dirty: 0, saving: 0, invalid: 0, conflict: 0 };

  for (const { examId, maximumMark, data } of sheets) {
    columns.set(examId, []);
    for (const { registrationId, score, status, version } of data) {
      const saved = { score, status, version };
      const key = keyOf(examId, registrationId);
      const cell: Cell = {
        key,
        examId,
        registrationId,
        maximum: maximumMark,
        text: textOf(saved, comma),
        saved,
        state: "saved",
      };
      cells.set(key, cell);
      columns.get(examId)!.push(key);
      counts.saved++;
    }
  }
  const ofExam = (examId: string) => (columns.get(examId) ?? []).map((key) => cells.get(key)!);
  const ring = (topic: string) => listeners.get(topic)?.forEach((one) => one());

  function put(before: Cell, change: Partial<Cell>): void {
    const next = settled({ ...before, ...change });
    cells.set(next.key, next);
    if (next.text !== before.text) figures.delete(next.examId);
    if (next.state !== before.state)
      counts = { ...counts, [before.state]: counts[before.state] - 1, [next.state]: counts[next.state] + 1 };
    ring(next.key);
    if (next.text !== before.text) ring(next.examId);
    if (next.state !== before.state) ring("counts");
    ring("any");
  }

  const on = (key: string, does: (cell: Cell) => Partial<Cell>) => {
    const cell = cells.get(key);
    if (cell) put(cell, does(cell));
  };

  return {
    cell: (key: string) => cells.get(key),
    ofExam,
    exams: () => [...columns.keys()],
    counts: () => counts,
    unsaved: () => [...cells.values()].filter((one) => one.state !== "saved"),
    figures(examId: string): Figures {
      const found = figures.get(examId) ?? figuresOf(ofExam(examId));
      figures.set(examId, found);
      return found;
    },
    /** @param topic a cell's key, an exam's id (its figures), "counts", or "any" */
    watch(topic: string, listener: () => void): () => void {
      const set = listeners.get(topic) ?? new Set();
      listeners.set(topic, set.add(listener));
      return () => void set.delete(listener);
    },
    edit: (key: string, text: string) => on(key, () => ({ text, wrong: undefined })),
    /** A left cell shows what was understood: "abs" becomes A, "07" becomes 7. */
    tidy(key: string): void {
      const cell = cells.get(key);
      const found = cell && check(cell.text, cell.maximum);
      const text = found && !isWrong(found) ? textOf(found, comma) : cell?.text;
      if (cell && text !== undefined && text !== cell.text) put(cell, { text });
    },
    restore: (key: string) =>
      on(key, ({ saved, theirs }) => (theirs ? {} : { text: textOf(saved, comma), wrong: undefined })),
    /** Marks cells as on their way, and answers what is sent of them. */
    sending: (keys: string[]) => {
      for (const key of keys) on(key, (cell) => ({ sent: check(cell.text, cell.maximum) as Value }));
    },
    /** They did not arrive. */
    back: (keys: string[]) => {
      for (const key of keys) on(key, () => ({ sent: undefined }));
    },
    refuse: (key: string, message: string) =>
      on(key, ({ text, maximum, sent }) => {
        const now = check(text, maximum);
        // Whoever has typed on meanwhile is not told about what he has put right himself.
        const stands = sent && !isWrong(now) && isSame(now, sent);
        return { sent: undefined, ...(stands ? { wrong: { key: "refused" as const, message } } : {}) };
      }),
    clash: (key: string, theirs: Theirs) => on(key, () => ({ sent: undefined, theirs })),
    /** The server's sheet of an exam: what was sent is saved, what nobody here has touched follows, the rest waits. */
    accept(examId: string, rows: SheetRow[], sent: ReadonlySet<string>): void {
      for (const { registrationId, score, status, version } of rows) {
        const key = keyOf(examId, registrationId);
        const cell = cells.get(key);
        if (!cell || (!sent.has(key) && cell.state !== "saved")) continue;
        const saved = { score, status, version };
        const follows = cell.state === "saved" && !isSame(cell.saved, saved);
        put(cell, { saved, sent: undefined, ...(follows ? { text: textOf(saved, comma) } : {}) });
      }
    },
    keepMine: (key: string) => on(key, ({ theirs, saved }) => ({ saved: theirs ?? saved, theirs: undefined })),
    takeTheirs: (key: string) =>
      on(key, ({ theirs, saved }) => ({
        saved: theirs ?? saved,
        text: textOf(theirs ?? saved, comma),
        theirs: undefined,
      })),
    /** What was typed before a crash; where the mark has changed since, both are shown. */
    putBack: (key: string, text: string, version: number) =>
      on(key, ({ saved }) => ({ text, ...(saved.version === version ? {} : { theirs: { ...saved, by: null } }) })),
  };
}

/** A cell's state follows from what it holds. */
function settled(cell: Cell): Cell {
  const found = check(cell.text, cell.maximum);
  const equal = !isWrong(found) && isSame(found, cell.saved);
  if (cell.theirs) {
    const agreed = !isWrong(found) && isSame(found, cell.theirs);
    if (!agreed) return { ...cell, state: "conflict", wrong: isWrong(found) ? found : undefined };
    return { ...cell, saved: cell.theirs, theirs: undefined, wrong: undefined, state: "saved" };
  }
  if (isWrong(found)) return { ...cell, wrong: found, state: "invalid" };
  if (cell.wrong?.key === "refused") return { ...cell, state: "invalid" };
  const calm = { ...cell, wrong: undefined };
  if (cell.sent) return { ...calm, state: isSame(found, cell.sent) ? "saving" : "dirty" };
  return { ...calm, state: equal ? "saved" : "dirty" };
}
