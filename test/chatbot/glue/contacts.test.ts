import { expect } from "chai";
import { closeApp } from "../../support/app.js";
import { look } from "./bodies.js";
import { MOTHER, pupil, World, type ChattySchool } from "./world.js";

describe("a contact", function () {
  this.timeout(120_000); // many conversations over HTTP; seconds on a quiet machine
  let world: World;
  let school: ChattySchool;
  before(async () => {
    world = await World.open();
    school = await world.school();
    await pupil(school);
  });
  after(async () => {
    await world.settle();
    await world.close();
    await closeApp();
  });

  it("reaches a person without a number through the user id; phone and user id become one contact", async () => {
    world.fake.phone("12015550170", { bsuid: "US.abc170" });
    world.fake.phones.get("12015550170")!.hidesNumber = true;
    expect(await world.say(school, "results", "12015550170")).to.include("nothing for this phone number");
    world.fake.deliveries.manner.bsuidInFrom = true;
    await world.say(school, "hi", "12015550170");
    world.fake.deliveries.manner.bsuidInFrom = false;
    world.fake.phones.get("12015550170")!.hidesNumber = false;
    await world.say(school, "hi", "12015550170");
    const contacts = () =>
      look<{ wa: string; bsuid: string }>(
        "SELECT wa_id AS wa, bsuid FROM public.whatsapp_contacts WHERE client_id = $1 AND (wa_id LIKE '1201555017%' OR bsuid IS NOT NULL)",
        [school.client.id],
      );
    expect(await contacts()).to.deep.equal([{ wa: "12015550170", bsuid: "US.abc170" }]);
    // Two rows that turn out to be one are merged.
    world.fake.phone("12015550171");
    await world.say(school, "hi", "12015550171");
    world.fake.phone("12015550171", { bsuid: "US.abc171", hidesNumber: true });
    await world.say(school, "hi", "12015550171");
    expect(await contacts()).to.have.length(3);
    world.fake.phone("12015550171", { hidesNumber: false });
    expect(await world.say(school, "hi", "12015550171")).to.include("What would you like to see?");
    expect(await contacts()).to.have.length(2);
  });

  it("moves a contact whose number changed, and what was known by the old number is known no more", async () => {
    expect(await world.say(school, "results")).to.include("Maths 67");
    await world.tell(
      school,
      { type: "system", system: { type: "user_changed_number", wa_id: "12015550180", body: "changed" } },
      MOTHER,
    );
    expect(await world.say(school, "results", "12015550180")).to.include("nothing for this phone number");
    const left = await look("SELECT 1 FROM public.whatsapp_contacts WHERE client_id = $1 AND wa_id = $2", [
      school.client.id,
      MOTHER,
    ]);
    expect(left).to.deep.equal([]);
  });
});
