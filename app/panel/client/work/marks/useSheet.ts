import { useEffect, useMemo, useState } from "react";
import { call, type CallError } from "../../base/call.js";
import { holds, state } from "../../base/state.js";
import { watchUnsaved } from "../../base/unsaved.js";
import { useCall } from "../../base/useCall.js";
import { columnsOf, rowsOf } from "./arrange.js";
import { createShelf } from "./kept.js";
import { createSaver, type Saver, type Trouble } from "./saver.js";
import { createSheet, type Sheet } from "./sheet.js";
import type { Column, ExamSheet, Person, SheetRow, Submitted } from "./types.js";
import { writesOwnOnly, type ExamSession } from "./useChoice.js";

export interface Opened {
  sheet: Sheet;
  columns: Column[];
  rows: Person[];
  saver: Saver;
  trouble?: Trouble | undefined;
  /** How many cells from before wait to be put back. */
  offered: number;
  answerOffer: (putBack: boolean) => void;
  /** A column was submitted or reopened: its cells are drawn anew, what was typed elsewhere stays. */
  settle: (examId: string, submitted: Submitted | null) => void;
}
const comma = new Intl.NumberFormat(state.locale).formatToParts(1.5).find((one) => one.type === "decimal")?.value;

type Since = ReadonlyMap<string, Submitted | null>;
interface Read {
  opened?: Opened | undefined;
  error?: CallError | undefined;
  reload: () => void;
}

/** The sheet of a class in an exam session: read, kept, sent, and sent again when the network is back. */
export function useSheet(examSession: ExamSession | undefined, classSessionId: string | undefined): Read {
  const query = examSession && classSessionId && `examSessionId=${examSession.id}&classSessionId=${classSessionId}`;
  const path = query && `/data/exam-sessions/${examSession.id}/marks?classSessionId=${classSessionId}`;
  const marks = useCall<{ data: ExamSheet[] }>(path || undefined);
  const names = useCall<{ rows: { id: string; $: { title: string } }[] }>(
    query ? `/view/exams?${query}&columns=subjectId&pageSize=200` : undefined,
  );
  const own = useCall<{ data: { subjectId: string; teacherId: string | null }[] }>(
    query && writesOwnOnly() ? `/data/class-sessions/${classSessionId}/subjects?pageSize=200` : undefined,
  );
  const isOpen = examSession?.status === "open";
  const ready = !marks.loading && !names.loading && !own.loading && marks.data && names.data;
  const parts = useMemo(() => {
    if (!marks.data || !names.data || !ready) return undefined;
    const sheets = marks.data.data;
    const subjects = new Map(names.data.rows.map((one) => [one.id, one.$.title]));
    const mine =
      own.data && new Set(own.data.data.flatMap((one) => (one.teacherId === state.person.id ? [one.subjectId] : [])));
    const subject = (examId: string) => subjects.get(examId) ?? "–";
    const mayWrite = (id: string) => isOpen && holds("marks.enter") && (mine?.has(id) ?? true);
    const arrange = (since: Since) => columnsOf(sheets, { subject, mayWrite, since, language: state.language });
    const mineOnly = new Set(arrange(new Map()).flatMap((one) => (one.mine ? [one.examId] : [])));
    return { arrange, rows: rowsOf(sheets), ...work(createSheet(sheets, comma), mineOnly) };
  }, [ready, marks.data, names.data, own.data, isOpen]);
  const [since, setSince] = useState<Since>(new Map());
  const columns = useMemo(() => parts?.arrange(since), [parts, since]);
  const [trouble, setTrouble] = useState<Trouble>();
  const [offered, setOffered] = useState(0);
  useEffect(() => {
    setTrouble(undefined);
    setSince(new Map());
    setOffered(parts?.shelf.offer(parts.sheet) ?? 0);
    return parts && live(parts, path ?? "", setTrouble);
  }, [parts]);
  const answerOffer = (putBack: boolean) => {
    if (putBack) parts?.shelf.putBack(parts.sheet);
    else parts?.shelf.forget();
    if (parts) parts.shelf.keep(parts.sheet);
    setOffered(0);
  };
  return {
    opened: parts &&
      columns && {
        ...parts,
        columns,
        trouble,
        offered,
        answerOffer,
        settle: (examId, submitted) => setSince(new Map([...since, [examId, submitted]])),
      },
    error: marks.error ?? names.error ?? own.error,
    reload: () => {
      marks.reload();
      names.reload();
    },
  };
}

function work(sheet: Sheet, mine: ReadonlySet<string>) {
  let told: (trouble: Trouble | undefined) => void = () => undefined;
  const saver = createSaver(sheet, {
    put: (examId, marks) => call<{ data: SheetRow[] }>("PUT", `/data/exams/${examId}/marks`, { marks }),
    tell: (trouble) => told(trouble),
  });
  const owner = `${location.host}.${state.person.id}`;
  const shelf = createShelf(sessionStorage, owner, (examId) => mine.has(examId));
  return { sheet, saver, shelf, hear: (tell: typeof told) => (told = tell) };
}

/** Keeps and sends while the page is open; what is left on leaving is sent then, and stays kept until it has arrived. */
function live({ sheet, saver, shelf, hear }: ReturnType<typeof work>, path: string, tell: (trouble?: Trouble) => void) {
  let keeping: ReturnType<typeof setTimeout> | undefined;
  hear(tell);
  const keep = () => {
    clearTimeout(keeping);
    keeping = undefined;
    shelf.keep(sheet);
  };
  const stop = sheet.watch("any", () => {
    keeping ??= setTimeout(keep, 100);
    saver.schedule();
  });
  const release = watchUnsaved(() => sheet.unsaved().length > 0);
  const back = async () => {
    await saver.retry();
    const { data } = await call<{ data: ExamSheet[] }>("GET", path);
    for (const one of data) sheet.accept(one.examId, one.data, new Set());
  };
  const online = () => void back().catch(() => undefined);
  const hidden = () => {
    keep();
    void saver.flush();
  };
  window.addEventListener("online", online);
  window.addEventListener("pagehide", hidden);
  return () => {
    window.removeEventListener("online", online);
    window.removeEventListener("pagehide", hidden);
    release();
    keep();
    void saver.flush().finally(() => {
      saver.stop();
      stop();
      keep();
    });
  };
}
