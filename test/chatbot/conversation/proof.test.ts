import { expect } from "chai";
import { findDate } from "../../../app/chatbot/conversation/dates.js";
import { lookupsFor } from "../../../app/chatbot/conversation/proof.js";
import { eventOf } from "../../../app/chatbot/conversation/eventOf.js";
import { Parent, child } from "./support.js";

const nobody = { guardian: null, children: [] };
const secrets = ["Tariro", "2A", "Form 2", "Maths"];

const silentAboutChildren = (text: string): void => {
  for (const secret of secrets) expect(text).to.not.include(secret);
};

describe("proof by admission number and date of birth", () => {
  it("asks for both, then shows what was asked for", () => {
    const parent = new Parent({ proof: "secret" });
    expect(parent.say("results")).to.include("admission number");
    expect(parent.say("a1042")).to.include("date of birth");
    expect(parent.say("14/03/2010")).to.include("Maths 67 B");
    expect(parent.effects).to.deep.include({ type: "bind", guardianId: "g1", by: "secret" });
    expect(parent.later(60 * 24).say("results")).to.include("Maths 67 B");
  });

  it("takes both in one message", () => {
    const parent = new Parent({ proof: "secret" });
    parent.say("results");
    expect(parent.say("A1042 2010-03-14")).to.include("Maths 67 B");
  });

  it("says to a stranger, at every step, exactly what it says to a guardian who is wrong", () => {
    const guardian = new Parent({ proof: "secret", guardian: { id: "g1", language: "pt" } });
    const stranger = new Parent({ proof: "secret", ...nobody });
    const mayNot = new Parent({ proof: "secret", children: [] });
    for (const text of [
      "hello",
      "results",
      "A9999",
      "01/01/2010",
      "A1042",
      "02/02/2011",
      "help",
      "term 2 results",
      "🎓",
      "A1",
      "no date 1",
    ]) {
      const answer = guardian.say(text);
      expect(stranger.say(text), text).to.equal(answer);
      expect(mayNot.say(text), text).to.equal(answer);
      expect(stranger.options, text).to.deep.equal(guardian.options);
      silentAboutChildren(answer);
    }
  });

  it("locks a contact for an hour after five wrong ones in a quarter of an hour", () => {
    const parent = new Parent({ proof: "secret" });
    parent.say("results");
    let last = "";
    for (let tries = 0; tries < 5; tries++) last = parent.say("A1042 01/01/2001");
    expect(last).to.include("Too many tries");
    expect(parent.did("lockContact")).to.equal(true);
    expect(parent.say("results")).to.include("Too many tries");
    expect(parent.later(59).say("results")).to.include("Too many tries");
    parent.later(2).say("results");
    expect(parent.say("A1042 14/03/2010")).to.include("Maths 67 B");
  });

  it("forgets wrong ones that are older than a quarter of an hour", () => {
    const parent = new Parent({ proof: "secret" });
    parent.say("results");
    for (let tries = 0; tries < 8; tries++) expect(parent.later(5).say("A1042 01/01/2001")).to.include("do not match");
  });

  it("counts every wrong one for its admission number and refuses even the right date from ten a day on", () => {
    const parent = new Parent({ proof: "secret", triesToday: 10 });
    parent.say("results");
    expect(parent.say("A1042 14/03/2010")).to.include("do not match");
    expect(parent.effects).to.deep.include({ type: "wrongProof", admissionNumber: "A1042" });
  });

  it("does not count what is no date", () => {
    const parent = new Parent({ proof: "secret" });
    parent.say("results");
    parent.say("A1042");
    expect(parent.say("30/02/2010")).to.include("not a date");
    expect(parent.did("wrongProof")).to.equal(false);
  });

  it("never matches a child whose date of birth is not on file", () => {
    const parent = new Parent({ proof: "secret", children: [child({ dateOfBirth: null })] });
    parent.say("results");
    expect(parent.say("A1042 14/03/2010")).to.include("do not match");
  });

  it("lets a command through while it waits, and takes no sentence for a number", () => {
    const parent = new Parent({ proof: "secret" });
    parent.say("results");
    expect(parent.say("help")).to.include("Write *results*");
    expect(parent.say("term 2 results")).to.include("admission number");
    expect(parent.state.screen).to.equal("awaitingAdmission");
  });

  it("names what the caller must look up, for the known and the unknown alike", () => {
    const parent = new Parent({ proof: "secret" });
    parent.say("results");
    const event = (text: string) => eventOf({ content: { kind: "text", text }, sentAt: parent.now });
    expect(lookupsFor(parent.state, event("a 1042 14/03/2010"))).to.deep.equal({
      admissionNumber: "A1042",
      code: null,
    });
    parent.say("a1042");
    expect(lookupsFor(parent.state, event("14/03/2010"))).to.deep.equal({ admissionNumber: "A1042", code: null });
  });
});

