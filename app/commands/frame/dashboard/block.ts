/* eslint-disable house/no-raw-query -- a page of counts is one statement of sub-selects: thirty round trips as models */
import { QueryTypes } from "sequelize";
import { sequelize, text } from "../../../database/connection.js";
import { now } from "../../../locale/clock.js";
import type { Board, Span, Todo } from "./shape.js";

/** What the database said, by the part's name; whoever asked a part knows its shape. */
export type Found = Record<string, unknown>;
export interface Current {
  session: Span | null;
  term: Span | null;
}

/** One group of people's share of the first page: what it asks, and what it makes of the answers. */
export interface Block {
  /** Sub-selects of one value each (a count or JSON), by name; they join one statement. */
  parts: Record<string, string>;
  tell(found: Found, current: Current): Board;
}

/** Asks all parts with one statement. */
export async function askTogether(parts: Record<string, string>): Promise<Found> {
  const selects = Object.entries(parts).map(([name, sql]) => `(${sql}) AS "${name}"`);
  if (!selects.length) return {};
  const [row] = await sequelize.query<Found>(`SELECT ${selects.join(", ")}`, { type: QueryTypes.SELECT });
  return row ?? {};
}

/** This instant and others as literals: a part has no place for binds of its own. */
export const at = (moment: Date = now()): string => `${text(moment.toISOString())}::timestamptz`;
export const DAY = 86_400_000;
export const daysFromNow = (days: number): Date => new Date(now().getTime() + days * DAY);
/** How far back failures are told: nobody mends what is older. */
export const RECENTLY = -30;

/** A condition that stands only where the reader's reach is narrower than the school. */
export const within = (column: string, reached: { val: unknown } | undefined): string =>
  reached ? ` AND ${column} IN ${String(reached.val)}` : "";

type Parameters = Record<string, string | undefined>;
const query = (parameters: Parameters) => {
  const given = Object.entries(parameters).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]));
  const words = new URLSearchParams(given as [string, string][]).toString();
  return words && `?${words}`;
};
/** Paths inside the panel: a list by the API's own filters, a record, a work page. */
export const listTo = (resource: string, parameters: Parameters = {}): string =>
  `/resources/${resource}${query(parameters)}`;
export const recordTo = (resource: string, id: string): string => `/resources/${resource}/records/${id}/show`;
export const pageTo = (page: string, parameters: Parameters = {}): string => `/pages/${page}${query(parameters)}`;

/** Only what there is to do stands on the list. */
export const some = (...todo: Todo[]): Todo[] => todo.filter(({ count }) => count > 0);
