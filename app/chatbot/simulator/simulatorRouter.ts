import { Router } from "express";
import { readAsset } from "../asset.js";
import { loopbackOnly } from "./fake/fakeRouter.js";

/** A phone that the page offers. */
export interface OfferedPhone {
  waId: string;
  /** Who it is, as the list shows it: "Mother of Ana, 10 A". */
  name: string;
  phoneNumberId: string;
}

export interface OfferedNumber {
  phoneNumberId: string;
  displayNumber: string;
  schoolName: string;
}

export interface SimulatorOptions {
  production: boolean;
  /** Where fakeRouter is mounted, e.g. "/_graph". */
  fakePath: string;
  /** Asked at every load, so that schools made meanwhile appear. */
  offers: () =>
    | Promise<{ phones: OfferedPhone[]; numbers: OfferedNumber[] }>
    | { phones: OfferedPhone[]; numbers: OfferedNumber[] };
}

const ASSETS = [
  ["simulator.js", "text/javascript"],
  ["simulator.css", "text/css"],
] as const;

/** The page on which one chats as a parent. In production, and from another machine, every path of it is a 404. */
export function simulatorRouter({ production, fakePath, offers }: SimulatorOptions): Router {
  const router = Router({ strict: true });
  if (production) {
    router.use((_request, response) => void response.status(404).end());
    return router;
  }
  router.use(loopbackOnly);
  router.get("/", (request, response) => {
    if (!request.originalUrl.split("?")[0]?.endsWith("/")) return response.redirect(`${request.baseUrl}/`);
    const page = readAsset("./page/index.html", import.meta.url).replace("{{fake}}", encodeURI(fakePath));
    return response.type("html").set("cache-control", "no-store").send(page);
  });
  for (const [name, type] of ASSETS) {
    router.get(`/${name}`, (_request, response) => {
      response
        .type(type)
        .set("cache-control", "no-store")
        .send(readAsset(`./page/${name}`, import.meta.url));
    });
  }
  router.get("/offers.json", async (_request, response) => void response.json(await offers()));
  return router;
}
