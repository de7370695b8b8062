import { boys, fathers, girls, mothers, surnames } from "./nameLists.js";
import type { Random } from "./random.js";
import type { Gender, Relationship } from "./types.js";

export interface Family {
  student: { firstName: string; middleName: string | null; lastName: string };
  guardian: { firstName: string; lastName: string };
}

/**
 * Invents families as Portuguese names go: a child bears the mother's last surname, then the father's; parents pass on
 * their last one; another guardian (an aunt, a grandfather) shares one of the two. No two full names of students are alike.
 */
export function familyNames(random: Random): (gender: Gender, guardian: Relationship) => Family {
  const taken = new Set<string>();
  return (gender, relationship) => {
    for (;;) {
      const given = gender === "female" ? girls : boys;
      const firstName = random.pick(given);
      const second = random.integer(3) === 0 ? other(given, firstName, random) : null;
      const mothersName = random.pick(surnames);
      const fathersName = other(surnames, mothersName, random);
      const student = { firstName, middleName: second, lastName: `${mothersName} ${fathersName}` };
      const full = `${firstName} ${second ?? ""} ${student.lastName}`;
      if (taken.has(full)) continue;
      taken.add(full);
      return { student, guardian: guardianName(relationship, mothersName, fathersName, random) };
    }
  };
}

function guardianName(
  relationship: Relationship,
  mothersName: string,
  fathersName: string,
  random: Random,
): Family["guardian"] {
  const woman = relationship === "mother" || (relationship === "other" && random.integer(2) === 0);
  const shared =
    relationship === "mother" || (relationship === "other" && random.integer(2) === 0) ? mothersName : fathersName;
  return {
    firstName: random.pick(woman ? mothers : fathers),
    lastName: `${other(surnames, shared, random)} ${shared}`,
  };
}

function other(from: readonly string[], than: string, random: Random): string {
  for (;;) {
    const found = random.pick(from);
    if (found !== than) return found;
  }
}
