import express, { Router, type RequestHandler } from "express";
import { schoolRouter } from "../api/school/index.js";
import { systemRouter } from "../api/system/index.js";
import { problem } from "../errors.js";
import { findSession, localsOf, signedIn } from "./person.js";
import { sameOrigin } from "./sameOrigin.js";

/** A second credential beside the cookie: which one was meant, nobody can say. */
const onlyTheCookie: RequestHandler = (request, _response, next) => {
  const other = request.headers.authorization !== undefined || request.headers["x-api-key"] !== undefined;
  next(other ? problem("ambiguous_credentials") : undefined);
};

/** The one route that takes a file; it reads the body itself, once the session is known. */
const UPLOAD = /^\/files\/?$/i;

const jsonOnly: RequestHandler = (request, _response, next) => {
  const { "content-length": length = "0", "transfer-encoding": chunked } = request.headers;
  const hasBody = chunked !== undefined || Number(length) > 0;
  const taken = UPLOAD.test(request.path) ? ["application/json", "multipart/form-data"] : ["application/json"];
  next(hasBody && !request.is(taken) ? problem("unsupported_media_type") : undefined);
};

/**
 * The API's own routers under the panel's session: the same routes, schemas, policies and commands, no twin handlers.
 * On a school's host the school's, on a main host the system's.
 */
export function dataRouter(): Router {
  const router = Router();
  router.use(sameOrigin, onlyTheCookie, jsonOnly, express.json({ limit: "1mb", strict: false }));
  router.use(findSession, signedIn);
  router.use((request, response, next) => {
    response.set("Cache-Control", "no-store");
    const { house } = localsOf(response);
    (house.client ? schoolRouter : systemRouter)(request, response, next);
  });
  router.use((_request, _response, next) => next(problem("not_found")));
  return router;
}
