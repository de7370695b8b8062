import { session } from "./calendar.js";
import type { DataStudent } from "./linkRows.js";
import { familyNames } from "./names.js";
import { randomFrom } from "./random.js";
import type { Random } from "./random.js";
import { schoolFacts } from "./schoolFacts.js";
import type { PlannedGuardian, PlannedStudent, SchoolKey } from "./types.js";

const numbersPerAreaCode = 100;

/** Students of one school in file order, each with one guardian of their own. Keys: s1…, g1…. */
export function planPeople(
  school: SchoolKey,
  data: DataStudent[],
  admissionNumberPattern: string,
): { students: PlannedStudent[]; guardians: PlannedGuardian[] } {
  const invent = familyNames(randomFrom(`formroom ${school} names`));
  const birthdays = randomFrom(`formroom ${school} birthdays`);
  const { code, areaCodes } = schoolFacts[school];
  const year = session.startsOn.slice(0, 4);
  const students: PlannedStudent[] = [];
  const guardians: PlannedGuardian[] = [];
  data.forEach((one, at) => {
    const family = invent(one.gender, one.guardian);
    const guardianKey = `g${at + 1}`;
    guardians.push({
      key: guardianKey,
      ...family.guardian,
      phone: fictionalNumber(areaCodes, at),
      language: "pt",
      whatsappConsent: { state: "given", at: `${session.startsOn}T09:00:00.000Z`, source: "demonstration data" },
    });
    students.push({
      key: `s${at + 1}`,
      admissionNumber: admissionNumber(admissionNumberPattern, code, year, at + 1),
      ...family.student,
      gender: one.gender,
      dateOfBirth: dayOfBirth(one.age, session.startsOn, birthdays),
      status: "active",
      boardingStatus: "day",
      guardianKey,
      relationship: one.guardian,
    });
  });
  return { students, guardians };
}

/**
 * A birth day of somebody who is exactly `age` whole years old on the day `on` (not 29 February): one of the 365 or 366
 * days that end with the birthday itself.
 */
export function dayOfBirth(age: number, on: string, random: Random): string {
  const [year, month, day] = on.split("-").map(Number) as [number, number, number];
  const youngest = Date.UTC(year - age, month - 1, day);
  const tooOld = Date.UTC(year - age - 1, month - 1, day);
  const dayLength = 86_400_000;
  const back = random.integer((youngest - tooOld) / dayLength);
  return new Date(youngest - back * dayLength).toISOString().slice(0, 10);
}

function fictionalNumber(areaCodes: readonly number[], at: number): string {
  const areaCode = areaCodes[Math.floor(at / numbersPerAreaCode)];
  if (areaCode === undefined) throw new RangeError("more guardians than fictional numbers: add an area code");
  return `+1${areaCode}55501${String(at % numbersPerAreaCode).padStart(2, "0")}`;
}

function admissionNumber(pattern: string, code: string, year: string, number: number): string {
  return pattern
    .replace("{CODE}", code)
    .replace("{YEAR}", year)
    .replace(/\{NUMBER:(\d)\}/, (_, digits: string) => String(number).padStart(Number(digits), "0"));
}
