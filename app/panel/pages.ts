import { promisify } from "node:util";
import { gzip } from "node:zlib";
import type AdminJS from "adminjs";
import type { Request, RequestHandler, Response } from "express";
import type { AnyResource } from "../door/define.js";
import { problem } from "../errors.js";
import { personOf } from "./mount.js";
import { panelState } from "./panelState.js";
import { asPerson, localsOf } from "./person.js";
import { PANEL_CSP, shell } from "./shell.js";

const zip = promisify(gzip);
/** The addresses that the pages' own router in the browser knows. */
const PATHS = /^\/(?:resources\/([\w-]+)(?:\/actions\/new|\/records\/[\w-]+\/(?:show|edit))?|pages\/[\w-]+)?\/?$/;

/** Sends the shell for every page, to who is signed in; others go to the sign-in page and come back afterwards. */
export function pages(admin: AdminJS, resourcesOf: (response: Response) => AnyResource[]): RequestHandler {
  return async (request: Request, response: Response) => {
    const found = PATHS.exec(request.path);
    if (!found) throw problem("not_found");
    const { house, session } = localsOf(response);
    if (!session) return response.redirect(302, `/admin/login?to=${encodeURIComponent(request.originalUrl)}`);
    const resources = resourcesOf(response);
    if (found[1] !== undefined && !resources.some((one) => one.name === found[1])) throw problem("not_found");
    const page = await asPerson(request, response, async (actor) =>
      shell(admin, personOf(actor, house) as never, await panelState(localsOf(response), actor, resources)),
    );
    response.set({ "Content-Security-Policy": PANEL_CSP, "Cache-Control": "no-store", Vary: "Accept-Encoding" });
    response.type("html");
    // Some 300 kB that say much the same: 20 kB on the line.
    if (request.acceptsEncodings(["gzip", "identity"]) !== "gzip") return response.send(page);
    response.set("Content-Encoding", "gzip").send(await zip(page, { level: 5 }));
  };
}
