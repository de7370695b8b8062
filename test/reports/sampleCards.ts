import type { CardSnapshot, CardSubject } from "../../app/reports/cardSnapshot.js";
import { newCode } from "../../app/reports/verification.js";
import { rankingWords } from "../../app/reports/words.js";

const KEY = Buffer.alloc(32, 7);

const ZW_SUBJECTS = [
  ["English Language", "Mrs T. Mhlanga", 24, 35, 58],
  ["Mathematics", "Mr B. Sithole", 28, 42, 52.4],
  ["Shona", "Mrs E. Chuma", 24, 35, 64],
  ["Combined Science", "Mr P. Nyathi", 24, 33, 55],
  ["Biology", "Ms R. Banda", 26, 38, 49],
  ["Chemistry", "Mr G. Zulu", 18, 29, 47.3],
  ["Physics", "Mr G. Zulu", 22, 32, 44],
  ["Geography", "Mrs L. Phiri", 25, 36, 61],
  ["History", "Mr D. Tshuma", 29, 41, 57],
  ["Heritage Studies", "Mrs S. Maphosa", 21, 31, 66],
  ["Computer Science", "Mr K. Jele", 18, 25, 63],
  ["Agriculture", "Mr O. Mpofu", 19, 32, 59],
] as const;

const ZW_BANDS = [
  { from: 75, label: "A", points: 5, remark: "Excellent", passes: true },
  { from: 65, label: "B", points: 4, remark: "Very good, steady work", passes: true },
  { from: 50, label: "C", points: 3, remark: "Good; revise the weaker topics", passes: true },
  { from: 40, label: "D", points: 2, remark: "Fair; more practice needed", passes: false },
  { from: 30, label: "E", points: 1, remark: "Weak", passes: false },
  { from: 0, label: "U", points: 0, remark: "Ungraded", passes: false },
];

function zwSubject([name, teacher, coursework, exam, mean]: (typeof ZW_SUBJECTS)[number], index: number): CardSubject {
  const total = coursework + exam;
  const band = ZW_BANDS.find((candidate) => total >= candidate.from);
  return {
    name,
    teacher,
    code: name.slice(0, 3).toUpperCase(),
    parts: [
      { name: "Coursework", score: coursework, maximumMark: 40, status: "present" },
      { name: "Exam", score: exam, maximumMark: 60, status: "present" },
    ],
    total,
    grade: band?.label ?? null,
    points: band?.points ?? null,
    passes: band?.passes ?? null,
    position: 5 + index * 3,
    mean,
    highest: 91,
    lowest: 22.5,
  };
}

/** A Zimbabwean card: twelve subjects of two parts, both comments, attendance. */
export function zimbabweCard(changes: Partial<CardSnapshot> = {}): CardSnapshot {
  const code = newCode(KEY);
  return {
    locale: "en",
    paper: "A4",
    school: {
      name: "Mutare Heights High School",
      motto: "Knowledge with Integrity",
      address: "14 Herald Avenue, Mutare",
      phone: "+263 20 206 0000",
      email: "office@mutareheights.example",
      colours: { main: "#1f3a5f", accent: "#b07d2b" },
      headName: "Mrs R. Chikowore",
      headTitle: "Headmistress",
      demonstration: false,
    },
    session: { name: "2026" },
    term: { name: "Term 2", number: 2, endsOn: "2026-08-06" },
    title: "End of Term Examination · Term 2 · 2026",
    studentId: "s-1",
    registrationId: "r-1",
    student: { name: "Nyasha Chikwanha", admissionNumber: "MHS/2025/1004", dateOfBirth: "2011-03-14" },
    class: { name: "3 East", form: "Form 3", level: "O Level", classTeacher: "Mr B. Sithole" },
    results: {
      subjects: ZW_SUBJECTS.map(zwSubject),
      total: 688,
      average: "172/3",
      grade: "C",
      passes: 10,
      points: 33,
      position: 12,
      outOf: 41,
      formPosition: 117,
      formOutOf: 164,
      complete: true,
      explanation: {
        position: 12,
        outOf: 41,
        tiedWith: 0,
        steps: [
          { kind: "passes", value: 10 },
          { kind: "gradeProfile", value: [..."BBCCCCCCCCDD"] },
          { kind: "total", value: 688 },
        ],
      },
    },
    statistics: { mean: 56.3, median: 57, highest: 81.2, lowest: 31.4, passRate: 70.7 },
    rule: {
      decimals: 1,
      shownOutOf: 100,
      gradeFrom: "shown",
      absentCounts: "zero",
      ranking: rankingWords({ chain: ["passes", "gradeProfile", "total"] }, "en"),
    },
    scale: { name: "O Level", bands: ZW_BANDS },
    attendance: { daysOpened: 62, present: 58, late: 1 },
    comments: {
      classTeacher:
        "Nyasha has worked with purpose this term and is a dependable member of the class. Physics needs regular practice in the coming weeks; the study group on Thursdays would help.",
      head: "A pleasing set of results. I look forward to seeing this effort carried into the third term.",
    },
    nextTermBegins: "2026-09-08",
    issuedOn: "2026-08-07",
    verification: { code, url: `https://mutareheights.example/verify/${code.replace(/-/g, "")}` },
    ...changes,
  };
}

