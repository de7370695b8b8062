import { wordsOf } from "../understanding/normalise.js";
import type { Choice } from "../whatsapp/types.js";
import { formatResults } from "./answers.js";
import type { Child, PublishedResults } from "./facts.js";
import { beginProof } from "./proof.js";
import type { MenuChoice, Turn } from "./Turn.js";

const MOST_AT_ONCE = 9;

/** "Results": of the one child at once, of the child that the text names, else the question which child. */
export function showResults(turn: Turn, text = ""): void {
  if (!turn.proven) return beginProof(turn);
  showResultsOf(turn, text);
}

/** On the question which child, a name answers, even one that sounds like a word ("Tendai" is near "tatenda", thanks). */
export function takeName(turn: Turn, text: string): boolean {
  const named = turn.state.screen === "choosingStudent" ? namedIn(text, turn.children) : null;
  if (named) showLatest(turn, named);
  return named !== null;
}

/** The same once the proof is known to stand; a code just given counts before the caller has bound it. */
export function showResultsOf(turn: Turn, text = ""): void {
  const children = knownChildren(turn);
  const [only, another] = children;
  const named = namedIn(text, children);
  if (named) showLatest(turn, named);
  else if (only && !another) showLatest(turn, only);
  else if (only) askWhichChild(turn);
  else turn.sayWithMenu(turn.words.notAvailable(turn.office), ["menu"]);
}

/** Two to nine with "All" at the end; more come in pages. */
export function askWhichChild(turn: Turn, from = 0): void {
  const children = knownChildren(turn);
  const choices: Choice[] = children.map((child) => ({
    id: child.id,
    title: `${child.firstName} ${child.className}`,
    description: child.formName,
  }));
  if (children.length <= MOST_AT_ONCE) choices.push({ id: "all", title: turn.words.all });
  turn.show("choosingStudent");
  turn.ask(turn.words.chooseChild, "students", choices, from);
}

/** The latest published results; the same words whatever the reason that there are none. */
export function showLatest(turn: Turn, child: Child): void {
  turn.state.studentId = child.id;
  const latest = child.results[0];
  if (latest) return showOne(turn, child, latest);
  turn.show("viewingResults");
  turn.sayWithMenu(turn.words.notAvailable(turn.office), nextSteps(turn, child));
}

export function showAll(turn: Turn): void {
  for (const child of knownChildren(turn)) showLatest(turn, child);
}

export function showOne(turn: Turn, child: Child, results: PublishedResults): void {
  turn.state.studentId = child.id;
  const text = formatResults(results, { school: turn.facts.school.name, firstName: child.firstName }, turn.words);
  turn.show("viewingResults");
  turn.sayWithMenu(text, nextSteps(turn, child));
  turn.effects.push({ type: "shown", studentId: child.id, resultsId: results.id });
}

/** The terms of a child that are published. Which child is in the choice: a screen may be old when it is pressed. */
export function askWhichTerm(turn: Turn, child: Child, from = 0): void {
  const choices = child.results.map((results) => ({
    id: `${child.id}~${results.id}`,
    title: results.termName,
    description: results.sessionName,
  }));
  if (choices.length === 0) return showLatest(turn, child);
  turn.show("choosingTerm");
  turn.ask(turn.words.chooseTerm(child.firstName), "terms", choices, from);
}

function nextSteps(turn: Turn, child: Child): MenuChoice[] {
  const steps: MenuChoice[] = [];
  if (child.results.length > 1) steps.push("otherTerm");
  if (knownChildren(turn).length > 1) steps.push("anotherChild");
  return [...steps, "menu"];
}

function knownChildren(turn: Turn): Child[] {
  const { codeOpens } = turn.facts;
  const justOpened = codeOpens !== null && turn.state.proof?.guardianId === codeOpens.guardianId;
  return justOpened ? codeOpens.children : turn.children;
}

/** The one child whose first name stands in the text; none when it names nobody or two of them. */
function namedIn(text: string, children: readonly Child[]): Child | null {
  const words = new Set(wordsOf(text));
  if (words.size === 0) return null;
  const named = children.filter((child) => {
    const names = wordsOf(child.firstName);
    return names.length > 0 && names.every((name) => words.has(name));
  });
  return named.length === 1 ? (named[0] ?? null) : null;
}
