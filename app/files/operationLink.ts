import { isUuid } from "../ids.js";
import { checkQuery, signedQuery } from "./linkSignature.js";

const USE = "operation-file";

/** `/media/operations/<id>/<name>?expires&key&signature`: the file that an operation made, for ten minutes. */
export function operationLink(id: string, name: string): string {
  const query = new URLSearchParams(signedQuery(USE, [id]));
  return `/media/operations/${id}/${encodeURIComponent(name)}?${query.toString()}`;
}

/** Whether the link is one of ours and in force. */
export const opensOperation = (id: string, query: Record<string, unknown>): boolean =>
  isUuid(id) && checkQuery(USE, [id], query) === "in force";
