import { z } from "zod";
import { day, instant } from "../../../door/wire.js";

/** A path inside the panel; null where no page shows it yet. */
const to = z.string().nullable();
const count = z.int().min(0);

export const numberSchema = z.strictObject({
  key: z.string(),
  value: count,
  of: count.optional(),
  since: z.union([day(), instant()]).optional(),
  before: z.strictObject({ value: count, of: count, term: z.string() }).optional(),
  to,
});
export const todoSchema = z.strictObject({
  key: z.string(),
  count,
  params: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
  to,
});
export const chartSchema = z.strictObject({
  key: z.string(),
  params: z.record(z.string(), z.string()),
  bars: z.array(z.strictObject({ label: z.string(), value: count, of: count.optional(), to })),
});

const span = z.strictObject({ id: z.uuid(), name: z.string(), startsOn: day(), endsOn: day() });
const reportSchema = z.strictObject({
  id: z.uuid(),
  kind: z.string(),
  status: z.string(),
  classSession: z.string().nullable(),
  term: z.string().nullable(),
  done: count,
  total: count,
  createdAt: instant(),
  to,
});

const boards = { numbers: z.array(numberSchema), todo: z.array(todoSchema), charts: z.array(chartSchema) };
/** GET /school/dashboard. */
export const dashboardAnswer = z.strictObject({
  today: day(),
  session: span.nullable(),
  term: span.nullable(),
  ...boards,
  reports: z.array(reportSchema),
});
/** GET /system/dashboard. */
export const platformDashboardAnswer = z.strictObject({
  at: instant(),
  schemaLevel: z.string(),
  lastActivityAt: instant().nullable(),
  ...boards,
});

export type Dashboard = z.input<typeof dashboardAnswer>;
export type PlatformDashboard = z.input<typeof platformDashboardAnswer>;
export type Board = Partial<Pick<Dashboard, "numbers" | "todo" | "charts">>;
export type Todo = z.input<typeof todoSchema>;
export type Span = z.input<typeof span>;
