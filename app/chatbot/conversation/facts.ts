import type { Heard } from "../understanding/understand.js";

/** Languages the chatbot answers in. Shona and Ndebele are understood, but a native reader must pass words first. */
export type Language = "en" | "pt" | "fr";

/** What a phone must show before it hears a name: itself; an admission number and date of birth too; or a printed code. */
export type ProofMode = "phone" | "secret" | "code";

/** One subject's line. A 0 is a mark; absent and exempt are not. */
export interface SubjectResult {
  name: string;
  /** Per cent, rounded as the school rounds; null with a state. */
  total: number | null;
  state: "absent" | "exempt" | "missing" | null;
  grade: string | null;
}

/** A published snapshot of a term for one registration, as the parent may see it. */
export interface PublishedResults {
  /** Of the snapshot. Goes into button ids. */
  id: string;
  termName: string;
  sessionName: string;
  className: string;
  subjects: SubjectResult[];
  /** Per cent; null when there is none or the school shows none. */
  average: number | null;
  /** Sum of the subjects' totals and its maximum, in per cent; null when the school shows none. */
  total: { value: number; outOf: number } | null;
  /** Null when unranked or the school shows no positions. */
  position: { rank: number; outOf: number } | null;
  /** 100, or what the school scales numbers to for people: 20 in Portugal. */
  shownOutOf: number;
  decimals: 0 | 1 | 2;
}

export interface Child {
  /** The student's id. Goes into button ids. */
  id: string;
  firstName: string;
  /** Class and form now, for choosing among children. */
  className: string;
  formName: string;
  admissionNumber: string;
  /** YYYY-MM-DD; null never matches a proof. */
  dateOfBirth: string | null;
  /** Published, not withheld, not revoked; newest first. Empty looks the same whatever the reason. */
  results: PublishedResults[];
}

/**
 * What the machine is told anew for every event. The caller reads it under the school's scope; the machine trusts
 * nothing older for rights.
 */
export interface Facts {
  now: Date;
  school: {
    name: string;
    languages: Language[];
    defaultLanguage: Language;
    /** As people write it; null when the school gave none. */
    officePhone: string | null;
    proof: ProofMode;
    /** Days after which a proof must be given again; null: never. */
    proofDays: number | null;
    /** Stands above the menu; null: the school's name. */
    welcome: string | null;
  };
  /** The guardian whom the sender's phone, or an earlier code, belongs to (consent given); null for anybody else. */
  guardian: { id: string; language: Language | null } | null;
  /** Those of that guardian's children of whom it may know (mayKnow, linked). Empty without guardian. */
  children: Child[];
  /** Wrong proofs today, from anywhere, with the admission number that `lookupsFor` named. */
  triesToday: number;
  /** Whom the code that `lookupsFor` named would make known: found, unused, younger than 14 days. Null otherwise. */
  codeOpens: { guardianId: string; children: Child[] } | null;
}

export type ConversationEvent =
  | { type: "text"; text: string; heard: Heard; sentAt: Date }
  | { type: "tap"; id: string; title: string; sentAt: Date }
  /** Picture, voice, file without a caption, place, contact card, something unsupported. */
  | { type: "unreadable"; sentAt: Date }
  /** Reaction, order, unknown type: no answer. */
  | { type: "silent"; sentAt: Date }
  /** Another number or user id now stands behind the contact. */
  | { type: "identityChanged"; sentAt: Date };
