import type { Model, ModelStatic } from "sequelize";
import * as models from "../../../models/index.js";

/** What pauses when something went wrong: for a second at first, which on a slow machine is over before it was looked at. */
const PAUSES: [ModelStatic<Model>, string][] = [
  [models.OutboxMessage, "notBefore"],
  [models.WhatsappContact, "busyUntil"],
  [models.WhatsappContact, "sendAfter"],
  [models.WhatsappNumber, "pausedUntil"],
];
const HOUR = 3_600_000;

/** Makes pauses an hour longer than they are; who wants one to be over says so in its table. Answers what takes it back. */
export function longPauses(): () => void {
  for (const [model, field] of PAUSES)
    model.addHook("beforeUpdate", `long ${field}`, (row: Model) => {
      const until: unknown = row.changed(field as never) ? row.get(field) : null;
      if (until instanceof Date && until.getTime() > Date.now()) row.set(field, new Date(until.getTime() + HOUR));
    });
  return () => {
    for (const [model, field] of PAUSES) model.removeHook("beforeUpdate", `long ${field}`);
  };
}
