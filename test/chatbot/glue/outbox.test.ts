import { once } from "node:events";
import { createServer, type AddressInfo } from "node:net";
import { expect } from "chai";
import { claimOutgoing } from "../../../app/chatbot/outbox/claimOutgoing.js";
import { keepResult } from "../../../app/chatbot/outbox/keepResult.js";
import { pumpOutbox } from "../../../app/chatbot/outbox/pumpOutbox.js";
import { sendingNumbers } from "../../../app/chatbot/outbox/sendingNumbers.js";
import { pumpMessages } from "../../../app/chatbot/pump/pumpMessages.js";
import { trackingOf } from "../../../app/chatbot/pump/settleStatuses.js";
import { GraphClient } from "../../../app/chatbot/whatsapp/GraphClient.js";
import type { OutgoingMessage } from "../../../app/chatbot/whatsapp/types.js";
import { configure, env } from "../../../app/env.js";
import * as models from "../../../models/index.js";
import { closeApp } from "../../support/app.js";
import { body, change, look, post } from "./bodies.js";
import { pupil, World, type ChattySchool } from "./world.js";

interface Row {
  id: string;
  state: string;
  attempts: number;
  wamid: string | null;
  errorCode: number | null;
}

/** A port on which nobody listens. */
async function closedPort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

