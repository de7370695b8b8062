import { expect } from "chai";
import { webhookRouter } from "../../../app/api/chatbot/index.js";
import { openSimulator, type Simulator } from "../../../app/chatbot/development.js";
import { pumpOutbox } from "../../../app/chatbot/outbox/pumpOutbox.js";
import { pumpMessages } from "../../../app/chatbot/pump/pumpMessages.js";
import { configure, env } from "../../../app/env.js";
import * as models from "../../../models/index.js";
import { withPlatform } from "../../../app/tenancy/scope.js";
import { appPort, ask, closeApp, serveApp } from "../../support/app.js";
import { MOTHER, pupil, World } from "./world.js";

describe("the simulator of a development server", function () {
  this.timeout(120_000); // many conversations over HTTP; seconds on a quiet machine
  const before_ = { ...env };
  let world: World;
  let simulator: Simulator;
  before(async () => {
    world = await World.open();
    configure({ WHATSAPP_API_URL: undefined, WHATSAPP_APP_SECRET: undefined });
  });
  after(async () => {
    simulator.stop();
    await world.close();
    configure(before_);
    await closeApp();
  });

  it("answers a parent who writes on the page, with the schools' own numbers", async () => {
    const school = await world.school();
    await pupil(school);
    await withPlatform(async () => {
      const phones = [{ waId: MOTHER, name: "Mother of Tariro", phoneNumberId: school.phoneNumberId }];
      await models.PlatformSetting.destroy({ where: { key: "simulator" }, individualHooks: true });
      await models.PlatformSetting.create({ key: "simulator", value: { phones } });
    });
    simulator = await openSimulator({ port: appPort() });
    const port = appPort();
    await serveApp({ chatbot: webhookRouter, simulator: simulator.router });
    // The application listens anew here, on another port: point both sides to it, as a server's one port would.
    for (const number of simulator.fake.numbers.values())
      number.webhookUrl = number.webhookUrl.replace(`:${port}/`, `:${appPort()}/`);
    configure({ WHATSAPP_API_URL: `http://127.0.0.1:${appPort()}/_graph` });
    const page = await ask("GET", "/simulator/");
    expect(page.status).to.equal(200);
    expect(page.text).to.include("/_graph");
    const offers = await ask("GET", "/simulator/offers.json");
    expect(offers.body.phones).to.deep.equal([
      { waId: MOTHER, name: "Mother of Tariro", phoneNumberId: school.phoneNumberId },
    ]);
    expect(offers.body.numbers).to.deep.include({
      phoneNumberId: school.phoneNumberId,
      displayNumber: "+1 201 555 0199",
      schoolName: school.client.name,
    });
    for (const number of simulator.fake.numbers.values())
      number.webhookUrl = number.webhookUrl.replace(`:${port}/`, `:${appPort()}/`);
    const said = await ask("POST", "/_graph/_fake/say", {
      body: { waId: MOTHER, phoneNumberId: school.phoneNumberId, content: { type: "text", text: { body: "results" } } },
    });
    expect(said.status).to.equal(200);
    await simulator.fake.settle();
    await pumpMessages();
    await pumpOutbox();
    const lines = simulator.fake.chat.filter(({ side }) => side === "school");
    expect(JSON.stringify(lines)).to.include("Maths 67");
  });

  it("refuses in production", async () => {
    configure({ NODE_ENV: "production" });
    try {
      const refused = await openSimulator({ port: 1 }).catch((error: Error) => error.message);
      expect(refused).to.match(/production/);
    } finally {
      configure({ NODE_ENV: before_.NODE_ENV });
    }
  });
});