/** A card of the demonstration schools: two subjects of one part, marks out of 20, no comments, no attendance. */
export function portugueseCard(changes: Partial<CardSnapshot> = {}): CardSnapshot {
  const code = newCode(KEY);
  const one = (name: string, teacher: string, score: number, position: number, mean: string): CardSubject => ({
    name,
    teacher,
    code: name.slice(0, 3).toUpperCase(),
    parts: [{ name: "G1", score, maximumMark: 20, status: "present" }],
    total: score * 5,
    grade: score >= 14 ? "Good" : "Sufficient",
    points: null,
    passes: true,
    position,
    mean,
    highest: 90,
    lowest: 20,
  });
  return {
    locale: "en",
    paper: "A4",
    school: {
      name: "Gabriel Pereira",
      address: "Praça Angra do Heroísmo, Évora",
      colours: { main: "#1f5c4a", accent: "#b0642b" },
      demonstration: true,
    },
    session: { name: "2005/2006" },
    term: { name: "Term 1", number: 1, endsOn: "2005-12-16" },
    title: "Term 1 · 2005/2006",
    studentId: "s-1",
    registrationId: "r-1",
    student: { name: "Maria da Conceição Rodrigues", admissionNumber: "GP-0017", dateOfBirth: "1989-11-02" },
    class: { name: "10 A", form: "10", classTeacher: "Teresa Vasconcelos" },
    results: {
      subjects: [
        one("Portuguese", "António Marques", 14, 6, "11497/200"),
        one("Mathematics", "Teresa Vasconcelos", 11, 11, "1621/30"),
      ],
      total: 125,
      average: "125/2",
      grade: "Sufficient",
      passes: 2,
      points: null,
      position: 8,
      outOf: 29,
      formPosition: 61,
      formOutOf: 195,
      complete: true,
      explanation: { position: 8, outOf: 29, tiedWith: 1, steps: [{ kind: "average", value: 62.5 }] },
    },
    statistics: { mean: 55.9, median: 55, highest: 90, lowest: 22.5, passRate: 72.4 },
    rule: {
      decimals: 1,
      shownOutOf: 20,
      gradeFrom: "exact",
      absentCounts: "zero",
      ranking: rankingWords({ chain: ["average"] }, "en"),
    },
    scale: {
      bands: [
        { from: 90, label: "Excellent", passes: true },
        { from: 70, label: "Good", passes: true },
        { from: 50, label: "Sufficient", passes: true },
        { from: 20, label: "Poor", passes: false },
        { from: 0, label: "Very poor", passes: false },
      ],
    },
    comments: {},
    nextTermBegins: "2006-01-03",
    issuedOn: "2005-12-16",
    verification: { code, url: `http://gp.localhost:3000/verify/${code.replace(/-/g, "")}` },
    ...changes,
  };
}
