import { Router, type Request, type Response } from "express";
import { readCode, verifyCode, type Found } from "../../commands/reports/verifyCode.js";
import { problem } from "../../errors.js";
import { limit } from "../../http/limits.js";
import { asProblem, sendProblem } from "../../http/problems.js";
import { foundPage, refusalPage } from "./verifyPage.js";

const MINUTE = 60_000;

/**
 * GET /verify/<code>: whether a printed card is genuine. Works on every host, for everybody; a page, or JSON by Accept.
 * Guesses at the code end at its HMAC, guesses at a number at ten an hour a code.
 */
export const verifyRouter = Router().get("/verify/:code", (request, response) => {
  response.set({ "X-Robots-Tag": "noindex, nofollow", "Cache-Control": "no-store", Vary: "Accept" });
  answer(request, response).catch((error: unknown) => refuse(request, response, error));
});

async function answer(request: Request, response: Response): Promise<void> {
  limit(`verify:${request.ip ?? ""}`, 30, response);
  const code = readCode(String(request.params.code));
  const { number } = request.query;
  const given = typeof number === "string" && number.trim() !== "" ? number : undefined;
  if (code && given !== undefined) limit(`verify-number:${code}`, 10, response, 60 * MINUTE);
  const found = code ? await verifyCode(code, given) : null;
  if (!found || !code) throw problem("not_found", "No report card has this code");
  if (wantsJson(request)) response.json(found.facts);
  else page(response, foundPage(found, code, given !== undefined && !knew(found)));
}

const knew = ({ facts }: Found) => "average" in facts;
const wantsJson = (request: Request) => request.accepts(["html", "json"]) === "json";

function refuse(request: Request, response: Response, error: unknown): void {
  if (wantsJson(request) || asProblem(error).code === "internal") return sendProblem(response, error);
  const found = asProblem(error);
  response.locals.problem = found.code;
  response.status(found.status).set(found.options.headers ?? {});
  page(response, refusalPage(found.status === 404));
}

function page(response: Response, html: string): void {
  const policy =
    "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
  response.set("Content-Security-Policy", policy).type("html").send(html);
}
