import express from "express";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { FakeClock } from "../../../app/chatbot/simulator/fake/FakeClock.js";
import { FakeGraph } from "../../../app/chatbot/simulator/fake/FakeGraph.js";
import type { FakeOptions } from "../../../app/chatbot/simulator/fake/FakeGraph.js";
import { fakeRouter } from "../../../app/chatbot/simulator/fake/fakeRouter.js";
import type { FakeNumber, Json } from "../../../app/chatbot/simulator/fake/types.js";

export const number = (over: Partial<FakeNumber> = {}): FakeNumber => ({
  phoneNumberId: "1001",
  displayNumber: "+263 242 000001",
  wabaId: "WABA1",
  token: "token-1",
  appSecret: "secret",
  webhookUrl: "http://school.test/webhook",
  templates: [
    { name: "notice_v1", language: "en", parameters: 2, category: "UTILITY", status: "APPROVED" },
    { name: "offer_v1", language: "en", parameters: 0, category: "MARKETING", status: "APPROVED" },
    { name: "paused_v1", language: "en", parameters: 0, category: "UTILITY", status: "PAUSED" },
  ],
  ...over,
});

/** A webhook that remembers what it was told. `answers` are its next statuses; 200 afterwards. */
export class Webhook {
  readonly told: { body: Buffer; headers: Record<string, string> }[] = [];
  answers: number[] = [];

  readonly post = (_url: string, body: Buffer, headers: Record<string, string>): Promise<number> => {
    this.told.push({ body, headers });
    return Promise.resolve(this.answers.shift() ?? 200);
  };

  get values(): { number: string; value: Json }[] {
    return this.told.flatMap(({ body }) => {
      const parsed = JSON.parse(body.toString()) as {
        entry: { changes: { value: Json & { metadata: { phone_number_id: string } } }[] }[];
      };
      return parsed.entry.flatMap((entry) =>
        entry.changes.map(({ value }) => ({ number: value.metadata.phone_number_id, value })),
      );
    });
  }

  get statuses(): { status: string; errors?: { code: number }[]; biz_opaque_callback_data?: string }[] {
    return this.values.flatMap(({ value }) => (value.statuses ?? []) as { status: string }[]);
  }
}

/** A fake whose clock stands still, and its webhook. */
export function fakeWith(over: Partial<FakeOptions> = {}): { fake: FakeGraph; webhook: Webhook } {
  const webhook = new Webhook();
  const clock = new FakeClock(() => Date.parse("2026-03-02T08:00:00Z"));
  const fake = new FakeGraph({ numbers: [number()], production: false, clock, post: webhook.post, ...over });
  return { fake, webhook };
}

/** Serves it on a free port of this machine. */
export async function serve(fake: FakeGraph): Promise<{ url: string; close: () => Promise<void> }> {
  const app = express().use("/graph", fakeRouter(fake));
  const server = await new Promise<Server>((resolve) => {
    const listening = app.listen(0, "127.0.0.1", () => resolve(listening));
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/graph`;
  const close = (): Promise<void> => {
    server.closeAllConnections();
    return new Promise((resolve) => void server.close(() => resolve()));
  };
  return { url, close };
}
