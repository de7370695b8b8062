import { expect } from "chai";
import { policyFor, secondsToWait } from "../../../app/chatbot/whatsapp/errorCodes.js";
import { GraphClient } from "../../../app/chatbot/whatsapp/GraphClient.js";
import { MessageError, textMessage } from "../../../app/chatbot/whatsapp/messages.js";

interface Seen {
  url: string;
  init: RequestInit;
}

function clientWith(reply: () => Promise<Response> | Response): { client: GraphClient; seen: Seen[] } {
  const seen: Seen[] = [];
  const fake: typeof fetch = (url, init) => {
    seen.push({ url: String(url), init: init ?? {} });
    return Promise.resolve().then(reply);
  };
  return {
    client: new GraphClient({ baseUrl: "http://meta.test/", version: "v23.0", token: "secret", fetch: fake }),
    seen,
  };
}

const answering = (status: number, body: unknown) =>
  clientWith(() => new Response(typeof body === "string" ? body : JSON.stringify(body), { status }));
const failing = (code: string) => clientWith(() => Promise.reject(new TypeError("fetch failed", { cause: { code } })));
const send = (client: GraphClient) => client.send("1001", { waId: "263771234567" }, textMessage("hello"), "o:1:1");

describe("the Graph client", () => {
  it("posts to version and number with the token, and names what Meta accepted", async () => {
    const { client, seen } = answering(200, {
      messages: [{ id: "wamid.1" }],
      contacts: [{ input: "x", wa_id: "263771234567", user_id: "ZW.1" }],
      news: 1,
    });
    expect(await send(client)).to.deep.equal({
      kind: "accepted",
      wamid: "wamid.1",
      waId: "263771234567",
      bsuid: "ZW.1",
    });
    expect(seen[0]?.url).to.equal("http://meta.test/v23.0/1001/messages");
    expect(seen[0]?.init.headers).to.include({ authorization: "Bearer secret" });
    expect(JSON.parse(String(seen[0]?.init.body))).to.deep.equal({
      messaging_product: "whatsapp",
      recipient_type: "individual",
      to: "263771234567",
      type: "text",
      text: { body: "hello", preview_url: false },
      biz_opaque_callback_data: "o:1:1",
    });
  });

  it("addresses a user id by `recipient` and leaves `to` out", async () => {
    const { client, seen } = answering(200, { messages: [{ id: "wamid.1" }] });
    await client.send("1001", { bsuid: "ZW.84321" }, textMessage("hello"));
    const body = JSON.parse(String(seen[0]?.init.body)) as Record<string, unknown>;
    expect(body.recipient).to.equal("ZW.84321");
    expect(body).to.not.have.property("to");
  });

  it("refuses for good with a code of Meta's, and judges 5xx with a code as not sent", async () => {
    const refused = await send(
      answering(400, { error: { code: 131047, message: "m", error_data: { details: "24 hours" } } }).client,
    );
    expect(refused).to.deep.include({ kind: "refused", code: 131047, details: "24 hours" });
    expect(refused.kind === "refused" && refused.policy.action).to.equal("hold");
    const theirs = await send(answering(500, { error: { code: 131000 } }).client);
    expect(theirs.kind === "refused" && theirs.policy.action).to.equal("retry");
  });

  it("does not know after a timeout, a dropped connection, a bare 5xx and an unreadable 200", async () => {
    const timeout = clientWith(() => Promise.reject(new DOMException("t", "TimeoutError")));
    for (const { client } of [
      timeout,
      failing("ECONNRESET"),
      failing("UND_ERR_SOCKET"),
      answering(502, "<html>"),
      answering(200, "{}"),
    ]) {
      expect((await send(client)).kind).to.equal("unknown");
    }
  });

  it("retries when no byte left: name not found, connection refused", async () => {
    for (const code of ["ENOTFOUND", "ECONNREFUSED"]) {
      const result = await send(failing(code).client);
      expect(result.kind === "refused" && result.policy.action, code).to.equal("retry");
    }
  });

  it("pauses the number at a 429 without a code", async () => {
    const result = await send(answering(429, "slow down").client);
    expect(result.kind === "refused" && result.policy.action).to.equal("pauseNumber");
  });

  it("uploads a PDF as a form and refuses a zip before any call", async () => {
    const { client, seen } = answering(200, { id: 9900 });
    const file = { bytes: Buffer.from("%PDF-"), mimeType: "application/pdf", filename: "a.pdf" };
    expect(await client.uploadDocument("1001", file)).to.deep.equal({ kind: "uploaded", mediaId: "9900" });
    expect(seen[0]?.init.body).to.be.instanceOf(FormData);
    const error = await client
      .uploadDocument("1001", { ...file, mimeType: "application/zip" })
      .catch((thrown: unknown) => thrown);
    expect(error).to.be.instanceOf(MessageError);
    expect(seen).to.have.length(1);
  });
});

describe("the table of Meta's codes", () => {
  it("pauses one contact for 131056, one number for 130429, and pauses with an alarm for a bad token", () => {
    expect(policyFor(131056).action).to.equal("pauseContact");
    expect(policyFor(130429)).to.include({ action: "pauseNumber", alarm: false });
    for (const code of [190, 200, 299, 10, 0])
      expect(policyFor(code), String(code)).to.include({ action: "pauseNumber", alarm: true });
  });

  it("fails and shows a code that nobody knows", () => {
    expect(policyFor(999999)).to.include({ action: "fail", retries: 0 });
  });

  it("waits 1, 4, 16 … s for a pair, 1 to 64 s for a rate, and gives up after an hour", () => {
    expect([1, 2, 3].map((tries) => secondsToWait(policyFor(131056), tries, 0, 0))).to.deep.equal([1, 4, 16]);
    expect([1, 2, 7, 20].map((tries) => secondsToWait(policyFor(4), tries, 0, 0))).to.deep.equal([1, 2, 64, 64]);
    expect(secondsToWait(policyFor(4), 2, 3600, 0)).to.equal(null);
    expect(secondsToWait(policyFor(131047), 1, 0, 0)).to.equal(null);
    expect(secondsToWait(policyFor(2), 6, 60, 0)).to.equal(null);
  });
});
