import { request } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { expect } from "chai";
import express, { Router } from "express";
import { problem } from "../../app/errors.js";
import { authenticated } from "../../app/http/context.js";
import { forgetLimits } from "../../app/http/limits.js";
import { described, route } from "../../app/http/route.js";
import { Student } from "../../models/school/Student.js";
import { buildStudent } from "../factories.js";
import { appPort, closeApp, serveApp } from "../support/app.js";
import { makeSchool, type School } from "../support/schools.js";
import { connectionsIn, poolHolds, until } from "../tenancy/support.js";

interface Told {
  status: number;
  text: string;
}

const HALF = "/api/v1/chatbot/half";

/** A handler that writes, and throws then: nothing of it may stay, and nothing of it may be told to another. */
function halfRouter(): Router {
  const router = Router().use(express.json(), authenticated);
  route(router, "school", {
    method: "post",
    path: "/half",
    scope: "school",
    may: "signed-in",
    summary: "Half of it",
    handler: async ({ body }) => {
      const { id, lastName } = await Student.create(body as never);
      await sleep(Math.random() * 5);
      throw problem("in_use", `${lastName} ${id}`);
    },
  });
  described.pop(); // a route of this test's alone
  return router;
}

/** Two schools at once on one pool, as badly as it comes: slow bodies, cut requests, work that fails half-way. */
describe("400 requests of two schools at once", function () {
  this.timeout(240_000);
  let schools: School[];
  before(async () => {
    schools = [await makeSchool(), await makeSchool()];
    for (const school of schools) await school.inside(() => buildStudent({ lastName: `Of ${school.schema}` }));
    await serveApp({ chatbot: halfRouter() });
  });
  after(closeApp);

  const turn = (n: number) => schools[n % 2]!;
  const enemy = (n: number) => schools[(n + 1) % 2]!;

  it("are each answered of their own school only, and leave no connection in a transaction", async () => {
    const answers = await Promise.all(Array.from({ length: 400 }, (_, n) => one(n)));
    const seen = new Map<string, number>();
    answers.forEach((answer, n) => {
      const kind = KINDS[n % KINDS.length]!.name;
      if (!answer) return;
      seen.set(kind, (seen.get(kind) ?? 0) + 1);
      expect(answer.text, `${kind}: ${answer.text.slice(0, 300)}`).not.to.contain(enemy(n).schema);
      expect(answer.status, `${kind}: ${answer.text.slice(0, 300)}`).to.equal(KINDS[n % KINDS.length]!.status);
      if (kind === "list") expect(answer.text).to.contain(`Of ${turn(n).schema}`);
    });
    for (const { name, status } of KINDS) if (status) expect(seen.get(name), name).to.be.greaterThan(30);
    expect(await until(async () => poolHolds() === 0 && (await connectionsIn("idle in transaction")) === 0)).to.equal(
      true,
    );
    await Promise.all(
      schools.map((school, n) =>
        school.inside(async () => {
          const names = (await Student.findAll()).map(({ lastName }) => lastName);
          expect(names.filter((name) => name.includes(schools[1 - n]!.schema))).to.deep.equal([]);
          expect(names.filter((name) => name.startsWith("Slow ")).length).to.be.greaterThan(30);
          expect(names.filter((name) => name.startsWith("Half ") || name.startsWith("Cut "))).to.deep.equal([]);
        }),
      ),
    );
  });

  /** What is sent, and what it must be answered; 0: it is cut before an answer. */
  const KINDS = [
    { name: "list", status: 200 },
    { name: "slow", status: 201 },
    { name: "half", status: 409 },
    { name: "refused", status: 422 },
    { name: "cut", status: 0 },
  ];

  async function one(n: number): Promise<Told | undefined> {
    const school = turn(n);
    const student = (lastName: string, more: object = {}) =>
      JSON.stringify({ firstName: "A", lastName, gender: "male", dateOfBirth: "2010-01-01", ...more });
    switch (KINDS[n % KINDS.length]!.name) {
      case "list":
        return send(school, "GET", "/students?pageSize=200");
      case "slow":
        return send(school, "POST", "/students", { parts: chunks(student(`Slow ${school.schema} ${n}`)), pause: 5 });
      case "half":
        return send(school, "POST", HALF, { parts: chunks(student(`Half ${school.schema} ${n}`)), pause: 1 });
      case "refused":
        return send(school, "POST", "/students", { parts: [student(`Refused ${school.schema}`, { nonsense: 1 })] });
      default:
        return send(school, "POST", "/students", {
          parts: chunks(student(`Cut ${school.schema} ${n}`)),
          pause: 4,
          cut: true,
        });
    }
  }

  const chunks = (text: string) => text.match(/.{1,40}/gs) ?? [];
  function send(
    { token, host }: School,
    method: string,
    path: string,
    { parts = [], pause = 0, cut = false }: { parts?: string[]; pause?: number; cut?: boolean } = {},
  ): Promise<Told | undefined> {
    forgetLimits();
    return new Promise((resolve, reject) => {
      const type = parts.length ? { "content-type": "application/json" } : {};
      const headers = { host, authorization: `Bearer ${token}`, ...type };
      const outgoing = request(
        {
          host: "127.0.0.1",
          port: appPort(),
          method,
          path: path.startsWith("/api") ? path : `/api/v1/school${path}`,
          headers,
        },
        (incoming) => {
          let text = JSON.stringify(incoming.headers);
          incoming.on("data", (part: Buffer) => (text += part.toString("utf8")));
          incoming.on("end", () => resolve({ status: incoming.statusCode ?? 0, text }));
        },
      );
      outgoing.on("error", (error) => (cut ? resolve(undefined) : reject(error)));
      void (async () => {
        for (const [index, part] of parts.entries()) {
          if (cut && index === parts.length - 1) return outgoing.destroy();
          outgoing.write(part);
          await sleep(pause);
        }
        outgoing.end();
      })();
    });
  }
});
