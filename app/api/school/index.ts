import { Router } from "express";
import { schoolAuth } from "./auth.js";
import { peopleRouter } from "./people.js";
import { structureRouter } from "./structure.js";

/** /api/v1/school and, with the panel's session, /admin/data: one school. */
export const schoolRouter = Router().use(schoolAuth, peopleRouter, structureRouter);
