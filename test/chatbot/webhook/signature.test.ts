import { expect } from "chai";
import { answerChallenge } from "../../../app/chatbot/webhook/challenge.js";
import { sign, verifySignature } from "../../../app/chatbot/webhook/signature.js";

const utf8 = Buffer.from('{"text":"é 😀 a@b"}', "utf8");
const escaped = Buffer.from('{"text":"\\u00e9 \\ud83d\\ude00 a\\u0040b"}', "utf8");
const secrets = [{ secret: "new" }, { secret: "old" }, { secret: "" }];

describe("the webhook's signature", () => {
  it("holds for the raw bytes, escaped and as UTF-8, and not for each other's", () => {
    for (const bytes of [utf8, escaped])
      expect(verifySignature(bytes, sign(bytes, "new"), secrets)).to.equal(secrets[0]);
    expect(verifySignature(utf8, sign(escaped, "new"), secrets)).to.equal(null);
  });

  it("takes the previous secret too and says which one it was", () => {
    expect(verifySignature(utf8, sign(utf8, "old"), secrets)).to.equal(secrets[1]);
  });

  it("refuses a missing, repeated, wrong, short, unprefixed or upper-case one", () => {
    const good = sign(utf8, "new");
    const hex = good.slice("sha256=".length);
    const wrong = [
      undefined,
      "",
      [good, good],
      sign(utf8, "other"),
      good.slice(0, -2),
      hex,
      `sha256=${hex.toUpperCase()}`,
    ];
    for (const header of wrong) expect(verifySignature(utf8, header, secrets), String(header)).to.equal(null);
  });

  it("refuses an empty secret, which anybody could sign with", () => {
    expect(verifySignature(utf8, sign(utf8, ""), secrets)).to.equal(null);
  });
});

describe("the webhook's verification", () => {
  const query = { "hub.mode": "subscribe", "hub.verify_token": "token", "hub.challenge": "123" };

  it("echoes the challenge for the right token", () => {
    expect(answerChallenge(query, ["other", "token"])).to.equal("123");
  });

  it("refuses a wrong token, a wrong mode, a repeated or missing parameter and an empty token", () => {
    const wrong = [
      { ...query, "hub.verify_token": "tokem" },
      { ...query, "hub.mode": "unsubscribe" },
      { ...query, "hub.challenge": ["1", "2"] },
      { ...query, "hub.verify_token": ["token", "token"] },
      { "hub.mode": "subscribe", "hub.challenge": "1" },
    ];
    for (const one of wrong) expect(answerChallenge(one, ["token"]), JSON.stringify(one)).to.equal(null);
    expect(answerChallenge({ ...query, "hub.verify_token": "" }, [""])).to.equal(null);
  });
});
