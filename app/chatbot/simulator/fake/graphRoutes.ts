import busboy from "busboy";
import express, { Router } from "express";
import type { NextFunction, Request, Response } from "express";
import type { FakeGraph } from "./FakeGraph.js";
import { GraphError } from "./types.js";
import type { CallFault, FakeNumber, Json } from "./types.js";
import { object } from "../../webhook/read.js";

const OLDEST_VERSION = 20;

/** The paths of Meta's that we call: messages, media, and subscribing the app. */
export function graphRoutes(fake: FakeGraph): Router {
  const router = Router();
  router.post("/:version/:number/messages", express.json({ limit: "1mb" }), (request, response) => {
    const number = numberOf(fake, request);
    const fault = fake.faults.shift();
    if (fault && faultBefore(fault, response)) return;
    const reply = fake.send(number, object(request.body) ?? {});
    if (fault === "dropReply") request.socket.destroy();
    if (fault !== "statusBeforeReply") return answer(fake, request, response, 200, reply);
    void fake.settle().then(() => answer(fake, request, response, 200, reply));
  });
  router.post("/:version/:number/media", (request, response, next) => {
    const number = numberOf(fake, request);
    void readUpload(request)
      .then((file) => {
        const id = fake.media.add(number.phoneNumberId, file);
        request.body = { filename: file.filename, bytes: file.bytes.length };
        answer(fake, request, response, 200, { id });
      }, next)
      .catch(next);
  });
  router.post("/:version/:waba/subscribed_apps", (_request, response) => void response.json({ success: true }));
  router.use((error: unknown, request: Request, response: Response, next: NextFunction) => {
    const refused = error instanceof SyntaxError ? new GraphError(400, 100, "body is no JSON") : error;
    if (!(refused instanceof GraphError)) return next(refused);
    answer(fake, request, response, refused.status, refused.body);
  });
  return router;
}

/** Version, token and number, in the order in which Meta looks at them. */
function numberOf(fake: FakeGraph, request: Request): FakeNumber {
  const version = /^v(\d+)\.\d+$/.exec(String(request.params.version));
  if (!version) throw new GraphError(400, 2500, "unknown path components");
  if (Number(version[1]) < OLDEST_VERSION) throw new GraphError(400, 2635, "this version is too old");
  const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? "")?.[1];
  const known = [...fake.numbers.values()].filter((number) => number.token === token);
  if (!token || known.length === 0) throw new GraphError(401, 190, "invalid OAuth access token");
  const number = known.find(({ phoneNumberId }) => phoneNumberId === request.params.number);
  if (!number) throw new GraphError(400, 100, `object ${String(request.params.number)} does not exist or is not yours`);
  return number;
}

/** Faults at which the message is not taken. @returns whether the call is over. */
function faultBefore(fault: CallFault, response: Response): boolean {
  if (fault === "hang") return true;
  if (fault === "http500") response.status(500).send("<html>Sorry, something went wrong</html>");
  if (fault === "http500WithCode") response.status(500).json(new GraphError(500, 131000, "something went wrong").body);
  if (fault === "http429") response.status(429).json(new GraphError(429, 130429, "rate limit hit").body);
  return response.headersSent;
}

function answer(fake: FakeGraph, request: Request, response: Response, status: number, reply: Json): void {
  fake.record({
    at: fake.clock.iso(),
    direction: "toMeta",
    path: request.path,
    status,
    body: request.body as unknown,
    reply,
  });
  if (!response.headersSent && !request.socket.destroyed) response.status(status).json(reply);
  void fake.deliveries.run();
}

async function readUpload(request: Request): Promise<{ mimeType: string; filename: string; bytes: Buffer }> {
  return new Promise((resolve, reject) => {
    const fields: Record<string, string> = {};
    const found: { filename: string; parts: Buffer[] }[] = [];
    const form = busboy({ headers: request.headers, limits: { fileSize: 101 * 1024 * 1024, files: 1, fields: 10 } });
    form.on("field", (name, value) => (fields[name] = value));
    form.on("file", (_name, stream, { filename }) => {
      const file = { filename: filename ?? "file", parts: [] as Buffer[] };
      found.push(file);
      stream.on("data", (part: Buffer) => file.parts.push(part));
    });
    form.on("error", reject);
    form.on("close", () => {
      const [file] = found;
      const complete = file && fields.messaging_product === "whatsapp" && fields.type;
      if (!complete) return reject(new GraphError(400, 100, "messaging_product, type and file are required"));
      resolve({ mimeType: fields.type ?? "", filename: file.filename, bytes: Buffer.concat(file.parts) });
    });
    request.pipe(form);
  });
}
