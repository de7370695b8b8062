import type { ErrorRequestHandler, Response } from "express";
import { Problem, problem } from "../errors.js";
import { log } from "../log.js";

/** The wire shape of a refusal (RFC 9457). */
export function problemBody(found: Problem, requestId: string): Record<string, unknown> {
  const { errors, options } = found;
  return {
    type: `/api/docs/#problem-${found.code}`,
    title: found.title,
    status: found.status,
    code: found.code,
    detail: found.message,
    requestId,
    ...(errors.length ? { errors } : {}),
    ...options.more,
  };
}

/** What Express and body parsers throw, in our words; anything unknown is ours to mend: 500, logged, neutral text. */
export function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  const { type, status, name } = error as { type?: string; status?: number; name?: string };
  if (type === "entity.parse.failed") return problem("malformed_json");
  if (type === "entity.too.large") return problem("too_large");
  if (type === "encoding.unsupported" || type === "charset.unsupported" || status === 415)
    return problem("unsupported_media_type");
  if (type === "request.aborted" || type === "request.size.invalid") return problem("malformed_json");
  if (name === "URIError") return problem("not_found");
  // What a parser refuses without a type of its own, such as bytes that are not the gzip they are said to be.
  if (status === 400) return problem("malformed_json");
  return problem("internal");
}

/** Sends a refusal, whatever it was. */
export function sendProblem(response: Response, error: unknown): void {
  const found = asProblem(error);
  const requestId = String(response.locals.requestId ?? "");
  if (found.code === "internal") log.error({ err: error as Error, requestId }, "unexpected error");
  response.locals.problem = found.code;
  if (response.headersSent) return void response.end();
  response
    .status(found.status)
    .set(found.options.headers ?? {})
    .type("application/problem+json")
    .send(JSON.stringify(problemBody(found, requestId)));
}

/** The one place that answers errors. */
export const answerProblems: ErrorRequestHandler = (error, _request, response, _next) => sendProblem(response, error);
