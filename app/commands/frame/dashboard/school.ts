import { who } from "../../../policies/Actor.js";
import { schoolToday } from "../../settings/ourClient.js";
import { askTogether, recordTo, type Current } from "./block.js";
import { head } from "./head.js";
import { messagesTodo } from "./messages.js";
import { office } from "./office.js";
import { lastReports } from "./reports.js";
import type { Dashboard } from "./shape.js";
import { teacher } from "./teacher.js";

const span = (table: string) =>
  `SELECT json_build_object('id', id, 'name', name, 'startsOn', starts_on, 'endsOn', ends_on) FROM ${table} WHERE is_current`;

/**
 * The first page of the panel in a school, by what the reader may do: one statement over the school's schema and, for
 * the office, one over public, since none may join the two (design.md 4).
 */
export async function schoolDashboard(): Promise<Dashboard> {
  const actor = who();
  const blocks = [office(actor), teacher(actor), head(actor)];
  const calendar: Record<string, string> = actor.may("structure.read")
    ? { session: span("sessions"), term: span("terms") }
    : {};
  const found = await askTogether({
    ...calendar,
    ...lastReports(actor),
    ...(Object.assign({}, ...blocks.map(({ parts }) => parts)) as Record<string, string>),
  });
  const standing = { session: found.session ?? null, term: found.term ?? null } as Current;
  const boards = blocks.map((block) => block.tell(found, standing));
  return {
    today: await schoolToday(),
    ...standing,
    numbers: boards.flatMap(({ numbers = [] }) => numbers),
    todo: [...boards.flatMap(({ todo = [] }) => todo), ...(await messagesTodo(actor))],
    charts: boards.flatMap(({ charts = [] }) => charts),
    reports: ((found.reports ?? []) as Dashboard["reports"]).map((report) => ({
      ...report,
      createdAt: new Date(report.createdAt).toISOString(),
      to: recordTo("reports", report.id),
    })),
  };
}
