import { randomBytes } from "node:crypto";
import { Router } from "express";
import { configure, env } from "../env.js";
import { readOffers } from "./simulator/offers.js";
import { FakeGraph } from "./simulator/fake/FakeGraph.js";
import { fakeRouter, keepDelivering } from "./simulator/fake/fakeRouter.js";
import { simulatorRouter } from "./simulator/simulatorRouter.js";

export interface Simulator {
  /** Both, at their own paths: /_graph (Meta's side) and /simulator/ (the page). Mounted before bodies are parsed. */
  router: Router;
  fake: FakeGraph;
  stop: () => void;
}

const PATH = "/_graph";
/** Milliseconds until a message is sent, delivered and read, as one sees it on a phone. */
const DELAYS = [150, 500, 1200] as const;

/**
 * The simulator of a development server that listens on `port`: Meta's API in memory with the numbers of our own table,
 * and the page on which one chats as a parent. Our calls go to it unless WHATSAPP_API_URL names another place.
 * @throws Error in production: it lets anybody speak as anybody
 */
export async function openSimulator({ port }: { port: number }): Promise<Simulator> {
  const production = env.NODE_ENV === "production";
  const base = `http://127.0.0.1:${port}`;
  const fake = new FakeGraph({ numbers: [], production, statusDelays: DELAYS });
  // The fake signs with it for numbers that have no secret of their own.
  if (env.WHATSAPP_APP_SECRET === undefined) configure({ WHATSAPP_APP_SECRET: randomBytes(24).toString("hex") });
  if (env.WHATSAPP_API_URL === undefined) configure({ WHATSAPP_API_URL: `${base}${PATH}` });
  /** Read at every load of the page, so that schools and numbers made meanwhile appear. */
  const offers = async () => {
    const { phones, numbers, secrets } = await readOffers();
    for (const number of secrets)
      fake.numbers.set(number.phoneNumberId, { ...number, webhookUrl: `${base}/api/v1/chatbot/webhook` });
    for (const { waId, name } of phones) fake.phone(waId, { name });
    return { phones, numbers };
  };
  await offers();
  const router = Router();
  router.use(PATH, fakeRouter(fake));
  router.use("/simulator", simulatorRouter({ production, fakePath: PATH, offers }));
  return { router, fake, stop: keepDelivering(fake) };
}
