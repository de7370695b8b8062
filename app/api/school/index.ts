import { Router } from "express";
import { accessRouter } from "./access.js";
import { schoolAuth } from "./auth.js";
import { exportsRouter } from "./exports.js";
import { frameRouter } from "./frame.js";
import { filesRouter } from "./files.js";
import { peopleRouter } from "./people.js";
import { reportsRouter } from "./reports.js";
import { settingsRouter } from "./settings.js";
import { structureRouter } from "./structure.js";
import { assessmentRouter } from "./assessment.js";

/** /api/v1/school and, with the panel's session, /admin/data: one school. */
export const schoolRouter = Router().use(
  schoolAuth,
  accessRouter,
  peopleRouter,
  structureRouter,
  assessmentRouter,
  settingsRouter,
  reportsRouter,
  filesRouter,
  exportsRouter,
  frameRouter,
);
