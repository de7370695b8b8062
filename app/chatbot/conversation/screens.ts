import { beginProof } from "./proof.js";
import { askWhichChild, askWhichTerm, showResults } from "./results.js";
import type { Language } from "./facts.js";
import type { MenuChoice, Turn } from "./Turn.js";
import { wordsFor } from "./words/index.js";

const UNDERSTANDABLE_TRIES = 3;

export function showMenu(turn: Turn): void {
  turn.show("mainMenu");
  const { welcome, name } = turn.facts.school;
  turn.sayWithMenu(turn.words.menu(name, welcome), ["results", "language", "help"]);
}

export function showHelp(turn: Turn): void {
  turn.sayWithMenu(turn.words.help(turn.office), ["results", "menu"]);
}

/** What the chatbot does not do, and people: the office does. */
export function sendToOffice(turn: Turn): void {
  turn.sayWithMenu(turn.words.askOffice(turn.office), ["results", "menu"]);
}

export function askLanguage(turn: Turn): void {
  const choices = turn.facts.school.languages.map((language) => ({ id: language, title: wordsFor(language).name }));
  turn.show("choosingLanguage");
  turn.ask(turn.words.chooseLanguage, "languages", choices);
}

/** A language that the school does not offer, or that we have no words in, asks again. */
export function setLanguage(turn: Turn, wished: string): void {
  const language = turn.facts.school.languages.find((offered) => offered === wished);
  if (!language) return askLanguage(turn);
  chooseLanguage(turn, language);
  turn.show("mainMenu");
  turn.sayWithMenu(turn.words.languageSet, ["results", "menu"]);
}

function chooseLanguage(turn: Turn, language: Language): void {
  turn.state.language = language;
  turn.effects.push({ type: "setLanguage", language });
}

/** One confirmation; a second STOP is heard in silence. */
export function optOut(turn: Turn): void {
  turn.show("mainMenu");
  if (turn.state.optedOut) return;
  turn.state.optedOut = true;
  turn.effects.push({ type: "optOut" });
  turn.say(turn.words.stopped);
}

export function optIn(turn: Turn): void {
  turn.state.optedOut = false;
  turn.effects.push({ type: "optIn" });
  turn.show("mainMenu");
  turn.say(turn.words.started);
}

export function askWhetherStop(turn: Turn): void {
  const { stop, keep } = turn.words.buttons;
  turn.show("confirmingStop");
  turn.ask(turn.words.confirmStop, "stop", [
    { id: "yes", title: stop },
    { id: "no", title: keep },
  ]);
}

export function keepNotices(turn: Turn): void {
  turn.show("mainMenu");
  turn.sayWithMenu(turn.words.kept, ["results", "menu"]);
}

/** Who has said STOP is not pestered about what we did not understand. */
export function notUnderstood(turn: Turn): void {
  turn.state.misunderstood += 1;
  if (turn.state.optedOut) return;
  if (turn.state.misunderstood >= UNDERSTANDABLE_TRIES) {
    turn.state.misunderstood = 0;
    return sendToOffice(turn);
  }
  turn.sayWithMenu(turn.words.notUnderstood, ["results", "help"]);
}

/** A button of the menu, typed or pressed. */
export function choose(turn: Turn, choice: MenuChoice): void {
  switch (choice) {
    case "results":
      return showResults(turn);
    case "anotherChild":
      return switchChild(turn);
    case "otherTerm":
      return otherTerm(turn);
    case "language":
      return askLanguage(turn);
    case "help":
      return showHelp(turn);
    case "menu":
      return showMenu(turn);
  }
}

export function switchChild(turn: Turn): void {
  if (turn.proven && turn.children.length > 1) askWhichChild(turn);
  else showResults(turn);
}

/** Of the child shown last if they still may see it, else of the only one, else the question which child. */
function otherTerm(turn: Turn): void {
  if (!turn.proven) return beginProof(turn);
  const shown = turn.children.find((child) => child.id === turn.state.studentId);
  const child = shown ?? (turn.children.length === 1 ? turn.children[0] : undefined);
  if (child) askWhichTerm(turn, child);
  else askWhichChild(turn);
}
