import { ordinalIn } from "../understanding/commands.js";
import type { Intent } from "../understanding/types.js";
import type { Heard } from "../understanding/understand.js";
import { takeProof } from "./proof.js";
import { showResults, showResultsOf, takeName } from "./results.js";
import {
  askLanguage,
  askWhetherStop,
  notUnderstood,
  optIn,
  optOut,
  sendToOffice,
  setLanguage,
  showHelp,
  showMenu,
  switchChild,
} from "./screens.js";
import { takeTap } from "./taps.js";
import type { MenuChoice, Turn } from "./Turn.js";

/** A text. Precedence: stop, human, proof that the screen awaits, command, place or name in the list, intent. */
export function takeText(turn: Turn, text: string, heard: Heard): void {
  const { state } = turn;
  guessLanguage(turn, heard);
  if (heard.intent === "stop" && heard.certainty === "exact") return optOut(turn);
  if (heard.start && state.optedOut) return optIn(turn);
  if (heard.intent === "stop" || heard.stopInside) return askWhetherStop(turn);
  if (heard.intent === "human" && heard.certainty === "sure") return sendToOffice(turn);
  const proof = heard.certainty === "exact" ? "notTaken" : takeProof(turn, text, heard);
  if (proof === "granted") return showResultsOf(turn);
  if (proof === "answered") return;
  const option = ordinalIn(text);
  const pressed = option === null ? undefined : state.options[option - 1];
  if (pressed) return takeTap(turn, pressed);
  if (heard.certainty !== "exact" && takeName(turn, text)) return;
  if (heard.intent === null) return unclear(turn, text);
  state.misunderstood = 0;
  if (heard.wantsLanguage) return setLanguage(turn, heard.wantsLanguage);
  if (heard.certainty === "maybe") return didYouMean(turn, heard.intent, text);
  act(turn, heard.intent, text);
}

function act(turn: Turn, intent: Intent, text: string): void {
  switch (intent) {
    case "results":
      return showResults(turn, text);
    case "switch_student":
      return switchChild(turn);
    case "menu":
    case "greeting":
      return showMenu(turn);
    case "help":
      return showHelp(turn);
    case "language":
      return askLanguage(turn);
    case "thanks":
      return turn.state.optedOut ? undefined : turn.say(turn.words.thanks);
    default:
      return sendToOffice(turn);
  }
}

/** Screens that await something repeat their question; a child's name answers the question which child. */
function unclear(turn: Turn, text: string): void {
  const { state, words } = turn;
  if (state.screen === "awaitingAdmission") return turn.say(words.askAdmission);
  if (state.screen === "awaitingBirthDate") return turn.say(words.askBirthDate);
  if (state.screen === "awaitingCode") return turn.say(words.askCode);
  if (state.screen === "choosingStudent") return showResults(turn, text);
  notUnderstood(turn);
}

const BUTTON_OF: Partial<Record<Intent, MenuChoice>> = {
  results: "results",
  switch_student: "anotherChild",
  language: "language",
  help: "help",
};

/** Not sure enough to act: two buttons. What has no button of its own is harmless to act on (the office, the menu). */
function didYouMean(turn: Turn, intent: Intent, text: string): void {
  const button = BUTTON_OF[intent];
  if (!button) return act(turn, intent, text);
  turn.sayWithMenu(turn.words.didYouMean, [button, "menu"]);
}

/** Only from a text that was understood, and only languages that we can answer in. */
function guessLanguage(turn: Turn, heard: Heard): void {
  const { language } = heard;
  if (heard.certainty !== "exact" && heard.certainty !== "sure") return;
  if (language === "en" || language === "pt" || language === "fr") turn.state.guessed = language;
}
