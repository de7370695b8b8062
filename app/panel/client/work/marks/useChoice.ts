import { useLocation } from "../../base/core.js";
import { readQuery } from "../../base/query.js";
import { holds, state } from "../../base/state.js";
import type { CallError } from "../../base/call.js";
import { useCall } from "../../base/useCall.js";
import { useClasses, useTerms, type TermRow } from "../results/useTerms.js";

export interface ExamSession {
  id: string;
  name: string;
  termId: string;
  status: "draft" | "open" | "locked" | "published";
}
export interface ClassRow {
  id: string;
  name: string;
  isOwn: boolean;
}
export interface Choice {
  loading: boolean;
  error?: CallError | undefined;
  terms: TermRow[];
  examSessions: ExamSession[];
  classes: ClassRow[];
  examSession?: ExamSession | undefined;
  classSession?: ClassRow | undefined;
}

/** What can be chosen, and what is: by the address, else an open exam session of the current term and a class of one's own. */
export function useChoice(): Choice {
  const query = readQuery(useLocation().search);
  const terms = useTerms();
  const found = useCall<{ data: ExamSession[] }>("/data/exam-sessions?pageSize=200");
  const examSessions = found.data?.data;
  const examSession = terms && examSessions && choose(examSessions, terms, query.examSessionId);
  const sessionId = terms?.find((one) => one.id === examSession?.termId)?.sessionId;
  const all = useClasses(sessionId, "marks.read");
  const own = useOwn(sessionId);
  const classes = (all && own ? all : []).map(({ id, $ }) => ({ id, name: $.title, isOwn: own?.has(id) ?? false }));
  classes.sort((a, b) => Number(b.isOwn) - Number(a.isOwn));
  return {
    loading: !terms || !examSessions || (sessionId !== undefined && (!all || !own)),
    error: found.error,
    terms: terms ?? [],
    examSessions: examSessions ?? [],
    classes,
    examSession,
    classSession: classes.find((one) => one.id === query.classSessionId) ?? classes[0],
  };
}

function choose(all: ExamSession[], terms: TermRow[], id: string | undefined): ExamSession | undefined {
  const current = new Set(terms.filter((one) => one.isCurrent).map((one) => one.id));
  const isOpen = ({ status }: ExamSession) => status === "open";
  const ofTerm = all.filter((one) => current.has(one.termId));
  return all.find((one) => one.id === id) ?? ofTerm.find(isOpen) ?? all.find(isOpen) ?? ofTerm[0] ?? all[0];
}

/** The classes that the person leads or teaches in. */
function useOwn(sessionId: string | undefined): Set<string> | undefined {
  const { data, loading } = useCall<{ rows: { id: string }[] }>(
    sessionId && `/view/class-sessions?sessionId=${sessionId}&teacherId=${state.person.id}&columns=&pageSize=200`,
  );
  return loading || !data ? undefined : new Set(data.rows.map((one) => one.id));
}

/** Whether the person writes marks of his own subjects only. */
export const writesOwnOnly = (): boolean =>
  holds("marks.enter") && !["", ":form"].some((reach) => state.person.permissions.includes(`marks.enter${reach}`));
