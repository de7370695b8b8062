import { Router } from "express";

/** What stands outside the API: signed media links and the verification of printed codes. */
export const publicRouter = Router();
