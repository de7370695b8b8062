import type { Express, Router } from "express";
import { createApp } from "../api/app.js";
import { env } from "../env.js";

/** Opens the web: the API at once, the panel and the simulator by dynamic import (AdminJS costs 2 s and 300 MB). */
export async function openWeb(url: string): Promise<{ app: Express; close: () => Promise<void> }> {
  const { panelRouter } = await import("../panel/index.js");
  const chatbot = await chatbotRouter();
  const simulator = env.NODE_ENV === "production" ? undefined : await openSimulator(url);
  const panel = await panelRouter();
  return { app: createApp({ panel, chatbot, simulator: simulator?.router }), close: async () => simulator?.stop() };
}

async function chatbotRouter(): Promise<Router> {
  const { webhookRouter } = await import("./../api/chatbot/index.js");
  return webhookRouter;
}

async function openSimulator(url: string): Promise<{ router: Router; stop: () => void } | undefined> {
  const { openSimulator: open } = await import("../chatbot/development.js");
  return open({ port: Number(new URL(url).port) });
}
