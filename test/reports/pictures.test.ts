import { expect } from "chai";
import { headSignature } from "../../app/commands/assessment/headSignature.js";
import { withPictures } from "../../app/commands/reports/withPictures.js";
import { storage } from "../../app/files/openStorage.js";
import { cardsHtml } from "../../app/reports/html.js";
import { Staff } from "../../models/school/Staff.js";
import { StoredFile } from "../../models/school/StoredFile.js";
import { User } from "../../models/public/User.js";
import { makeUser } from "../factories.js";
import { samplePng } from "../files/samples.js";
import { ask, closeApp } from "../support/app.js";
import { makeSchool, type School } from "../support/schools.js";
import { zimbabweCard } from "./sampleCards.js";

describe("the pictures of a report card", function () {
  this.timeout(60_000);
  let school: School;
  let other: School;
  before(async () => {
    school = await makeSchool();
    other = await makeSchool();
  });
  after(closeApp);

  const upload = async (of = school): Promise<string> => {
    const form = new FormData();
    form.append("file", new Blob([new Uint8Array(samplePng())]), "hand.png");
    const sent = new Response(form);
    const answer = await ask("POST", "/api/v1/school/files", {
      token: of.token,
      raw: Buffer.from(await sent.arrayBuffer()),
      headers: { "content-type": sent.headers.get("content-type") ?? "" },
    });
    expect(answer.status, answer.text).to.equal(201);
    return answer.body.id as string;
  };
  const card = (pictures: object) => {
    const made = zimbabweCard();
    return { ...made, school: { ...made.school, crest: null, ...pictures } };
  };

  it("are read by the frozen ids, each once, and drawn from the paper itself", async () => {
    const [crestFileId, signatureFileId] = [await upload(), await upload()];
    const cards = [card({ crestFileId, signatureFileId }), card({ crestFileId, signatureFileId })];
    const printed = await withPictures(school.client, cards);
    const html = cardsHtml(printed);
    expect(html.split('.crest.picture{background-image:url("data:image/png;base64,')).to.have.length(2);
    expect(html.split('.hand{background-image:url("data:image/png;base64,')).to.have.length(2);
    expect(html.split('<div class="hand">')).to.have.length(3);
    expect(html).not.to.match(/url\("?(https?:|\/)/);
  });

  it("are left out where there are none, they are gone or they are another school's", async () => {
    const [gone, theirs] = [await upload(), await upload(other)];
    const file = await school.inside(() => StoredFile.findByPk(gone, { rejectOnEmpty: true }));
    await storage().delete(file.key);
    for (const pictures of [{}, { crestFileId: gone, signatureFileId: gone }, { crestFileId: theirs }]) {
      const html = cardsHtml(await withPictures(school.client, [card(pictures)]));
      expect(html).to.contain('<svg class="crest"');
      expect(html).not.to.match(/class="hand"|data:image/);
    }
  });

  it("have the hand of the one active head, of the name that the settings give and of nobody else", async () => {
    const found = (name: string | null = null) => school.inside(() => headSignature(name));
    expect(await found()).to.equal(null);
    const sign = async (preset: string, firstName: string) => {
      const { id } = await makeUser(school, { preset });
      const signatureFileId = await upload();
      await school.inside(async () => (await Staff.findByPk(id))?.update({ firstName, signatureFileId }));
      const lastName = await school.inside(async () => (await Staff.findByPk(id))?.lastName ?? "");
      return { id, signatureFileId, name: `Mrs ${firstName} ${lastName}` };
    };
    await sign("registrar", "Rita");
    const rudo = await sign("head", "Rudo");
    expect(await found()).to.equal(rudo.signatureFileId);
    expect(await found(rudo.name)).to.equal(rudo.signatureFileId);
    expect(await found("Mr Somebody Else")).to.equal(null);
    const tino = await sign("head", "Tino");
    expect(await found()).to.equal(null);
    expect(await found(tino.name)).to.equal(tino.signatureFileId);
    await school.inside(async () => (await User.findByPk(tino.id))?.update({ status: "disabled" }));
    expect([await found(tino.name), await found()]).to.deep.equal([null, rudo.signatureFileId]);
  });
});
