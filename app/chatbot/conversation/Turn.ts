import { choiceMessage } from "../whatsapp/choose.js";
import { LIMITS, codePoints } from "../whatsapp/limits.js";
import { buttonsMessage, textMessage } from "../whatsapp/messages.js";
import type { Choice } from "../whatsapp/types.js";
import type { Effect } from "./effects.js";
import type { Child, Facts } from "./facts.js";
import { moreChoice, optionId } from "./optionIds.js";
import type { OptionScreen } from "./optionIds.js";
import { isProven } from "./proofStanding.js";
import type { ConversationState, Screen } from "./state.js";
import { wordsFor } from "./words/index.js";
import type { Words } from "./words/types.js";

/**
 * One transition while it is made: a copy of the state that the screens change, and the effects so far. The copy never
 * leaves but as the result, so that the transition is pure to its caller.
 */
export class Turn {
  readonly state: ConversationState;
  readonly effects: Effect[] = [];

  constructor(
    before: ConversationState,
    readonly facts: Facts,
  ) {
    this.state = structuredClone(before);
  }

  /** The children they may hear of now; none before the proof. */
  get children(): Child[] {
    return this.proven ? this.facts.children : [];
  }

  get proven(): boolean {
    return isProven(this.state, this.facts);
  }

  /** Chosen, else the guardian's (once we know it is them: a stranger must not learn it), else guessed, else the school's. */
  get words(): Words {
    const { school, guardian } = this.facts;
    const theirs = this.proven ? (guardian?.language ?? null) : null;
    const wished = this.state.language ?? theirs ?? this.state.guessed;
    return wordsFor(wished && school.languages.includes(wished) ? wished : school.defaultLanguage);
  }

  /** Where the office can be reached, as the words' sentences take it. */
  get office(): string {
    return this.words.office(this.facts.school.officePhone);
  }

  say(text: string): void {
    this.effects.push({ type: "send", message: textMessage(text) });
  }

  /** An answer with a few buttons of the menu under it; a text too long for buttons goes without. */
  sayWithMenu(text: string, choices: readonly (keyof Words["buttons"] & MenuChoice)[]): void {
    if (codePoints(text) > LIMITS.body) return this.say(text);
    const options = this.offer(
      "menu",
      choices.map((choice) => ({ id: choice, title: this.words.buttons[choice] })),
    );
    this.effects.push({ type: "send", message: buttonsMessage({ body: text }, options) });
  }

  /** A question with options: buttons or a list with pages, whatever they fit into. Typed ordinals mean the same options. */
  ask(question: string, screen: OptionScreen, choices: readonly Choice[], from = 0): void {
    const options = this.offer(screen, choices);
    const more = (next: number): string => optionId(screen, this.state.turn, moreChoice(next));
    const words = { opener: this.words.opener, more: this.words.more };
    const start = from < options.length ? from : 0;
    this.effects.push({ type: "send", message: choiceMessage({ body: question }, options, words, start, more) });
  }

  show(screen: Screen): void {
    this.state.screen = screen;
  }

  private offer(screen: OptionScreen, choices: readonly Choice[]): Choice[] {
    this.state.turn += 1;
    const options = choices.map((choice) => ({ ...choice, id: optionId(screen, this.state.turn, choice.id) }));
    this.state.options = options.map((option) => option.id);
    return options;
  }
}

export type MenuChoice = "results" | "otherTerm" | "anotherChild" | "menu" | "language" | "help";
