import { Router } from "express";
import { changeDomain, removeDomain } from "../../commands/clients/domains.js";
import { routes } from "../../http/routes.js";
import { domains } from "../../../resources/domains.js";
import { platformAudit } from "../../../resources/auditEntries.js";
import { whatsappNumbers } from "../../../resources/whatsappNumbers.js";
import { actAsRouter } from "./actAs.js";
import { systemAuth } from "./auth.js";
import { platformExportsRouter } from "./exports.js";
import { platformFrameRouter } from "./frame.js";
import { jobsRouter } from "./jobs.js";
import { lifeRouter } from "./life.js";
import { migrationsRouter } from "./migrations.js";
import { platformKeysRouter } from "./keys.js";
import { platformSettingsRouter } from "./settings.js";
import { platformUsersRouter } from "./users.js";
import { statsRouter } from "./stats.js";
import { schoolsRouter } from "./schools.js";
import { numbersRouter } from "./numbers.js";

const r = routes("system", "public");
r.list("/domains", domains);
r.get("/domains/:id", domains);
r.verb("/domains/:id", changeDomain, { method: "patch" });
r.verb("/domains/:id", removeDomain, { method: "delete", status: 204 });
r.list("/whatsapp-numbers", whatsappNumbers);
r.get("/whatsapp-numbers/:id", whatsappNumbers);
r.list("/audit", platformAudit);
r.get("/audit/:id", platformAudit);

/** /api/v1/system: the platform, on the public schema. */
export const systemRouter = Router().use(
  systemAuth,
  lifeRouter,
  schoolsRouter,
  platformUsersRouter,
  platformKeysRouter,
  platformSettingsRouter,
  numbersRouter,
  actAsRouter,
  jobsRouter,
  migrationsRouter,
  statsRouter,
  platformExportsRouter,
  platformFrameRouter,
  r.router,
);
