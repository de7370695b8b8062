import { expect } from "chai";
import { ask, type Answer } from "../support/app.js";

export const S = "/api/v1/school";
/** The id of nobody. */
export const NOBODY = "01a20fad-63f0-7210-ba60-1fb532bcf15b";

/** Calls of a school's API, by default with one token, and what tests say of their answers. */
export function callsOf(own: () => string) {
  const call = (method: string, path: string, body?: unknown, token = own()) => ask(method, S + path, { token, body });
  return {
    call,
    read: (path: string, token?: string) => call("GET", path, undefined, token),
    post: (path: string, body?: unknown, token?: string) => call("POST", path, body, token),
    patch: (path: string, body: unknown, token?: string) => call("PATCH", path, body, token),
    remove: (path: string, token?: string) => call("DELETE", path, undefined, token),
  };
}

/** The body of an answer that must have this status. */
export async function ok(answer: Promise<Answer>, status = 201): Promise<Answer["body"]> {
  const got = await answer;
  expect(got.status, got.text).to.equal(status);
  return got.body;
}

/** The body of a refusal that must have this status and name this field (or have this code, when it names none). */
export async function wrong(answer: Promise<Answer>, status: number, at: string): Promise<Answer["body"]> {
  const got = await answer;
  expect([got.status, got.body.errors?.[0]?.path ?? got.body.code], got.text).to.deep.equal([status, at]);
  return got.body;
}
