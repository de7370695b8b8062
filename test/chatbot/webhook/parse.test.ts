import { expect } from "chai";
import fc from "fast-check";
import { parseWebhook } from "../../../app/chatbot/webhook/parse.js";
import { advance } from "../../../app/chatbot/webhook/status.js";
import { body, change, contact, message } from "./bodies.js";

const one = (fields: Record<string, unknown>, contacts: unknown[] = [contact]) =>
  parseWebhook(body(change("1001", { contacts, messages: [message(fields)] })));

const text = { type: "text", text: { body: "maresults" } };

describe("parsing the webhook", () => {
  it("reads a text with its sender, time, number and what it answers", () => {
    const [read] = one({ ...text, context: { from: "1", id: "wamid.Z9" } }).messages;
    expect(read).to.deep.include({
      phoneNumberId: "1001",
      wamid: "wamid.A1",
      sender: { waId: "263771234567", bsuid: "ZW.84321", profileName: "Rudo", username: null },
      content: { kind: "text", text: "maresults" },
      contextWamid: "wamid.Z9",
    });
    expect(read?.sentAt.toISOString()).to.equal("2025-12-31T08:00:00.000Z");
  });

  it("routes every change of one POST by its own number", () => {
    const parsed = parseWebhook(
      body(
        { field: "message_template_status_update", value: { event: "APPROVED" } },
        change("1001", { contacts: [contact], messages: [message(text)] }),
        change("2002", { contacts: [contact], messages: [message({ ...text, id: "wamid.B1" })] }),
      ),
    );
    expect(parsed.messages.map(({ phoneNumberId, wamid }) => [phoneNumberId, wamid])).to.deep.equal([
      ["1001", "wamid.A1"],
      ["2002", "wamid.B1"],
    ]);
    expect(parsed.numberEvents.map(({ field }) => field)).to.deep.equal(["message_template_status_update"]);
  });

  it("keeps the others when one message of a POST is broken", () => {
    const messages = [message({ ...text, timestamp: undefined }), message({ ...text, id: "wamid.A2" }), 7];
    const parsed = parseWebhook(body(change("1001", { contacts: [contact], messages })));
    expect(parsed.messages.map(({ wamid }) => wamid)).to.deep.equal(["wamid.A2"]);
    expect(parsed.malformed.map(({ reason }) => reason)).to.deep.equal([
      "message without readable timestamp",
      "message is no object",
    ]);
  });

  it("reads milliseconds as the same instant as seconds", () => {
    const [read] = one({ ...text, timestamp: "1767168000000" }).messages;
    expect(read?.sentAt.toISOString()).to.equal("2025-12-31T08:00:00.000Z");
  });

  it("takes the id, not the title, of a button, a list row and a template's button", () => {
    const taps = [
      {
        type: "interactive",
        interactive: { type: "button_reply", button_reply: { id: "v1|menu|1|results", title: "X" } },
      },
      {
        type: "interactive",
        interactive: { type: "list_reply", list_reply: { id: "v1|menu|1|results", title: "Y", description: "Z" } },
      },
      { type: "button", button: { payload: "v1|menu|1|results", text: "W" } },
    ];
    for (const tap of taps)
      expect(one(tap).messages[0]?.content, tap.type).to.include({ kind: "tap", id: "v1|menu|1|results" });
  });

  it("keeps a form whose answer holds no object and drops the payload", () => {
    const form = (response: string) => ({
      type: "interactive",
      interactive: { type: "nfm_reply", nfm_reply: { name: "flow", response_json: response } },
    });
    expect(one(form('{"flow_token":"a"}')).messages[0]?.content).to.deep.equal({
      kind: "form",
      name: "flow",
      response: { flow_token: "a" },
    });
    for (const odd of ["[1]", "null", "{", '"x"']) {
      expect(one(form(odd)).messages[0]?.content, odd).to.deep.equal({ kind: "form", name: "flow", response: null });
    }
  });

  it("reads every further type of Meta's", () => {
    const kinds: [Record<string, unknown>, string][] = [
      [{ type: "image", image: { id: "9", mime_type: "image/jpeg", caption: "hello" } }, "media"],
      [{ type: "audio", audio: { id: "9", voice: true } }, "media"],
      [{ type: "video", video: { id: "9" } }, "media"],
      [{ type: "document", document: { id: "9", filename: "a.pdf" } }, "media"],
      [{ type: "sticker", sticker: { id: "9" } }, "media"],
      [{ type: "location", location: { latitude: -17.8, longitude: 31 } }, "location"],
      [{ type: "contacts", contacts: [{ phones: [{ phone: "+263 77" }] }] }, "contacts"],
      [{ type: "reaction", reaction: { message_id: "wamid.Z" } }, "reaction"],
      [{ type: "order", order: { catalog_id: "1" } }, "order"],
      [{ type: "unsupported", errors: [{ code: 131051 }] }, "unsupported"],
      [{ type: "hologram", hologram: {} }, "unknown"],
    ];
    for (const [fields, kind] of kinds)
      expect(one(fields).messages[0]?.content.kind, String(fields.type)).to.equal(kind);
  });

  it("reads a message without phone as one of its user id", () => {
    const [read] = one({ ...text, from: undefined, from_user_id: "ZW.84321" }, []).messages;
    expect(read?.sender).to.include({ waId: null, bsuid: "ZW.84321" });
  });

  it("never takes a user id in `from` for a phone, nor a parent id for an address", () => {
    expect(one({ ...text, from: "ZW.84321" }, []).messages[0]?.sender).to.include({ waId: null, bsuid: "ZW.84321" });
    expect(one({ ...text, from: "ZW.ENT.55" }, []).malformed[0]?.reason).to.equal("message without sender");
  });

  it("gives each of several senders in one change its own name", () => {
    const contacts = [contact, { profile: { name: "Tendai" }, wa_id: "263772222222" }];
    const [read] = one({ ...text, from: "263772222222" }, contacts).messages;
    expect(read?.sender).to.include({ waId: "263772222222", bsuid: null, profileName: "Tendai" });
  });

  it("reads a changed number from a system message without contacts", () => {
    const value = {
      messages: [message({ type: "system", system: { type: "user_changed_number", wa_id: "263782345678" } })],
    };
    const [read] = parseWebhook(body(change("1001", value))).messages;
    expect(read?.sender.waId).to.equal("263771234567");
    expect(read?.content).to.deep.equal({
      kind: "identityChanged",
      event: "user_changed_number",
      now: { waId: "263782345678", bsuid: null },
    });
  });

  it("ignores group messages and objects and fields of others", () => {
    expect(one({ ...text, group_id: "g1" }).ignored[0]?.reason).to.equal("group message");
    expect(parseWebhook(Buffer.from('{"object":"page","entry":[]}')).ignored).to.have.length(1);
    expect(parseWebhook(body({ field: "flows", value: {} })).ignored[0]?.reason).to.equal("field flows");
  });

  it("alarms the number for errors at value level and makes no message of them", () => {
    const parsed = parseWebhook(body(change("1001", { errors: [{ code: 131031, title: "locked" }] })));
    expect(parsed.messages).to.deep.equal([]);
    expect(parsed.numberEvents[0]).to.deep.include({ phoneNumberId: "1001", field: "errors" });
  });

  it("reads statuses with tracking, recipient and errors", () => {
    const failed = {
      id: "wamid.B2",
      status: "failed",
      timestamp: "1767168060",
      recipient_id: "263771234567",
      biz_opaque_callback_data: "o:1:1",
      errors: [{ code: 131047, title: "Re-engagement message", error_data: { details: "more than 24 hours" } }],
    };
    const parsed = parseWebhook(
      body(change("1001", { statuses: [failed, { ...failed, status: "played" }, { ...failed, status: "warped" }] })),
    );
    expect(parsed.statuses).to.have.length(1);
    expect(parsed.statuses[0]).to.deep.include({
      status: "failed",
      tracking: "o:1:1",
      recipient: { waId: "263771234567", bsuid: null },
      errors: [{ code: 131047, title: "Re-engagement message", details: "more than 24 hours" }],
    });
    expect([parsed.ignored.length, parsed.malformed.length]).to.deep.equal([1, 1]);
  });

  it("keeps what is signed but unreadable as malformed", () => {
    for (const odd of ["", "{", "[]", "null", "7"])
      expect(parseWebhook(Buffer.from(odd)).malformed, odd).to.have.length(1);
  });

  it("takes NUL characters out of a text", () => {
    expect(one({ type: "text", text: { body: "a\0b" } }).messages[0]?.content).to.deep.equal({
      kind: "text",
      text: "ab",
    });
  });

  it("never throws, whatever stands in the body", function () {
    this.timeout(20_000);
    const json = () => fc.jsonValue({ maxDepth: 2 });
    const anything = fc.record({
      object: fc.constant("whatsapp_business_account"),
      entry: fc.array(
        fc.record({
          id: json(),
          changes: fc.array(
            fc.record({
              field: fc.constant("messages"),
              value: fc.record({
                metadata: fc.record({ phone_number_id: fc.string() }),
                messages: fc.array(
                  fc.oneof(
                    json(),
                    fc.record({
                      id: fc.string(),
                      from: fc.string(),
                      timestamp: fc.constant("1767168000"),
                      type: fc.constantFrom("text", "interactive", "system", "contacts", "image", "constructor"),
                      text: json(),
                      interactive: json(),
                      contacts: json(),
                    }),
                  ),
                ),
                statuses: fc.array(json()),
                contacts: fc.array(json()),
                errors: json(),
              }),
            }),
          ),
        }),
      ),
    });
    fc.assert(
      fc.property(anything, (value) => {
        parseWebhook(Buffer.from(JSON.stringify(value)));
      }),
      { numRuns: 50 },
    );
  });
});

describe("the state of an outgoing message", () => {
  it("never steps back: a late sent after read, a failed after delivered", () => {
    expect(advance("accepted", "read")).to.equal("read");
    expect(advance("read", "delivered")).to.equal("read");
    expect(advance("read", "sent")).to.equal("read");
    expect(advance("delivered", "failed")).to.equal("delivered");
  });

  it("fails after sent, and is reconciled from unknown", () => {
    expect(advance("sent", "failed")).to.equal("failed");
    expect(advance("unknown", "sent")).to.equal("sent");
    expect(advance("failed", "sent")).to.equal("failed");
  });
});
