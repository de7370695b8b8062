import { expect } from "chai";
import { parsePhoneNumberFromString } from "libphonenumber-js/max";
import { planSchool, platformAdmin, schoolKeys } from "../../seeders/demo/plan/index.js";
import type { SchoolPlan } from "../../seeders/demo/plan/index.js";
import { count, rawRows, unique } from "./support.js";

const gp = planSchool("gp");
const ms = planSchool("ms");
const plans: [string, SchoolPlan][] = [
  ["gp", gp],
  ["ms", ms],
];

describe("the plan of the demonstration schools", () => {
  it("has 441 and 233 students, 370 of whom take both subjects", () => {
    expect([gp.students.length, ms.students.length]).to.deep.equal([441, 233]);
    const both = [...gp.registrations, ...ms.registrations].filter(({ subjectCodes }) => subjectCodes.length === 2);
    expect(both).to.have.length(370);
  });

  it("is the same at every call, and another caller's changes do not reach it", () => {
    const before = structuredClone(gp);
    const changed = planSchool("gp");
    changed.students.length = 0;
    changed.terms[0]!.name = "changed";
    changed.settings.general.words.form = "changed";
    changed.settings.general.colours.primary = "changed";
    changed.client.whatsappNumber.displayNumber = "changed";
    expect(planSchool("gp")).to.deep.equal(before);
    expect(planSchool("ms")).to.deep.equal(ms);
  });

  it("is plain data", () => {
    for (const [, plan] of plans) expect(JSON.parse(JSON.stringify(plan))).to.deep.equal(plan);
  });

  it("has the guardians that the files count", () => {
    const by = (plan: SchoolPlan) => count(plan.students.map(({ relationship }) => relationship));
    expect(by(gp)).to.deep.equal({ mother: 309, father: 92, other: 40 });
    expect(by(ms)).to.deep.equal({ mother: 153, father: 63, other: 17 });
  });

  it("gives every guardian a number of their own that is kept for fiction and that libphonenumber takes", () => {
    const phones = [...gp.guardians, ...ms.guardians].map(({ phone }) => phone);
    const own = plans.flatMap(([, { client, settings }]) => [
      settings.general.phone,
      client.whatsappNumber.displayNumber,
    ]);
    expect(unique([...phones, ...own])).to.equal(674 + 4);
    for (const phone of [...phones, ...own]) {
      expect(phone).to.match(/^\+1\d{3}55501\d{2}$/);
      expect(parsePhoneNumberFromString(phone)?.isValid(), phone).to.equal(true);
    }
  });

  it("has the logins that are decided", () => {
    expect(platformAdmin.email).to.equal("platform@example.test");
    expect(schoolKeys).to.deep.equal(["gp", "ms"]);
    for (const [school, { staff }] of plans) {
      expect(staff.map(({ email, roles }) => [email, roles.join()])).to.deep.equal([
        [`head@${school}.example.test`, "admin,head"],
        [`office@${school}.example.test`, "registrar"],
        [`teacher@${school}.example.test`, "class-teacher,subject-teacher"],
      ]);
    }
  });

  for (const [school, plan] of plans) {
    describe(school, () => {
      it("gives each student a full name, an admission number by the preset's pattern and a guardian of their own", () => {
        const names = plan.students.map(({ firstName, middleName, lastName }) =>
          [firstName, middleName, lastName].join(),
        );
        expect(unique(names)).to.equal(plan.students.length);
        expect(unique(plan.students.map(({ admissionNumber }) => admissionNumber))).to.equal(plan.students.length);
        expect(plan.students[0]?.admissionNumber).to.equal(`${school.toUpperCase()}/2005/0001`);
        expect(plan.students.map(({ guardianKey }) => guardianKey)).to.deep.equal(plan.guardians.map(({ key }) => key));
      });

      it("lets guardians share a surname with the student: a mother the first, a father the last", () => {
        plan.students.forEach(({ lastName, relationship }, at) => {
          const [mothers, fathers] = lastName.split(" ");
          const shared = plan.guardians[at]?.lastName.split(" ").at(-1);
          const allowed = { mother: [mothers], father: [fathers], other: [mothers, fathers] }[relationship];
          expect(mothers).to.not.equal(fathers);
          expect(allowed).to.include(shared);
        });
      });

      it("holds the very marks of the files, zeros too, within 0 and the maximum", () => {
        const exams = new Map(plan.exams.map((exam) => [exam.key, exam]));
        for (const [subject, file] of [
          ["POR", "student-por.csv"],
          ["MAT", "student-mat.csv"],
        ] as const) {
          const rows = rawRows(file).filter(([name]) => name === school.toUpperCase());
          plan.examSessions.forEach(({ key }, period) => {
            const inFile = rows.map((row) => Number(row[30 + period]));
            const planned = plan.marks.filter(({ examKey }) => {
              const exam = exams.get(examKey);
              return exam?.examSessionKey === key && exam.subjectCode === subject;
            });
            expect(count(planned.map(({ score }) => score))).to.deep.equal(count(inFile));
          });
        }
        for (const { examKey, score } of plan.marks)
          expect(score).to.be.within(0, exams.get(examKey)?.maximumMark ?? -1);
      });

      it("has a mark for whoever takes the subject in the class, once, and for nobody else", () => {
        const expected = plan.exams.flatMap((exam) =>
          plan.registrations
            .filter(
              (one) => one.classSessionKey === exam.classSessionKey && one.subjectCodes.includes(exam.subjectCode),
            )
            .map(({ studentKey }) => `${exam.key} ${studentKey}`),
        );
        expect(plan.marks.map(({ examKey, studentKey }) => `${examKey} ${studentKey}`)).to.have.members(expected);
        expect(unique(expected)).to.equal(expected.length);
        const sheets = new Set(plan.marks.map(({ examKey }) => examKey));
        expect(sheets.size, "an exam without takers").to.equal(plan.exams.length);
      });

      it("offers a mother, a father and another in the simulator", () => {
        const offered = plan.simulatorGuardianKeys.map(
          (key) => plan.students.find(({ guardianKey }) => guardianKey === key)?.relationship,
        );
        expect(offered).to.deep.equal(["mother", "father", "other"]);
      });

      it("shows 20 as the best mark, ranks by average, and says that it is a demonstration", () => {
        const { assessment, general, chatbot } = plan.settings;
        expect(assessment.shownOutOf).to.equal(20);
        expect(assessment.ranking.default).to.deep.equal({ chain: ["average"], ties: "competition" });
        expect(general.demonstrationNotice).to.equal("Demonstration data");
        expect(chatbot.proof).to.equal("phone");
        expect(plan.client).to.include({ schemaName: school, timezone: "Europe/Lisbon", country: "PT", preset: "PT" });
      });
    });
  }
});
