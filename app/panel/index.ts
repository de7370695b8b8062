import { Router, type ErrorRequestHandler, type RequestHandler, type Response } from "express";
import { platformResources, schoolResources } from "../../resources/index.js";
import { problem } from "../errors.js";
import { sendProblem } from "../http/problems.js";
import { actAs } from "./actAs.js";
import { makeAdmin } from "./admin.js";
import { assetsRouter, forgetManifest } from "./assets.js";
import { readBody } from "./body.js";
import { buildPanel } from "./build.js";
import { dataRouter } from "./data.js";
import { errorPage } from "./errorPage.js";
import { askForReset, showForgot } from "./forgot.js";
import { showLogin, signIn, signInAgain, signOut } from "./login.js";
import { mountAdmin } from "./mount.js";
import { pages } from "./pages.js";
import { findHouse, findSession, localsOf, signedIn } from "./person.js";
import { reset, showReset } from "./reset.js";
import { sameOrigin } from "./sameOrigin.js";
import { viewRouter } from "./view/router.js";

/**
 * The panel, to be mounted at /admin: assets before everything, then whose host it is, then sign-in, calls of scripts,
 * and the pages. Two instances of AdminJS, the platform's and the schools', chosen by the host.
 */
export async function panelRouter(): Promise<Router> {
  await buildPanel();
  forgetManifest();
  const admins = { platform: makeAdmin(platformResources), school: makeAdmin(schoolResources) };
  const mounts = { platform: mountAdmin(admins.platform), school: mountAdmin(admins.school) };
  const router = Router();
  router.use("/frontend/", assetsRouter());
  router.use(findHouse);
  router.get("/login", (request, response) => showLogin(localsOf(response).house, request, response));
  router.post("/login", sameOrigin, readBody, (request, response) =>
    signIn(localsOf(response).house, request, response),
  );
  router.get("/forgot", (request, response) => showForgot(localsOf(response).house, request, response));
  router.post("/forgot", sameOrigin, readBody, (request, response) =>
    askForReset(localsOf(response).house, request, response),
  );
  router.get("/reset", (request, response) => showReset(localsOf(response).house, request, response));
  router.post("/reset", sameOrigin, readBody, (request, response) =>
    reset(localsOf(response).house, request, response),
  );
  router.post("/session", sameOrigin, readBody, (request, response) =>
    signInAgain(localsOf(response).house, request, response),
  );
  router.post("/logout", sameOrigin, (request, response) => signOut(localsOf(response).house, request, response));
  router.get("/act-as", actAs);
  router.use("/data", dataRouter());
  const resourcesOf = (response: Response) => (localsOf(response).house.client ? schoolResources : platformResources);
  router.use("/view", noStore, sameOrigin, findSession, signedIn, viewRouter(resourcesOf));
  router.use("/api", noStore, sameOrigin, findSession, signedIn, readBody, (request, response, next) =>
    mounts[localsOf(response).house.kind](request, response, next),
  );
  router.use("/api", (_request, _response, next) => next(problem("not_found")));
  router.get("/{*path}", findSession, pages(makeAdmin([]), resourcesOf));
  router.use((_request, _response, next) => next(problem("not_found")));
  router.use(answerErrors);
  return router;
}

const noStore: RequestHandler = (_request, response, next) => {
  response.set("Cache-Control", "no-store");
  next();
};

/** Scripts get a problem, people a page with the same words. */
const answerErrors: ErrorRequestHandler = (error: unknown, request, response, next) => {
  if (/^\/(api|data|view|session)(\/|$)/.test(request.path) || response.headersSent)
    return sendProblem(response, error);
  errorPage(request, response, error).catch(next);
};
