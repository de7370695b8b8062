import { expect } from "chai";
import fc from "fast-check";
import { planSchool } from "../../seeders/demo/plan/index.js";
import { linkRows } from "../../seeders/demo/plan/linkRows.js";
import { classSizes } from "../../seeders/demo/plan/planClasses.js";
import { dayOfBirth } from "../../seeders/demo/plan/planPeople.js";
import { randomFrom } from "../../seeders/demo/plan/random.js";
import { parseRows, readRows } from "../../seeders/demo/plan/readRows.js";
import type { DataRow } from "../../seeders/demo/plan/readRows.js";
import { count, unique } from "./support.js";

/** Whole years on a day, counted as people do: the birthday itself counts. */
function ageOn(day: string, born: string): number {
  const years = Number(day.slice(0, 4)) - Number(born.slice(0, 4));
  return day.slice(5) >= born.slice(5) ? years : years - 1;
}

const plans = [planSchool("gp"), planSchool("ms")];

describe("classes and calendar of the demonstration schools", () => {
  it("makes the ages of the files on 2005-09-15", () => {
    const [gp, ms] = plans.map(({ students }) =>
      count(students.map(({ dateOfBirth }) => ageOn("2005-09-15", dateOfBirth))),
    );
    expect(gp).to.deep.equal({ 15: 87, 16: 114, 17: 118, 18: 87, 19: 28, 20: 4, 21: 2, 22: 1 });
    expect(ms).to.deep.equal({ 15: 26, 16: 65, 17: 62, 18: 58, 19: 17, 20: 4, 21: 1 });
  });

  it("puts students up to 16 in form 10, of 17 in 11, older ones in 12", () => {
    for (const { students, registrations, classes } of plans) {
      const formOf = new Map(classes.map(({ key, formKey }) => [key, formKey]));
      registrations.forEach(({ classSessionKey }, at) => {
        const age = ageOn("2005-09-15", students[at]?.dateOfBirth ?? "");
        expect(formOf.get(classSessionKey)).to.equal(age <= 16 ? "10" : age === 17 ? "11" : "12");
      });
    }
  });

  it("fills equal classes of at most 30 in file order", () => {
    const sizes = plans.map(({ registrations }) => count(registrations.map(({ classSessionKey }) => classSessionKey)));
    expect(sizes[0]).to.deep.equal({
      ...{ "10 A": 29, "10 B": 29, "10 C": 29, "10 D": 29, "10 E": 29, "10 F": 28, "10 G": 28 },
      ...{ "11 A": 30, "11 B": 30, "11 C": 29, "11 D": 29 },
      ...{ "12 A": 25, "12 B": 25, "12 C": 24, "12 D": 24, "12 E": 24 },
    });
    expect(sizes[1]).to.deep.equal({
      ...{ "10 A": 23, "10 B": 23, "10 C": 23, "10 D": 22, "11 A": 21, "11 B": 21, "11 C": 20 },
      ...{ "12 A": 27, "12 B": 27, "12 C": 26 },
    });
    for (const { registrations } of plans) {
      for (const form of ["10", "11", "12"]) {
        const inFileOrder = registrations
          .map(({ classSessionKey }) => classSessionKey)
          .filter((name) => name.startsWith(form));
        expect(inFileOrder).to.deep.equal([...inFileOrder].sort());
      }
    }
  });

  it("numbers each class's roll from 1 without a gap", () => {
    for (const { registrations, classSessions } of plans) {
      for (const { key } of classSessions) {
        const roll = registrations.filter((one) => one.classSessionKey === key).map(({ rollNumber }) => rollNumber);
        expect(roll.sort((a, b) => a - b)).to.deep.equal(roll.map((_, at) => at + 1));
      }
    }
  });

  it("gives 10 A and its Mathematics to the teacher, and both subjects to every class as electives", () => {
    for (const { classSessions, classSessionSubjects, curriculum } of plans) {
      const taught = classSessions.filter(({ classTeacherKey }) => classTeacherKey === "teacher");
      expect(taught.map(({ name }) => name)).to.deep.equal(["10 A"]);
      const maths = classSessionSubjects.filter((one) => one.subjectCode === "MAT" && one.teacherKey === "teacher");
      expect(maths.map(({ classSessionKey }) => classSessionKey)).to.deep.equal(["10 A"]);
      expect(classSessionSubjects).to.have.length(classSessions.length * 2);
      expect(classSessionSubjects.every(({ elective }) => elective)).to.equal(true);
      expect(curriculum.filter(({ compulsory }) => !compulsory)).to.have.length(6);
    }
  });

  it("leaves the teacher a sheet of marks to enter at both schools", () => {
    for (const { exams, classSessionSubjects } of plans) {
      const own = classSessionSubjects.filter(({ teacherKey }) => teacherKey === "teacher");
      const sheets = exams.filter((exam) =>
        own.some((one) => one.classSessionKey === exam.classSessionKey && one.subjectCode === exam.subjectCode),
      );
      expect(sheets).to.not.be.empty;
    }
  });

  it("has three terms in order inside the session, the third current and not published", () => {
    for (const { session, terms, examSessions, exams } of plans) {
      const days = terms.flatMap(({ startsOn, endsOn }) => [startsOn, endsOn]);
      expect(days).to.deep.equal([...days].sort());
      expect([days[0], days.at(-1)]).to.deep.equal([session.startsOn, session.endsOn]);
      terms.forEach((term, at) =>
        expect(term.nextTermBegins >= (terms[at + 1]?.startsOn ?? term.endsOn)).to.equal(true),
      );
      expect(terms.map(({ publish, isCurrent }) => [publish, isCurrent])).to.deep.equal([
        [true, false],
        [true, false],
        [false, true],
      ]);
      expect(examSessions.map(({ name, weight, endsAs }) => [name, weight, endsAs])).to.deep.equal([
        ["Term 1 assessment", 100, "published"],
        ["Term 2 assessment", 100, "published"],
        ["Term 3 assessment", 100, "open"],
      ]);
      for (const exam of exams) {
        const term = terms[examSessions.findIndex(({ key }) => key === exam.examSessionKey)];
        expect(exam.date >= (term?.startsOn ?? "") && exam.date <= (term?.endsOn ?? "")).to.equal(true);
      }
    }
  });

  it("names only rows that are there, and no key twice", () => {
    for (const plan of plans) {
      const keys = (rows: { key: string }[]): Set<string> => new Set(rows.map(({ key }) => key));
      const lists = [plan.students, plan.guardians, plan.classes, plan.classSessions, plan.exams, plan.registrations];
      for (const list of lists) expect(unique(list.map(({ key }) => key))).to.equal(list.length);
      const named = (from: { key: string }[], values: string[]) =>
        expect([...keys(from)]).to.include.members([...new Set(values)]);
      named(
        plan.guardians,
        plan.students.map(({ guardianKey }) => guardianKey),
      );
      named(
        plan.students,
        plan.registrations.map(({ studentKey }) => studentKey),
      );
      named(
        plan.classSessions,
        plan.registrations.map(({ classSessionKey }) => classSessionKey),
      );
      named(
        plan.classes,
        plan.classSessions.map(({ classKey }) => classKey),
      );
      named(
        plan.forms,
        plan.classes.map(({ formKey }) => formKey),
      );
      named(
        plan.forms,
        plan.forms.flatMap(({ nextFormKey }) => nextFormKey ?? []),
      );
      named(
        plan.examSessions,
        plan.exams.map(({ examSessionKey }) => examSessionKey),
      );
      named(plan.guardians, plan.simulatorGuardianKeys);
    }
  });
});