describe("the outbox", function () {
  this.timeout(120_000); // many conversations over HTTP; seconds on a quiet machine
  let world: World;
  let school: ChattySchool;
  let other: ChattySchool;
  /** Another phone, and its guardian's child, for each test. */
  let me: string;
  let phones = 0;
  before(async () => {
    world = await World.open();
    school = await world.school();
    other = await world.school();
    await pupil(other);
  });
  beforeEach(async () => {
    me = `120155501${String(++phones).padStart(2, "0")}`;
    await pupil(school, { waId: me });
  });
  afterEach(async () => {
    world.fake.deliveries.manner.readWithoutDelivered = false;
    await look("UPDATE public.outbox_messages SET state = 'cancelled' WHERE state IN ('queued', 'sending', 'unknown')");
    await look("UPDATE public.whatsapp_numbers SET paused_until = NULL");
  });
  after(async () => {
    await world.settle();
    await world.close();
    await closeApp();
  });

  const rows = () =>
    look<Row>(
      `SELECT id, state, attempts, wamid, error_code AS "errorCode" FROM public.outbox_messages o
        WHERE client_id = $1 AND contact_id IN (SELECT id FROM public.whatsapp_contacts WHERE wa_id = $2) ORDER BY place`,
      [school.client.id, me],
    );
  /** They wrote, and the answer waits in the outbox. */
  async function waiting(textOf = "results"): Promise<void> {
    world.fake.say(me, school.phoneNumberId, { type: "text", text: { body: textOf } });
    await world.fake.settle();
    await pumpMessages();
  }
  const later = (column: string, state: string) =>
    look(
      `UPDATE public.outbox_messages SET ${column} = now() - interval '1 second' WHERE client_id = $1 AND state = $2`,
      [school.client.id, state],
    );
  const told = (wamid: string, status: string, more = {}) =>
    post(
      body(
        change(school.phoneNumberId, {
          statuses: [
            { id: wamid, status, timestamp: String(Math.floor(Date.now() / 1000)), recipient_id: me, ...more },
          ],
        }),
      ),
    );

  it("goes from queued over accepted to read, with the number's own token", async () => {
    await waiting();
    expect((await rows()).map(({ state }) => state)).to.deep.equal(["queued"]);
    await pumpOutbox();
    expect((await rows())[0]).to.include({ state: "accepted", attempts: 1 });
    await world.settle();
    expect((await rows())[0]!.state).to.equal("read");
  });

  it("never steps back, takes read for delivered, and fails after sent", async () => {
    await waiting();
    await pumpOutbox();
    const wamid = (await rows())[0]!.wamid!;
    await told(wamid, "read");
    await pumpMessages();
    await told(wamid, "sent");
    await told(wamid, "failed", { errors: [{ code: 131026 }] });
    await pumpMessages();
    expect((await rows())[0]!.state).to.equal("read");
    await waiting("language");
    await pumpOutbox();
    const second = (await rows())[1]!.wamid!;
    await told(second, "sent");
    await told(second, "failed", { errors: [{ code: 131026, title: "undeliverable" }] });
    await pumpMessages();
    expect((await rows())[1]).to.include({ state: "failed", errorCode: 131026 });
  });

  it("matches a status that beats the reply", async () => {
    await waiting();
    world.fake.faults.push("statusBeforeReply");
    await pumpOutbox();
    const [row] = await rows();
    expect(row).to.include({ attempts: 1 });
    expect(row!.wamid).to.match(/^wamid/);
    await world.settle();
    expect((await rows())[0]!.state).to.equal("read");
    expect(world.answers(school, me)).to.have.length(1);
  });

  it("does not know when the reply is lost, sends no second one, and learns it from the status", async () => {
    await waiting();
    world.fake.faults.push("dropReply");
    await pumpOutbox();
    expect((await rows())[0]).to.include({ state: "unknown", wamid: null });
    await pumpOutbox();
    expect(world.answers(school, me)).to.have.length(1);
    await world.settle();
    expect((await rows())[0]!.state).to.equal("read");
    expect(world.answers(school, me)).to.have.length(1);
  });

  it("is unknown when the worker was killed after the call; the status reconciles", async () => {
    await waiting();
    const outgoing = await claimOutgoing(await sendingNumbers());
    if (outgoing === null || outgoing === "held") throw new Error("nothing to send");
    const { row, number, address } = outgoing;
    const client = new GraphClient({
      baseUrl: env.WHATSAPP_API_URL!,
      version: env.WHATSAPP_API_VERSION,
      token: number.accessToken,
    });
    await client.send(row.phoneNumberId, address, row.payload as unknown as OutgoingMessage, trackingOf(row));
    // Killed here: nothing was kept. Its lease runs out, and another comes.
    await pumpOutbox();
    expect((await rows())[0]!.state).to.equal("sending");
    await later("lease_until", "sending");
    await pumpOutbox();
    expect((await rows())[0]).to.include({ state: "unknown", attempts: 1 });
    expect(world.answers(school, me)).to.have.length(1);
    await world.settle();
    expect((await rows())[0]!.state).to.equal("read");
    expect(world.answers(school, me)).to.have.length(1);
    // The killed one was only slow: what it still keeps changes nothing.
    await keepResult(outgoing, { kind: "unknown", reason: "late" });
    expect((await rows())[0]!.state).to.equal("read");
  });

  it("sends an unknown answer once more after two minutes, and not a third time; no other kind by itself", async () => {
    await waiting();
    world.fake.faults.push("http500", "http500");
    await pumpOutbox();
    expect((await rows())[0]!.state).to.equal("unknown");
    await later("not_before", "unknown");
    await pumpOutbox();
    expect((await rows())[0]).to.include({ state: "unknown", attempts: 2 });
    await later("not_before", "unknown");
    await pumpOutbox();
    expect((await rows())[0]).to.include({ state: "unknown", attempts: 2 });
    await waiting("language");
    await pumpOutbox();
    expect((await rows())[1]!.state).to.equal("accepted"); // it no longer holds up what comes after
    await look("UPDATE public.outbox_messages SET state = 'unknown', kind = 'notice', attempts = 1 WHERE id = $1", [
      (await rows())[0]!.id,
    ]);
    await pumpOutbox();
    expect((await rows())[0]!.state).to.equal("unknown");
  });

  it("keeps a contact's order: the next one waits until the former is accepted or over", async () => {
    await waiting("results");
    await waiting("language");
    world.fake.faults.push("http500WithCode");
    await pumpOutbox();
    expect((await rows()).map(({ state }) => state)).to.deep.equal(["queued", "queued"]);
    await later("not_before", "queued");
    await pumpOutbox();
    expect((await rows()).map(({ state }) => state)).to.deep.equal(["accepted", "accepted"]);
    const sent = world.answers(school, me);
    expect(sent[0]).to.include("Maths");
    expect(sent).to.have.length(2);
  });

  it("pauses only that number for its rate and token, and expires answers that are too old", async () => {
    await waiting();
    world.fake.faults.push("http429");
    await pumpOutbox();
    expect((await rows())[0]).to.include({ state: "queued", errorCode: 130429 });
    expect((await sendingNumbers()).map(({ phoneNumberId }) => phoneNumberId))
      .to.include(other.phoneNumberId)
      .and.not.include(school.phoneNumberId);
    expect(await world.say(other, "results")).to.include("Maths 67");
    await later("expires_at", "queued");
    await pumpOutbox();
    expect((await rows())[0]!.state).to.equal("expired");
  });

  it("is tried again when no byte left, and fails for good on a refusal that will not change", async () => {
    const url = env.WHATSAPP_API_URL!;
    await waiting();
    configure({ WHATSAPP_API_URL: `http://127.0.0.1:${await closedPort()}` });
    try {
      await pumpOutbox();
      expect((await rows())[0]).to.include({ state: "queued", attempts: 1 });
    } finally {
      configure({ WHATSAPP_API_URL: url });
    }
    await look("UPDATE public.outbox_messages SET payload = $2 WHERE client_id = $1 AND state = 'queued'", [
      school.client.id,
      JSON.stringify({ type: "text", text: { body: " ", preview_url: false } }),
    ]);
    await later("not_before", "queued");
    await pumpOutbox();
    expect((await rows())[0]!.state).to.equal("failed");
    expect(world.answers(school, me)).to.deep.equal([]);
  });

  it("leaves by the school's own number only: a row that names another school's never moves", async () => {
    await waiting();
    await school.inside(async () => {
      await models.OutboxMessage.update({ phoneNumberId: other.phoneNumberId }, { where: { state: "queued" } });
    });
    await pumpOutbox();
    expect((await rows())[0]).to.include({ state: "queued", attempts: 0 });
    const seen = await other.inside(() => models.OutboxMessage.findAll());
    expect(seen.every(({ clientId }) => clientId === other.client.id)).to.equal(true);
    // Nor does another school's app say anything of our messages.
    await look("UPDATE public.outbox_messages SET phone_number_id = $2 WHERE client_id = $1 AND state = 'queued'", [
      school.client.id,
      school.phoneNumberId,
    ]);
    await pumpOutbox();
    const [row] = await rows();
    await post(
      body(
        change(other.phoneNumberId, {
          statuses: [
            {
              id: row!.wamid,
              status: "failed",
              timestamp: "1767168000",
              biz_opaque_callback_data: `o:${row!.id}:1`,
              errors: [{ code: 1 }],
            },
          ],
        }),
      ),
    );
    await pumpMessages();
    expect((await rows())[0]!.state).to.equal("accepted");
  });
});
