import { Router } from "express";
import { mediaRouter } from "./media.js";
import { operationFileRouter } from "./operationFile.js";
import { verifyRouter } from "./verify.js";

/** What stands outside the API: signed media links and the verification of printed codes. */
export const publicRouter = Router().use(operationFileRouter, mediaRouter, verifyRouter);
