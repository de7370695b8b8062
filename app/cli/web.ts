import { Router, type Express, type RequestHandler } from "express";
import { createApp } from "../api/app.js";
import { env } from "../env.js";
import { log } from "../log.js";

/**
 * Opens the web. The panel is imported once the rest answers: AdminJS costs 2 s and 300 MB, and whoever opens it in
 * that moment waits for it instead of everybody else.
 */
export async function openWeb(url: string): Promise<{ app: Express; close: () => Promise<void> }> {
  const { webhookRouter } = await import("../api/chatbot/index.js");
  const simulator = env.NODE_ENV === "production" ? undefined : await openSimulator(url);
  const app = createApp({ panel: late(importPanel), chatbot: webhookRouter, simulator: simulator?.router });
  return { app, close: async () => simulator?.stop() };
}

async function openSimulator(url: string): Promise<{ router: Router; stop: () => void }> {
  const { openSimulator: open } = await import("../chatbot/development.js");
  return open({ port: Number(new URL(url).port) });
}

async function importPanel(): Promise<Router> {
  const { panelRouter } = await import("../panel/index.js");
  return panelRouter();
}

/** A router that is being made: it begins after the present turn, and requests that come earlier wait for it. */
function late(make: () => Promise<Router>): Router {
  const made = new Promise<Router>((resolve, reject) => {
    setTimeout(() => make().then(resolve, reject), 50);
  });
  made.catch((err: unknown) => log.fatal({ err: err as Error }, "the panel could not be opened"));
  const wait: RequestHandler = (request, response, next) => {
    made.then((router) => router(request, response, next), next);
  };
  return Router().use(wait);
}
