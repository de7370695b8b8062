import type { Language } from "../facts.js";

/** Every word the chatbot says, once per language. Buttons at most 20 characters, list rows 24. */
export interface Words {
  language: Language;
  /** The language's own name, for the list of languages. */
  name: string;
  /** `welcome` is the school's own line, if it has one. */
  menu(school: string, welcome: string | null): string;
  help(office: string): string;
  buttons: {
    results: string;
    otherTerm: string;
    anotherChild: string;
    menu: string;
    language: string;
    help: string;
    stop: string;
    keep: string;
  };
  chooseChild: string;
  chooseTerm(child: string): string;
  chooseLanguage: string;
  opener: string;
  more: string;
  all: string;
  askAdmission: string;
  askBirthDate: string;
  dateUnclear: string;
  /** The same for a wrong date, a number that does not exist, a child that is not theirs, and a stranger. */
  notMatched: string;
  locked: string;
  askCode: string;
  /** Proof by phone, and the phone is nobody's: the same for a guardian who may not know. */
  unknownPhone(office: string): string;
  /** The same for unpublished, withheld and fee hold. */
  notAvailable(office: string): string;
  /** Asked for something that the chatbot does not do. */
  askOffice(office: string): string;
  /** "+263 …" or, without a number, nothing. */
  office(phone: string | null): string;
  stopped: string;
  confirmStop: string;
  kept: string;
  started: string;
  languageSet: string;
  notUnderstood: string;
  didYouMean: string;
  onlyText: string;
  late: string;
  /** Their message could not be handled, after several tries. */
  trouble: string;
  thanks: string;
  card: {
    average: string;
    total: string;
    position(rank: number, outOf: number): string;
    absent: string;
    exempt: string;
    missing: string;
    moreSubjects(count: number): string;
  };
}
