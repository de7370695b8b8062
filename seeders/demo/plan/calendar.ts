import type { PlannedExamSession, PlannedSession, PlannedTerm } from "./types.js";

/** 2005/2006, the year of the data. */
export const session: PlannedSession = {
  key: "2005/2006",
  name: "2005/2006",
  startsOn: "2005-09-15",
  endsOn: "2006-06-30",
  isCurrent: true,
};

/** The breaks are Christmas and Easter (16 April 2006), near the Portuguese calendar of that year. Term 3 is current. */
export const terms: PlannedTerm[] = [
  term(1, "2005-09-15", "2005-12-16", "2006-01-03"),
  term(2, "2006-01-03", "2006-04-04", "2006-04-19"),
  term(3, "2006-04-19", "2006-06-30", "2006-09-14"),
];

/** G1, G2 and G3 are the whole of a term's mark each: one exam session a term, weight 100. */
export const examSessions: PlannedExamSession[] = terms.map((one) => ({
  key: `assessment-${one.number}`,
  termKey: one.key,
  name: `${one.name} assessment`,
  weight: 100,
  endsAs: one.publish ? "published" : "open",
}));

/** The day of each subject's exam, by the term's number less one. */
export const examDays = {
  POR: ["2005-12-05", "2006-03-27", "2006-06-12"],
  MAT: ["2005-12-07", "2006-03-29", "2006-06-14"],
} as const;

function term(number: number, startsOn: string, endsOn: string, nextTermBegins: string): PlannedTerm {
  const isCurrent = number === 3;
  const key = `term-${number}`;
  const name = `Term ${number}`;
  return {
    key,
    sessionKey: session.key,
    name,
    number,
    startsOn,
    endsOn,
    nextTermBegins,
    isCurrent,
    publish: !isCurrent,
  };
}
