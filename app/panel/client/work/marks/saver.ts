import type { SheetRow, Status, Theirs } from "./types.js";
import type { Sheet } from "./sheet.js";

export interface Entry {
  registrationId: string;
  score: number | null;
  status: Exclude<Status, "not_entered">;
  version: number;
}
/** What goes wrong with a sending, as call() throws it. */
interface Refusal {
  status: number;
  code: string;
  message: string;
  errors: { path: string; message: string; current?: unknown }[];
}
export interface Trouble {
  /** There is no network, or the server is in trouble: it is tried again by itself. Otherwise it refuses the whole exam. */
  waiting: boolean;
  code: string;
  message: string;
}
interface Options {
  put: (examId: string, marks: Entry[]) => Promise<{ data: SheetRow[] }>;
  /** Told when what stands in the way changes; undefined: nothing does. */
  tell: (trouble: Trouble | undefined) => void;
  /** After the last key, ms. */
  wait?: number;
  /** However long somebody types on, ms. */
  atMost?: number;
  /** Before it is tried again, ms; longer each time. */
  again?: number[];
}

export type Saver = ReturnType<typeof createSaver>;

/**
 * Sends what was typed, 0.8 s after the last key: one request an exam. The server takes a request whole or not at all,
 * so the rows that it refuses are marked in their cells and the rest is sent again.
 */
export function createSaver(
  sheet: Sheet,
  { put, tell, wait = 800, atMost = 5000, again = [5000, 10_000, 30_000] }: Options,
) {
  const busy = new Map<string, Promise<void>>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let due = 0;
  /** How often in a row nothing came through; what it said last. */
  let failed = 0;
  let waiting: Trouble | undefined;
  /** Exams that the server refuses whole: they wait for somebody to try again. */
  const stuck = new Map<string, Trouble>();

  const dirty = (examId: string) => sheet.ofExam(examId).filter((one) => one.state === "dirty" && !one.sent);
  const report = () => tell(waiting ?? stuck.values().next().value);

  function plan(after: number): void {
    clearTimeout(timer);
    timer = setTimeout(() => void flush(), after);
  }

  /** Something was typed. What stands in the way is tried again at its own time, not at every key. */
  function schedule(): void {
    const now = Date.now();
    due ||= now + atMost;
    if (!failed) plan(Math.max(0, Math.min(wait, due - now)));
  }

  /** Sends now what can be sent. Ends when the answers are there. */
  async function flush(): Promise<void> {
    clearTimeout(timer);
    due = 0;
    if (waiting && !busy.size && !sheet.counts().dirty) {
      waiting = undefined;
      failed = 0;
      report();
    }
    await Promise.all(
      sheet
        .exams()
        .filter((examId) => !stuck.has(examId))
        .map(one),
    );
  }

  function one(examId: string): Promise<void> {
    const running = busy.get(examId);
    if (running) return running;
    if (!dirty(examId).length) return Promise.resolve();
    const sending = send(examId).finally(() => {
      busy.delete(examId);
      if (dirty(examId).length && !stuck.has(examId)) schedule();
    });
    busy.set(examId, sending);
    return sending;
  }

  async function send(examId: string): Promise<void> {
    let keys = dirty(examId).map((cell) => cell.key);
    sheet.sending(keys);
    while (keys.length) {
      const batch = keys.flatMap((key) => sheet.cell(key) ?? []);
      try {
        const { data } = await put(examId, batch.map(entry));
        sheet.accept(examId, data, new Set(keys));
        // A row that the answer no longer has is sent once more by itself, and then refused with its reason.
        sheet.back(keys.filter((key) => sheet.cell(key)?.sent));
        failed = 0;
        waiting = undefined;
        return report();
      } catch (error) {
        const refused = refusedOf(error as Partial<Refusal>, keys);
        if (!refused.size) return stop(examId, error, keys);
        for (const [key, { message, theirs }] of refused)
          if (theirs) sheet.clash(key, theirs);
          else sheet.refuse(key, message);
        keys = keys.filter((key) => !refused.has(key));
      }
    }
  }

  function stop(examId: string, error: unknown, keys: string[]): void {
    const { status, code = "internal", message = "" } = error as Partial<Refusal>;
    sheet.back(keys);
    if (status === undefined) throw error;
    const trouble = { code, message };
    if (status === 0 || status === 408 || status === 429 || status >= 500) {
      waiting = { ...trouble, waiting: true };
      plan(again[Math.min(failed++, again.length - 1)]!);
    } else stuck.set(examId, { ...trouble, waiting: false });
    report();
  }

  return {
    schedule,
    flush,
    /** The network is back, or somebody wants it tried now. */
    retry(): Promise<void> {
      failed = 0;
      stuck.clear();
      return flush();
    },
    stop: () => clearTimeout(timer),
  };
}

function entry({ registrationId, sent, saved }: ReturnType<Sheet["ofExam"]>[number]): Entry {
  const { score = null, status = "present" } = sent ?? {};
  return { registrationId, score, status: status === "not_entered" ? "present" : status, version: saved.version };
}

/** Which rows of a sending the server refused: "/marks/3/score". */
function refusedOf({ errors = [] }: Partial<Refusal>, keys: string[]) {
  const refused = new Map<string, { message: string; theirs?: Theirs }>();
  for (const { path, message, current } of errors) {
    const key = keys[Number(/^\/marks\/(\d+)\//.exec(path)?.[1] ?? -1)];
    if (key) refused.set(key, current ? { message, theirs: current as Theirs } : { message });
  }
  return refused;
}
