import { expect } from "chai";
import { closeApp } from "../../support/app.js";
import { pupil, World } from "./world.js";

describe("a parent asks on WhatsApp", () => {
  let world: World;
  before(async () => {
    world = await World.open();
  });
  after(async () => {
    await world.close();
    await closeApp();
  });

  it("is answered with the child's published results", async () => {
    const school = await world.school();
    await pupil(school);
    const answer = await world.say(school, "results");
    expect(answer).to.include("Tariro").and.include("Maths 67").and.include(`School ${school.schema}`);
  });
});
