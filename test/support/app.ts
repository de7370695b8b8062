import type { Server } from "node:http";
import { request } from "node:http";
import type { AddressInfo } from "node:net";
import type { Express } from "express";
import { createApp, type Parts } from "../../app/api/app.js";
import { forgetLimits } from "../../app/http/limits.js";
import { forgetFailures } from "./database.js";

export interface Answer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  text: string;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- tests look into answers of every shape
  body: any;
}
export interface Ask {
  token?: string;
  key?: string;
  host?: string;
  headers?: Record<string, string>;
  body?: unknown;
  raw?: string | Buffer;
}

let server: Server | undefined;
let port = 0;

/** Serves the whole application on a free port of 127.0.0.1, once a process. */
export async function serveApp(parts: Parts = {}): Promise<Express> {
  const app = createApp(parts);
  await closeApp();
  server = await new Promise<Server>((resolve) => {
    const listening = app.listen(0, "127.0.0.1", () => resolve(listening));
  });
  // A socket that was idle for five seconds (a stalled machine) would be closed under the next request: ECONNRESET.
  server.keepAliveTimeout = 0;
  port = (server.address() as AddressInfo).port;
  return app;
}
export const appPort = (): number => port;

export async function closeApp(): Promise<void> {
  const closing = server;
  server = undefined;
  if (closing) {
    closing.closeAllConnections();
    await new Promise((resolve) => closing.close(resolve));
    await forgetFailures();
  }
}

/** One request with a Host header (names of *.localhost do not resolve in Node). */
export async function ask(
  method: string,
  path: string,
  { token, key, host = "localhost", headers = {}, body, raw }: Ask = {},
): Promise<Answer> {
  if (!server) await serveApp();
  forgetLimits();
  const payload = raw ?? (body === undefined ? undefined : JSON.stringify(body));
  const sent: Record<string, string> = {
    host,
    ...(payload === undefined
      ? {}
      : { "content-type": "application/json", "content-length": String(Buffer.byteLength(payload)) }),
    ...(token ? { authorization: `Bearer ${token}` } : {}),
    ...(key ? { "x-api-key": key } : {}),
    ...headers,
  };
  return new Promise((resolve, reject) => {
    const outgoing = request({ host: "127.0.0.1", port, method, path, headers: sent }, (incoming) => {
      const parts: Buffer[] = [];
      incoming.on("data", (part: Buffer) => parts.push(part));
      incoming.on("end", () => {
        const text = Buffer.concat(parts).toString("utf8");
        const isJson = String(incoming.headers["content-type"]).includes("json");
        resolve({
          status: incoming.statusCode ?? 0,
          headers: incoming.headers,
          text,
          body: isJson && text ? JSON.parse(text) : undefined,
        });
      });
    });
    outgoing.on("error", reject);
    outgoing.end(payload);
  });
}
