import type { Words } from "./types.js";

export const en: Words = {
  language: "en",
  name: "English",
  menu: (school, welcome) =>
    `*${school}*\n${welcome ? `${welcome}\n` : ""}What would you like to see? Press a button, or write what you need.`,
  help: (office) =>
    `Write *results* for the latest published results of your child, *another child* to change, *language* to change the language, *stop* for no more notices.\nFor everything else, ask the school office${office}.`,
  buttons: {
    results: "Results",
    otherTerm: "Other term",
    anotherChild: "Another child",
    menu: "Menu",
    language: "Language",
    help: "Help",
    stop: "Yes, stop",
    keep: "No, go on",
  },
  chooseChild: "Which child?",
  chooseTerm: (child) => `Which term of ${child}?`,
  chooseLanguage: "Which language?",
  opener: "Choose",
  more: "More",
  all: "All",
  askAdmission:
    "To protect your child, write the admission number first. It stands on letters and report cards of the school.",
  askBirthDate: "Now the child's date of birth, for example 14/03/2010.",
  dateUnclear: "That is not a date we can read. Write it like this: 14/03/2010.",
  notMatched:
    "These details do not match what the school has for this phone. Write the admission number again, or ask the school office.",
  locked: "Too many tries. Try again in an hour, or ask the school office.",
  askCode: "Write the 8-character code that the school office printed for you.",
  unknownPhone: (office) => `The school has nothing for this phone number. The school office can add it${office}.`,
  notAvailable: (office) => `There are no results to see here now. The school office can help${office}.`,
  askOffice: (office) => `That is not here yet. The school office can help${office}.`,
  office: (phone) => (phone ? `: ${phone}` : ""),
  stopped:
    "You will get no more notices from the school here. You can still ask for results. Write START to get notices again.",
  confirmStop: "Do you want no more notices from the school?",
  kept: "Nothing was changed.",
  started: "You will get the school's notices again. Write STOP to end them.",
  languageSet: "We write English from now on.",
  notUnderstood: "We did not understand that. Press a button, or write *results* or *help*.",
  didYouMean: "Did you mean this?",
  onlyText: "We can only read text here. Write *results* or *help*.",
  late: "Your message reached us late, sorry. Write again what you need.",
  trouble: "Sorry, something went wrong here with your last message. Write again what you need.",
  thanks: "You are welcome.",
  card: {
    average: "Average",
    total: "Total",
    position: (rank, outOf) => `Position ${rank} of ${outOf}`,
    absent: "absent",
    exempt: "exempt",
    missing: "not entered",
    moreSubjects: (count) => `and ${count} more on the report card`,
  },
};
