import { text } from "../../../database/connection.js";
import { newestLevel } from "../../../database/levels.js";
import { now } from "../../../locale/clock.js";
import { askTogether, at, daysFromNow, listTo, RECENTLY, some } from "./block.js";
import type { PlatformDashboard } from "./shape.js";

/** A school is made in seconds: what takes longer was cut off. */
const MAKING = 10 * 60_000;
interface Levels {
  level: string | null;
  schools: number;
}

/** The platform's first page: schools by status, what is behind, what was left half done. The directory and what stands on the schools' side are two statements. */
export async function platformDashboard(): Promise<PlatformDashboard> {
  const level = await newestLevel();
  const since = new Date(now().getTime() - MAKING);
  const of = await askTogether(directory(level, since));
  const side = await askTogether(schoolSide());
  const statuses = (of.statuses ?? {}) as Record<string, number>;
  const all = Object.values(statuses).reduce((total, one) => total + one, 0);
  const behind = (of.behind ?? []) as Levels[];
  const behindTo = listTo("schools", {
    status: "active,suspended",
    schemaLevel: behind.map((one) => one.level ?? "null").join(","),
  });
  const users = side.users as { active: number; all: number; lately: number; last: string | null };
  const people = of.people as { active: number; all: number; never: number };
  const number = (status: string) => ({
    key: `${status}Schools`,
    value: statuses[status] ?? 0,
    of: all,
    to: listTo("schools", { status }),
  });
  return {
    at: now().toISOString(),
    schemaLevel: level,
    lastActivityAt: users.last === null ? null : new Date(users.last).toISOString(),
    numbers: [
      number("active"),
      number("suspended"),
      { key: "schoolUsers", value: users.active, of: users.all, to: null },
      { key: "signedInLately", value: users.lately, of: users.all, since: daysFromNow(-7).toISOString(), to: null },
      {
        key: "platformUsers",
        value: people.active,
        of: people.all,
        to: listTo("platform-users", { status: "active" }),
      },
      { key: "outboxWaiting", value: Number(side.waiting), to: null },
    ],
    todo: some(
      {
        key: "schoolsStuck",
        count: Number(of.stuck),
        params: {},
        to: listTo("schools", { status: "creating", createdTo: since.toISOString() }),
      },
      {
        key: "schoolsBehind",
        count: behind.reduce((total, one) => total + one.schools, 0),
        params: { level },
        to: behindTo,
      },
      {
        key: "schoolsWithoutDomain",
        count: Number(of.homeless),
        params: {},
        to: listTo("schools", { status: "active,suspended", hasPrimaryDomain: "false" }),
      },
      {
        key: "usersNeverSignedIn",
        count: people.never,
        params: {},
        to: listTo("platform-users", { status: "active", neverSignedIn: "true" }),
      },
      { key: "messagesFailed", count: Number(side.failed), params: {}, to: null },
      { key: "webhooksDead", count: Number(side.dead), params: {}, to: null },
    ),
    charts: [],
  };
}

const served = "c.status IN ('active', 'suspended')";
const directory = (level: string, since: Date): Record<string, string> => ({
  statuses:
    "SELECT json_object_agg(status, schools) FROM (SELECT c.status, count(*) AS schools FROM public.clients c GROUP BY 1) AS s",
  behind: `SELECT json_agg(b) FROM (SELECT c.schema_level AS level, count(*) AS schools FROM public.clients c
    WHERE ${served} AND c.schema_level IS DISTINCT FROM ${text(level)} GROUP BY 1) AS b`,
  stuck: `SELECT count(*) FROM public.clients c WHERE c.status = 'creating' AND c.created_at <= ${at(since)}`,
  homeless: `SELECT count(*) FROM public.clients c WHERE ${served}
    AND NOT EXISTS (SELECT 1 FROM public.domains d WHERE d.client_id = c.id AND d.is_primary)`,
  people: `SELECT json_build_object('all', count(*), 'active', count(*) FILTER (WHERE status = 'active'),
    'never', count(*) FILTER (WHERE status = 'active' AND last_login_at IS NULL)) FROM public.platform_users`,
});

/** What the platform may see on the schools' side: counts of rows, never whose they are. */
const schoolSide = (): Record<string, string> => ({
  users: `SELECT json_build_object('all', count(*), 'active', count(*) FILTER (WHERE status = 'active'), 'last', max(last_login_at),
    'lately', count(*) FILTER (WHERE last_login_at >= ${at(daysFromNow(-7))})) FROM public.users`,
  waiting: "SELECT count(*) FROM public.outbox_messages WHERE state = 'queued'",
  failed: `SELECT count(*) FROM public.outbox_messages WHERE state IN ('failed', 'unknown') AND created_at >= ${at(daysFromNow(RECENTLY))}`,
  dead: `SELECT count(*) FROM public.inbound_messages WHERE state = 'dead' AND created_at >= ${at(daysFromNow(RECENTLY))}`,
});
