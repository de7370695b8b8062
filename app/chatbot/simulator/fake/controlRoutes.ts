import express, { Router } from "express";
import { z } from "zod";
import type { FakeGraph } from "./FakeGraph.js";
import { CALL_FAULTS } from "./types.js";

const said = z.strictObject({
  waId: z.string().regex(/^\d{5,20}$/),
  phoneNumberId: z.string(),
  content: z.looseObject({ type: z.string() }),
});
const moved = z.strictObject({
  seconds: z
    .number()
    .int()
    .min(0)
    .max(366 * 24 * 3600),
});
const faulty = z.strictObject({ fault: z.enum(CALL_FAULTS), times: z.number().int().min(1).max(100).default(1) });
const mannered = z.strictObject({
  twice: z.boolean().optional(),
  outOfOrder: z.boolean().optional(),
  batch: z.boolean().optional(),
  readWithoutDelivered: z.boolean().optional(),
  bsuidInFrom: z.boolean().optional(),
});
const phoned = z.strictObject({
  waId: z.string().regex(/^\d{5,20}$/),
  name: z.string().max(60).optional(),
  bsuid: z.string().nullable().optional(),
  onWhatsApp: z.boolean().optional(),
  refusesMarketing: z.boolean().optional(),
  hidesNumber: z.boolean().optional(),
});

const SHOWN = 60;

/** The strings behind the puppet, under `/_fake/`: speak as a phone, move the clock, break things, look at everything. */
export function controlRoutes(fake: FakeGraph): Router {
  const router = Router();
  router.use(express.json({ limit: "1mb" }));
  router.post("/say", (request, response) => {
    const { waId, phoneNumberId, content } = said.parse(request.body);
    response.json({ wamid: fake.say(waId, phoneNumberId, content) });
    void fake.deliveries.run();
  });
  router.post("/clock", (request, response) => {
    fake.clock.advance(moved.parse(request.body).seconds * 1000);
    fake.revision += 1;
    response.json({ now: fake.clock.iso() });
    void fake.deliveries.run();
  });
  router.post("/faults", (request, response) => {
    const { fault, times } = faulty.parse(request.body);
    for (let time = 0; time < times; time++) fake.faults.push(fault);
    fake.revision += 1;
    response.json({ faults: fake.faults });
  });
  router.post("/manner", (request, response) => {
    Object.assign(fake.deliveries.manner, mannered.parse(request.body));
    fake.revision += 1;
    response.json(fake.deliveries.manner);
  });
  router.post("/phones", (request, response) => {
    const { waId, ...known } = phoned.parse(request.body);
    response.json(fake.phone(waId, known));
  });
  router.get("/state", (request, response) => {
    const { revision, faults } = fake;
    if (Number(request.query.since) === revision) return void response.json({ revision });
    const { manner, pending } = fake.deliveries;
    response.json({
      revision,
      now: fake.clock.iso(),
      faults,
      manner,
      pending,
      chat: fake.chat,
      exchanges: fake.exchanges.slice(-SHOWN),
    });
  });
  router.use((error: unknown, _request: express.Request, response: express.Response, _next: express.NextFunction) => {
    response.status(400).json({ error: error instanceof Error ? error.message : "bad request" });
  });
  return router;
}
