import { listTo, recordTo, some, type Current, type Found } from "./block.js";
import type { Todo } from "./shape.js";

const once = (wanted: boolean) => (wanted ? 1 : 0);

/** What a year needs before it can run: a session, a term, weights that add to 100. */
export function calendarTodo(found: Found, { session, term }: Current): Todo[] {
  const total = Number(found.weights ?? 0);
  return some(
    { key: "noCurrentSession", count: once(!session), params: {}, to: listTo("sessions") },
    {
      key: "noCurrentTerm",
      count: once(session !== null && !term),
      params: { session: session?.name ?? null },
      to: listTo("terms", { sessionId: session?.id }),
    },
    {
      key: "weightsIncomplete",
      count: once(term !== null && total !== 100),
      params: { term: term?.name ?? null, total },
      to: listTo("exam-sessions", { termId: term?.id }),
    },
  );
}

/** Exam sessions that are still open although they should be closed. */
export function overdueTodo({ overdue }: Found): Todo[] {
  const open = (overdue ?? []) as { id: string; name: string; closesAt: string }[];
  return open.map(({ id, name, closesAt }) => ({
    key: "examSessionOverdue",
    count: 1,
    params: { name, closesAt: new Date(closesAt).toISOString() },
    to: recordTo("exam-sessions", id),
  }));
}
