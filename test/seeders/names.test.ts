import { expect } from "chai";
import { familyNames } from "../../seeders/demo/plan/names.js";
import { planRegistrations } from "../../seeders/demo/plan/planRegistrations.js";
import { planSchool } from "../../seeders/demo/plan/index.js";
import { randomFrom } from "../../seeders/demo/plan/random.js";
import { unique } from "./support.js";

describe("familyNames", () => {
  it("invents no full name twice, however many students", () => {
    const invent = familyNames(randomFrom("many"));
    const names = Array.from({ length: 5000 }, () => Object.values(invent("female", "mother").student).join());
    expect(unique(names)).to.equal(5000);
  });
});

describe("planRegistrations", () => {
  it("numbers the roll by name, an accented letter as its plain one", () => {
    const [one] = planSchool("gp").students;
    const students = ["Zambujo", "Óscar", "Pinto", "Araújo"].map((lastName) => ({ ...one!, key: lastName, lastName }));
    const data = students.map(() => ({
      ...{ school: "gp", gender: "female", age: 16, guardian: "mother" },
      marks: {},
    })) as Parameters<typeof planRegistrations>[0];
    const places = students.map(() => "10 A");
    const roll = planRegistrations(data, students, places, []).sort((a, b) => a.rollNumber - b.rollNumber);
    expect(roll.map(({ key }) => key)).to.deep.equal(["Araújo", "Óscar", "Pinto", "Zambujo"]);
  });
});
