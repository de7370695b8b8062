import { expect } from "chai";
import express from "express";
import type { AddressInfo } from "node:net";
import { GraphClient } from "../../../app/chatbot/whatsapp/GraphClient.js";
import { documentMessage, textMessage } from "../../../app/chatbot/whatsapp/messages.js";
import { simulatorRouter } from "../../../app/chatbot/simulator/simulatorRouter.js";
import { parseWebhook } from "../../../app/chatbot/webhook/parse.js";
import { fakeWith, serve } from "./support.js";

const address = { waId: "263771234567" };

describe("our client against the fake, over HTTP", () => {
  const { fake, webhook } = fakeWith();
  let url = "";
  let close: () => Promise<void>;
  const client = (over: Partial<ConstructorParameters<typeof GraphClient>[0]> = {}) =>
    new GraphClient({ baseUrl: url, version: "v23.0", token: "token-1", timeoutMs: 400, ...over });
  const send = (from = client()) => from.send("1001", address, textMessage("olá"), "o:1:1");

  before(async () => ({ url, close } = await serve(fake)));
  after(() => close());

  it("is accepted, and the statuses parse", async () => {
    fake.say(address.waId, "1001", { type: "text", text: { body: "hi" } });
    const result = await send();
    await fake.settle();
    expect(result).to.deep.include({ kind: "accepted", waId: address.waId });
    const statuses = webhook.told.flatMap(({ body }) => parseWebhook(body).statuses);
    expect(statuses.map(({ status, tracking }) => [status, tracking])).to.deep.equal([
      ["sent", "o:1:1"],
      ["delivered", "o:1:1"],
      ["read", "o:1:1"],
    ]);
    expect(result.kind === "accepted" && statuses.every(({ wamid }) => wamid === result.wamid)).to.equal(true);
  });

  it("learns of a wrong token, an unknown number and an old or missing version", async () => {
    const codes = await Promise.all([
      send(client({ token: "wrong" })),
      client().send("9999", address, textMessage("a")),
      send(client({ version: "v3.0" })),
      send(client({ version: "latest" })),
    ]);
    expect(codes.map((result) => result.kind === "refused" && result.code)).to.deep.equal([190, 100, 2635, 2500]);
  });

  it("does not know whether it was sent when the reply was dropped, and the message was taken once", async () => {
    const before = fake.chat.length;
    fake.faults.push("dropReply");
    expect((await send()).kind).to.equal("unknown");
    expect(fake.chat.length).to.equal(before + 1);
  });

  it("does not know after a hang or a bare 500, and nothing was taken", async () => {
    const before = fake.chat.length;
    fake.faults.push("hang", "http500");
    expect([(await send()).kind, (await send()).kind]).to.deep.equal(["unknown", "unknown"]);
    expect(fake.chat.length).to.equal(before);
  });

  it("is refused with a way to go on at 429 and a 500 with a code", async () => {
    fake.faults.push("http429", "http500WithCode");
    const [first, second] = [await send(), await send()];
    expect(first.kind === "refused" && first.policy.action).to.equal("pauseNumber");
    expect(second.kind === "refused" && second.policy.action).to.equal("retry");
  });

  it("hears the statuses before the reply when Meta is quick", async () => {
    await fake.settle();
    const before = webhook.statuses.length;
    fake.faults.push("statusBeforeReply");
    const result = await send();
    expect(result.kind).to.equal("accepted");
    expect(webhook.statuses.length).to.equal(before + 3);
  });

  it("uploads a PDF and sends it by its id", async () => {
    const bytes = Buffer.from("%PDF-1.7 é");
    const upload = await client().uploadDocument("1001", {
      bytes,
      mimeType: "application/pdf",
      filename: "report.pdf",
    });
    const mediaId = upload.kind === "uploaded" ? upload.mediaId : "";
    expect(fake.media.peek(mediaId)?.bytes).to.deep.equal(bytes);
    const sent = await client().send("1001", address, documentMessage({ mediaId, filename: "report.pdf" }));
    expect(sent.kind).to.equal("accepted");
  });

  it("marks a message of theirs as read", async () => {
    const wamid = fake.say(address.waId, "1001", { type: "text", text: { body: "hi" } });
    expect((await client().markRead("1001", wamid)).kind).to.equal("done");
    expect((await client().markRead("1001", "wamid.none")).kind).to.equal("refused");
  });

  it("is driven through /_fake/: speaks, moves the clock, refuses nonsense", async () => {
    const control = (path: string, body: unknown) =>
      fetch(`${url}/_fake/${path}`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(body),
      });
    const said = await control("say", {
      waId: address.waId,
      phoneNumberId: "1001",
      content: { type: "text", text: { body: "hey" } },
    });
    expect(await said.json()).to.have.property("wamid");
    const before = fake.clock.now();
    await control("clock", { seconds: 3600 });
    expect(fake.clock.now() - before).to.equal(3_600_000);
    expect((await control("say", { waId: "x" })).status).to.equal(400);
    expect((await control("faults", { fault: "fire" })).status).to.equal(400);
    const state = (await (await fetch(`${url}/_fake/state?since=-1`)).json()) as { chat: unknown[] };
    expect(state.chat).to.have.length(fake.chat.length);
  });
});

describe("the simulator's page", () => {
  const statusOf = async (production: boolean, path: string): Promise<[number, string]> => {
    const offers = () => ({ phones: [], numbers: [] });
    const app = express().use("/simulator", simulatorRouter({ production, fakePath: "/_graph", offers }));
    const server = app.listen(0, "127.0.0.1");
    await new Promise((resolve) => server.once("listening", resolve));
    const reply = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`);
    const body = await reply.text();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    return [reply.status, body];
  };

  it("is there in development, with its script and style and nothing from elsewhere", async () => {
    const [status, page] = await statusOf(false, "/simulator/");
    expect(status).to.equal(200);
    expect(page)
      .to.include('data-fake="/_graph"')
      .and.not.match(/https?:\/\//);
    for (const path of [
      "/simulator",
      "/simulator/simulator.js",
      "/simulator/simulator.css",
      "/simulator/offers.json",
    ]) {
      expect((await statusOf(false, path))[0], path).to.equal(200);
    }
  });

  it("is a 404 in production, every path of it", async () => {
    for (const path of ["/simulator/", "/simulator", "/simulator/simulator.js", "/simulator/offers.json"]) {
      expect((await statusOf(true, path))[0], path).to.equal(404);
    }
  });
});
