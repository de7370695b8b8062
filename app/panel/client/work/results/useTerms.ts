import type { Row } from "../../base/cell.js";
import { holds, state } from "../../base/state.js";
import { useCall } from "../../base/useCall.js";

export interface TermRow extends Row {
  name: string;
  sessionId: string;
  startsOn: string;
  isCurrent: boolean;
  publishedAt: string | null;
}

/** The school's terms, newest first, each with its session's name beside it. */
export function useTerms(): TermRow[] | undefined {
  return useCall<{ rows: TermRow[] }>("/view/terms?sort=-startsOn&pageSize=200").data?.rows;
}

/** The term of the address, else the current one, else the newest. */
export const termIn = (terms: TermRow[] | undefined, id: string | undefined): TermRow | undefined =>
  terms?.find((one) => one.id === id) ?? terms?.find((one) => one.isCurrent) ?? terms?.[0];

/** The classes of a session that the person may see results of. */
export function useClasses(sessionId: string | undefined, code: string): Row[] | undefined {
  const isOwn = holds(code) && !["", ":form"].some((reach) => state.person.permissions.includes(`${code}${reach}`));
  const own = isOwn ? `&teacherId=${state.person.id}` : "";
  return useCall<{ rows: Row[] }>(
    sessionId && `/view/class-sessions?sessionId=${sessionId}&columns=&pageSize=200${own}`,
  ).data?.rows;
}

/** What exam sessions are called, with their weights, by id. */
export function useExamSessions(termId?: string): Map<string, { name: string; weight: number }> {
  const query = termId === undefined ? "" : `&termId=${termId}`;
  const { data } = useCall<{ data: { id: string; name: string; weight: number }[] }>(
    `/data/exam-sessions?pageSize=200${query}`,
  );
  return new Map((data?.data ?? []).map((one) => [one.id, one]));
}