describe("a proof ends", () => {
  const proven = (): Parent => {
    const parent = new Parent({ proof: "secret" });
    parent.say("results");
    parent.say("A1042 14/03/2010");
    return parent;
  };

  it("at once when the guardian is unlinked, or another one is behind the phone", () => {
    const parent = proven();
    parent.world.children = [];
    silentAboutChildren(parent.say("results"));
    const other = proven();
    other.world.guardian = { id: "g2", language: null };
    silentAboutChildren(other.say("results"));
  });

  it("when the number or user id changes, after a year of silence, and when the school asks for more", () => {
    const moved = proven();
    expect(
      moved.take({ kind: "identityChanged", event: "user_changed_number", now: { waId: "1", bsuid: null } }),
    ).to.equal("");
    silentAboutChildren(moved.say("results"));
    silentAboutChildren(
      proven()
        .later(366 * 24 * 60)
        .say("results"),
    );
    const stricter = proven();
    stricter.world.proof = "code";
    expect(stricter.say("results")).to.include("8-character code");
  });
});

describe("proof by phone and by code", () => {
  it("tells an unknown phone and a guardian who may not know the same", () => {
    const answer = new Parent(nobody).say("results");
    expect(answer).to.include("nothing for this phone number");
    expect(new Parent({ children: [] }).say("results")).to.equal(answer);
  });

  it("binds a stranger's phone by a printed code, however it is typed, and spends the code", () => {
    const parent = new Parent({ proof: "code", ...nobody });
    parent.say("results");
    const asked = lookupsFor(
      parent.state,
      eventOf({ content: { kind: "text", text: "k7m2-p9qx" }, sentAt: parent.now }),
    );
    expect(asked.code).to.equal("K7M2P9QX");
    parent.world.codeOpens = { guardianId: "g1", children: [child()] };
    expect(parent.say("k7m2-p9qx")).to.include("Maths 67 B");
    expect(parent.effects).to.deep.include({ type: "redeemCode", code: "K7M2P9QX" });
    expect(parent.effects).to.deep.include({ type: "bind", guardianId: "g1", by: "code" });
  });

  it("locks after five wrong codes", () => {
    const parent = new Parent({ proof: "code", ...nobody });
    parent.say("results");
    for (let tries = 0; tries < 4; tries++) expect(parent.say(`ABCD123${tries}`)).to.include("do not match");
    expect(parent.say("ABCD1239")).to.include("Too many tries");
  });
});

describe("reading dates", () => {
  it("reads the ways that people write a date, the day first", () => {
    for (const text of [
      "2010-03-14",
      "14/3/2010",
      "14.03.2010",
      "14 March 2010",
      "14th of Mar 2010",
      "14 de março de 2010",
      "14 mars 2010",
      "14 03 2010",
    ]) {
      expect(findDate(text)?.date, text).to.equal("2010-03-14");
    }
  });

  it("refuses days that do not exist and other numbers", () => {
    for (const text of ["2010-02-30", "31/04/2010", "14/13/2010", "14 Foo 2010", "A1042", "140310", ""])
      expect(findDate(text), text).to.equal(null);
  });
});
