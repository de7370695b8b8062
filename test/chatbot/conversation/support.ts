import { eventOf } from "../../../app/chatbot/conversation/eventOf.js";
import type { Effect } from "../../../app/chatbot/conversation/effects.js";
import type { Child, Facts, PublishedResults } from "../../../app/chatbot/conversation/facts.js";
import { initialState } from "../../../app/chatbot/conversation/state.js";
import type { ConversationState } from "../../../app/chatbot/conversation/state.js";
import { transition } from "../../../app/chatbot/conversation/transition.js";
import type { OutgoingMessage } from "../../../app/chatbot/whatsapp/types.js";

export const resultsOf = (over: Partial<PublishedResults> = {}): PublishedResults => ({
  id: "r2",
  termName: "Term 2",
  sessionName: "2026",
  className: "Form 2A",
  subjects: [
    { name: "Maths", total: 67, state: null, grade: "B" },
    { name: "Shona", total: 0, state: null, grade: "U" },
    { name: "Physics", total: null, state: "absent", grade: null },
  ],
  average: 33.5,
  total: { value: 67, outOf: 200 },
  position: { rank: 6, outOf: 41 },
  shownOutOf: 100,
  decimals: 1,
  ...over,
});

export const child = (over: Partial<Child> = {}): Child => ({
  id: "tariro",
  firstName: "Tariro",
  className: "2A",
  formName: "Form 2",
  admissionNumber: "A1042",
  dateOfBirth: "2010-03-14",
  results: [resultsOf(), resultsOf({ id: "r1", termName: "Term 1" })],
  ...over,
});

export const brother = child({
  id: "tendai",
  firstName: "Tendai",
  className: "4B",
  formName: "Form 4",
  admissionNumber: "A1043",
  results: [resultsOf({ id: "r9", className: "Form 4B" })],
});

export interface World {
  proof?: Facts["school"]["proof"];
  proofDays?: number;
  children?: Child[];
  guardian?: Facts["guardian"];
  triesToday?: number;
  codeOpens?: Facts["codeOpens"];
  defaultLanguage?: Facts["school"]["defaultLanguage"];
}

/** A parent with a phone: says and presses, and reads what comes back. The clock stands until it is moved. */
export class Parent {
  state: ConversationState = initialState();
  now = new Date("2026-03-02T08:00:00Z");
  effects: Effect[] = [];

  constructor(public world: World = {}) {}

  say(text: string, sentAt = this.now): string {
    return this.take({ kind: "text", text }, sentAt);
  }

  press(id: string): string {
    return this.take({ kind: "tap", via: "button_reply", id, title: "whatever" }, this.now);
  }

  /** Presses the option whose title is given, of the last answer. */
  pressTitled(title: string): string {
    const option = this.options.find((candidate) => candidate.title === title);
    if (!option) throw new Error(`no option ${title} among ${this.options.map((one) => one.title).join(", ")}`);
    return this.press(option.id);
  }

  take(content: Parameters<typeof eventOf>[0]["content"], sentAt = this.now): string {
    const { state, effects } = transition(this.state, eventOf({ content, sentAt }), this.facts());
    this.state = JSON.parse(JSON.stringify(state)) as ConversationState;
    this.effects = effects;
    return this.messages.map(bodyOf).join("\n---\n");
  }

  later(minutes: number): this {
    this.now = new Date(this.now.getTime() + minutes * 60_000);
    return this;
  }

  get messages(): OutgoingMessage[] {
    return this.effects.flatMap((effect) => (effect.type === "send" ? [effect.message] : []));
  }

  get options(): { id: string; title: string }[] {
    const last = this.messages.at(-1);
    if (last?.type !== "interactive") return [];
    const { action } = last.interactive;
    return "buttons" in action
      ? action.buttons.map((button) => button.reply)
      : action.sections.flatMap((section) => section.rows);
  }

  did(type: Effect["type"]): boolean {
    return this.effects.some((effect) => effect.type === type);
  }

  facts(): Facts {
    const {
      proof = "phone",
      children = [child()],
      guardian = { id: "g1", language: null },
      triesToday = 0,
      codeOpens = null,
    } = this.world;
    return {
      now: this.now,
      school: {
        name: "Hillside High",
        languages: ["en", "pt", "fr"],
        defaultLanguage: this.world.defaultLanguage ?? "en",
        officePhone: "+263 242 000001",
        proof,
        proofDays: this.world.proofDays ?? null,
        welcome: null,
      },
      guardian,
      children,
      triesToday,
      codeOpens,
    };
  }
}

function bodyOf(message: OutgoingMessage): string {
  if (message.type === "text") return message.text.body;
  return message.type === "interactive" ? message.interactive.body.text : "";
}
