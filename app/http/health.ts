/* eslint-disable house/no-raw-query -- asks the database whether it answers, not for rows of a model */
import { QueryTypes } from "sequelize";
import type { RequestHandler } from "express";
import { sequelize } from "../database/connection.js";
import { neededLevel } from "../database/levels.js";
import { withPlatform } from "../tenancy/scope.js";

type Check = () => Promise<void>;
const checks = new Map<string, Check>();
let draining = false;

/** Adds what must answer before this process is ready (the job store adds itself). */
export function readyWhen(name: string, check: Check): void {
  checks.set(name, check);
}

/** From now on /readyz says 503: the process is on its way out. */
export function drain(): void {
  draining = true;
}

readyWhen("database", async () => {
  await withPlatform(() => sequelize.query("SELECT 1", { type: QueryTypes.SELECT }), { readOnly: true });
});
readyWhen("schemaLevel", async () => {
  const level = await neededLevel();
  const [row] = await withPlatform(
    () =>
      sequelize.query<{ behind: string }>(
        "SELECT count(*) AS behind FROM public.clients WHERE status = 'active' AND coalesce(schema_level, '') < $1",
        { bind: [level], type: QueryTypes.SELECT },
      ),
    { readOnly: true },
  );
  if (row?.behind !== "0") throw new Error(`${row?.behind ?? "?"} schools are below ${level}`);
});

/** GET /healthz: this process runs. */
export const healthz: RequestHandler = (_request, response) => void response.json({ status: "ok" });

/** GET /readyz: database, schema level and job store answer. */
export const readyz: RequestHandler = async (_request, response) => {
  const results: Record<string, string> = {};
  for (const [name, check] of checks) {
    results[name] = await check().then(
      () => "ok",
      (error: unknown) => (error as Error).message.slice(0, 200),
    );
  }
  const ready = !draining && Object.values(results).every((result) => result === "ok");
  response
    .status(ready ? 200 : 503)
    .json({ status: ready ? "ready" : draining ? "draining" : "not ready", checks: results });
};
