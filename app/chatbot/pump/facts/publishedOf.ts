import type { ReportCard } from "../../../../models/school/ReportCard.js";
import { log } from "../../../log.js";
import { cardSnapshot, type CardSnapshot, type CardSubject } from "../../../reports/cardSnapshot.js";
import { scaled } from "../../../reports/figures.js";
import type { PublishedResults, SubjectResult } from "../../conversation/facts.js";

/** What a student's cards say, newest term first. They are the frozen truth: nothing is computed again. */
export function publishedOf(cards: readonly ReportCard[]): PublishedResults[] {
  return cards
    .flatMap((card) => {
      const read = cardSnapshot.safeParse(card.snapshot);
      if (!read.success)
        log.error({ reportCardId: card.id }, "a report card cannot be read; the chatbot leaves it out");
      return read.success ? [{ card, snapshot: read.data }] : [];
    })
    .sort((a, b) => (a.snapshot.term.endsOn < b.snapshot.term.endsOn ? 1 : -1))
    .map(({ card, snapshot }) => resultsOf(card.id, snapshot));
}

function resultsOf(id: string, { term, session, class: place, results, rule }: CardSnapshot): PublishedResults {
  const counted = results.subjects.filter(({ total }) => total !== null).length;
  const { position, outOf } = results;
  return {
    id,
    termName: term.name,
    sessionName: session.name,
    className: place.name,
    subjects: results.subjects.map(subjectOf),
    average: number(results.average),
    total: results.total === null ? null : { value: number(results.total) ?? 0, outOf: counted * 100 },
    position: rule.ranking && position != null && outOf != null ? { rank: position, outOf } : null,
    shownOutOf: rule.shownOutOf,
    decimals: rule.decimals as PublishedResults["decimals"],
  };
}

/** As on paper: a subject whose only parts are all absent says so, even where that counts as zero. */
function subjectOf({ name, parts, total, grade }: CardSubject): SubjectResult {
  const all = (status: string) => parts.length > 0 && parts.every((part) => part.status === status);
  const state = all("absent") ? "absent" : all("exempt") ? "exempt" : total === null ? "missing" : null;
  return { name, total: state === null ? number(total) : null, state, grade: grade ?? null };
}

const EXACT = 6;
/** A frozen figure, exact or rounded, as a number of per cent. */
const number = (figure: CardSnapshot["results"]["total"]): number | null =>
  figure === null ? null : scaled(figure, 100, EXACT);
