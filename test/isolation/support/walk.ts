import type { Described } from "../../../app/http/route.js";
import { ask, type Answer, type Ask } from "../../support/app.js";
import { bodyOf, pathsOf, queriesOf } from "./bodies.js";
import { betrays, type Victim } from "./victim.js";

/** What one request of an attack came to. */
export interface Outcome {
  what: string;
  answer: Answer;
  /** The path named a row of the victim's. */
  byId: boolean;
}

/** Sends every request that can be made of a route with the victim's ids: each path, query and body, with one credential. */
export async function attempt(
  route: Described,
  victim: Victim,
  who: Ask,
  base?: string,
  send = ask,
): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  const method = route.method.toUpperCase();
  const body = bodyOf(route, victim);
  const byId = route.path.includes(":");
  for (const path of pathsOf(route, victim, base))
    for (const query of queriesOf(route, victim))
      for (const sent of body === undefined ? [undefined] : [{}, body]) {
        const answer = await send(method, `${path}${query}`, { ...who, ...(sent === undefined ? {} : { body: sent }) });
        outcomes.push({ what: `${method} ${path}${query} ${JSON.stringify(sent) ?? ""}`, answer, byId });
      }
  return outcomes;
}

/** Outcomes that tell something of the victim's, in body or headers, or fail instead of refusing. */
export const leaks = (outcomes: Outcome[]): string[] =>
  outcomes
    .filter(({ answer }) => betrays(answer.text) || betrays(JSON.stringify(answer.headers)))
    .map(({ what, answer }) => `${what}: ${answer.status} ${around(answer.text)}`);

export const faults = (outcomes: Outcome[]): string[] =>
  outcomes
    .filter(({ answer }) => answer.status >= 500)
    .map(({ what, answer }) => `${what}: ${answer.text.slice(0, 200)}`);

/** Outcomes whose status is none of those expected. */
export const others = (outcomes: Outcome[], expected: number[]): string[] =>
  outcomes
    .filter(({ answer }) => !expected.includes(answer.status))
    .map(({ what, answer }) => `${what}: ${answer.status} ${answer.text.slice(0, 200)}`);

export const statuses = (outcomes: Outcome[]): number[] => [...new Set(outcomes.map(({ answer }) => answer.status))];
export const codes = (outcomes: Outcome[]): unknown[] => [
  ...new Set(outcomes.map(({ answer }) => (answer.body as { code?: string } | undefined)?.code)),
];

function around(text: string): string {
  const at = text.toLowerCase().indexOf("zqleakqz");
  return at < 0 ? "(in a header)" : text.slice(Math.max(0, at - 80), at + 40);
}
