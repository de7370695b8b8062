import { expect } from "chai";
import fc from "fast-check";
import { choiceMessage } from "../../../app/chatbot/whatsapp/choose.js";
import { codePoints, cut } from "../../../app/chatbot/whatsapp/limits.js";
import {
  MessageError,
  buttonsMessage,
  documentMessage,
  listMessage,
  templateMessage,
  textMessage,
} from "../../../app/chatbot/whatsapp/messages.js";
import type { ButtonAction, Choice, ListAction, OutgoingMessage } from "../../../app/chatbot/whatsapp/types.js";

const choices = (count: number, title = (n: number) => `Child ${n}`): Choice[] =>
  Array.from({ length: count }, (_, at) => ({ id: `v1|students|1|${at}`, title: title(at) }));
const choose = (options: Choice[], from = 0): OutgoingMessage =>
  choiceMessage({ body: "Which?" }, options, { opener: "Choose", more: "More" }, from, (next) => `more:${next}`);
const interactive = (message: OutgoingMessage) => (message.type === "interactive" ? message.interactive : null);
const rows = (message: OutgoingMessage) =>
  (interactive(message)?.action as ListAction).sections.flatMap((section) => section.rows);
const refuses = (make: () => unknown, field: string) =>
  expect(make).to.throw(MessageError).with.property("field", field);

describe("cutting texts", () => {
  it("counts code points and cuts at a whole character", () => {
    expect(codePoints("a😀")).to.equal(2);
    const family = "👨‍👩‍👧";
    expect(codePoints(family)).to.equal(5);
    expect(cut(`ab${family}c`, 5)).to.equal("ab…");
    expect(cut("abc", 3)).to.equal("abc");
  });

  it("never exceeds the limit and never splits a surrogate pair", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 60 }), fc.integer({ min: 1, max: 40 }), (text, most) => {
        const short = cut(text, most);
        expect(codePoints(short)).to.be.at.most(most);
        expect(() => encodeURIComponent(short)).to.not.throw();
      }),
    );
  });
});

describe("building messages", () => {
  it("takes a text of 4096 and refuses a longer one and a blank one", () => {
    expect(textMessage("x".repeat(4096)).type).to.equal("text");
    refuses(() => textMessage("x".repeat(4097)), "text.body");
    refuses(() => textMessage(" \n"), "text.body");
  });

  it("refuses a button title of 21, two of the same title or id, a fourth button, and an id with outer blanks", () => {
    const button = { id: "a", title: "x".repeat(20) };
    expect(buttonsMessage({ body: "b" }, [button]).type).to.equal("interactive");
    refuses(() => buttonsMessage({ body: "b" }, [{ ...button, title: "x".repeat(21) }]), "action.buttons.title");
    refuses(() => buttonsMessage({ body: "b" }, [button, { ...button, id: "b" }]), "action.buttons.title");
    refuses(() => buttonsMessage({ body: "b" }, [button, { ...button, title: "y" }]), "action.buttons.id");
    refuses(() => buttonsMessage({ body: "b" }, choices(4)), "action.buttons");
    refuses(() => buttonsMessage({ body: "b" }, [{ ...button, id: " a" }]), "action.buttons.id");
    refuses(() => buttonsMessage({ body: "b".repeat(1025) }, [button]), "interactive.body");
  });

  it("refuses an eleventh row over all sections, and sections without titles when there are several", () => {
    refuses(
      () =>
        listMessage({ body: "b" }, "Open", [
          { title: "A", rows: choices(6) },
          { title: "B", rows: choices(5) },
        ]),
      "action.sections.rows",
    );
    const [first, second] = choices(2);
    refuses(
      () => listMessage({ body: "b" }, "Open", [{ rows: [first as Choice] }, { title: "B", rows: [second as Choice] }]),
      "action.sections.title",
    );
    refuses(() => listMessage({ body: "b" }, "x".repeat(21), [{ rows: choices(1) }]), "action.button");
  });

  it("refuses a zip and takes a PDF by media id", () => {
    refuses(() => documentMessage({ mediaId: "1", filename: "reports.zip" }), "document.filename");
    expect(documentMessage({ mediaId: "1", filename: "report-T2-A1.pdf" })).to.deep.equal({
      type: "document",
      document: { id: "1", filename: "report-T2-A1.pdf" },
    });
  });

  it("refuses a template's parameter that is empty or has a newline or four blanks", () => {
    for (const odd of ["", "a\nb", "a    b", "a\tb"])
      refuses(() => templateMessage("notice_v1", "en", [odd]), "template.parameters");
  });
});

describe("offering options", () => {
  it("makes buttons of three short ones, a list of four or of a title of 21", () => {
    expect(interactive(choose(choices(3)))?.type).to.equal("button");
    expect(interactive(choose(choices(4)))?.type).to.equal("list");
    expect(interactive(choose(choices(2, (n) => `${n}${"x".repeat(20)}`)))?.type).to.equal("list");
    expect(
      (interactive(choose(choices(2, (n) => `${n}${"x".repeat(19)}`)))?.action as ButtonAction).buttons,
    ).to.have.length(2);
  });

  it("cuts a row title of 25, emoji included, at 24", () => {
    const [row] = rows(choose(choices(4, () => `${"x".repeat(22)}😀y!`)));
    expect(row?.title).to.equal(`${"x".repeat(22)}😀…`);
  });

  it("shows eleven as pages that together hold every option once", () => {
    const first = rows(choose(choices(11)));
    expect(first).to.have.length(10);
    expect(first[9]).to.deep.equal({ id: "more:9", title: "More" });
    expect(rows(choose(choices(11), 9)).map(({ id }) => id)).to.deep.equal(["v1|students|1|9", "v1|students|1|10"]);
    expect(rows(choose(choices(10)))).to.have.length(10);
  });
});
