import { readMore, readOptionId } from "./optionIds.js";
import { beginProof } from "./proof.js";
import { askWhichChild, askWhichTerm, showAll, showLatest, showOne, showResults } from "./results.js";
import { choose, keepNotices, optOut, setLanguage, showMenu } from "./screens.js";
import type { MenuChoice, Turn } from "./Turn.js";

const MENU_CHOICES: ReadonlySet<string> = new Set<MenuChoice>([
  "results",
  "otherTerm",
  "anotherChild",
  "menu",
  "language",
  "help",
]);

/**
 * A pressed button or row, maybe of a screen of last week. Reading is honoured if the rights still hold, whatever the
 * screen now; what changes something (STOP) only from the screen that asked.
 */
export function takeTap(turn: Turn, id: string): void {
  const option = readOptionId(id);
  if (!option) return showMenu(turn);
  const { choice } = option;
  switch (option.screen) {
    case "menu":
      return MENU_CHOICES.has(choice) ? choose(turn, choice as MenuChoice) : showMenu(turn);
    case "languages":
      return setLanguage(turn, choice);
    case "students":
      return takeStudent(turn, choice);
    case "terms":
      return takeTerm(turn, choice);
    case "stop":
      if (turn.state.screen !== "confirmingStop" || option.turn !== turn.state.turn) return showMenu(turn);
      return choice === "yes" ? optOut(turn) : keepNotices(turn);
  }
}

function takeStudent(turn: Turn, choice: string): void {
  if (!turn.proven) return beginProof(turn);
  const next = readMore(choice);
  if (next !== null) return askWhichChild(turn, next);
  if (choice === "all") return showAll(turn);
  const child = turn.children.find((candidate) => candidate.id === choice);
  return child ? showLatest(turn, child) : showResults(turn);
}

function takeTerm(turn: Turn, choice: string): void {
  if (!turn.proven) return beginProof(turn);
  const next = readMore(choice);
  const [studentId, resultsId] = choice.split("~");
  const wanted = next === null ? studentId : turn.state.studentId;
  const child = turn.children.find((candidate) => candidate.id === wanted);
  if (!child) return showResults(turn);
  if (next !== null) return askWhichTerm(turn, child, next);
  const results = child.results.find((candidate) => candidate.id === resultsId);
  return results ? showOne(turn, child, results) : askWhichTerm(turn, child);
}