describe("linkRows", () => {
  const row = (key: string, mark: number): DataRow => ({
    ...{ school: "gp", key, sex: "F", age: 16, guardian: "mother" },
    marks: [mark, mark, mark],
  });

  it("takes the n-th row with a key in one file and the n-th in the other for one student", () => {
    const linked = linkRows({ POR: [row("a", 1), row("b", 2), row("a", 3)], MAT: [row("c", 4), row("a", 5)] });
    expect(linked.map(({ marks }) => [marks.POR?.[0], marks.MAT?.[0]])).to.deep.equal([
      [1, 5],
      [2, undefined],
      [3, undefined],
      [undefined, 4],
    ]);
  });

  it("links 370 of 649 and 395 rows", () => {
    const rows = readRows();
    expect([rows.POR.length, rows.MAT.length]).to.deep.equal([649, 395]);
    const both = linkRows(rows).filter(({ marks }) => marks.POR && marks.MAT);
    expect(both).to.have.length(370);
    expect(linkRows(rows)).to.have.length(649 + 395 - 370);
  });
});

describe("parseRows", () => {
  it("refuses a mark above 20 and names the row", () => {
    const head = "school,sex,age,address,famsize,Pstatus,Medu,Fedu,Mjob,Fjob,reason,guardian,nursery,internet,G1,G2,G3";
    const line = "GP,F,18,U,GT3,A,4,4,at_home,teacher,course,mother,yes,no,5,6,";
    expect(parseRows(`${head}\n${line}20\n`)[0]?.marks).to.deep.equal([5, 6, 20]);
    expect(() => parseRows(`${head}\n${line}20\n${line}21\n`)).to.throw("row 2: G3 is 21");
  });
});

describe("classSizes", () => {
  it("makes the fewest classes of at most 30 whose sizes differ by one at most", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2000 }), (students) => {
        const sizes = classSizes(students);
        expect(sizes.reduce((sum, size) => sum + size, 0)).to.equal(students);
        expect(Math.max(...sizes)).to.be.at.most(30);
        expect(Math.max(...sizes) - Math.min(...sizes)).to.be.at.most(1);
        expect((sizes.length - 1) * 30).to.be.below(students);
      }),
    );
  });
});

describe("dayOfBirth", () => {
  it("gives exactly the age on the day", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), fc.string(), (age, seed) => {
        const random = randomFrom(seed);
        expect(ageOn("2005-09-15", dayOfBirth(age, "2005-09-15", random))).to.equal(age);
      }),
    );
  });

  it("reaches both ends of the year in which the age is held", () => {
    const from = (integer: (below: number) => number) => dayOfBirth(16, "2005-09-15", { ...randomFrom(""), integer });
    expect(from(() => 0)).to.equal("1989-09-15");
    expect(from((below) => below - 1)).to.equal("1988-09-16");
  });
});
