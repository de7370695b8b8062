import type { Words } from "./types.js";

export const fr: Words = {
  language: "fr",
  name: "Français",
  menu: (school, welcome) =>
    `*${school}*\n${welcome ? `${welcome}\n` : ""}Que voulez-vous voir ? Appuyez sur un bouton ou écrivez ce qu'il vous faut.`,
  help: (office) =>
    `Écrivez *résultats* pour les derniers résultats publiés de votre enfant, *autre enfant* pour changer, *langue* pour changer de langue, *arrêt* pour ne plus recevoir d'avis.\nPour tout le reste, adressez-vous au secrétariat${office}.`,
  buttons: {
    results: "Résultats",
    otherTerm: "Autre trimestre",
    anotherChild: "Autre enfant",
    menu: "Menu",
    language: "Langue",
    help: "Aide",
    stop: "Oui, arrêter",
    keep: "Non, continuer",
  },
  chooseChild: "Quel enfant ?",
  chooseTerm: (child) => `Quel trimestre de ${child} ?`,
  chooseLanguage: "Quelle langue ?",
  opener: "Choisir",
  more: "Suite",
  all: "Tous",
  askAdmission:
    "Pour protéger votre enfant, écrivez d'abord son numéro d'inscription. Il figure sur les lettres et les bulletins de l'école.",
  askBirthDate: "Maintenant la date de naissance de l'enfant, par exemple 14/03/2010.",
  dateUnclear: "Nous ne pouvons pas lire cette date. Écrivez-la ainsi : 14/03/2010.",
  notMatched:
    "Ces données ne correspondent pas à ce que l'école a pour ce téléphone. Écrivez de nouveau le numéro d'inscription ou adressez-vous au secrétariat.",
  locked: "Trop d'essais. Réessayez dans une heure ou adressez-vous au secrétariat.",
  askCode: "Écrivez le code de 8 caractères que le secrétariat a imprimé pour vous.",
  unknownPhone: (office) => `L'école n'a rien pour ce numéro. Le secrétariat peut l'ajouter${office}.`,
  notAvailable: (office) =>
    `Il n'y a pas de résultats à voir ici en ce moment. Le secrétariat peut vous aider${office}.`,
  askOffice: (office) => `Cela n'existe pas encore ici. Le secrétariat peut vous aider${office}.`,
  office: (phone) => (phone ? ` : ${phone}` : ""),
  stopped:
    "Vous ne recevrez plus d'avis de l'école ici. Vous pouvez toujours demander les résultats. Écrivez START pour recevoir de nouveau les avis.",
  confirmStop: "Ne voulez-vous plus recevoir d'avis de l'école ?",
  kept: "Rien n'a été changé.",
  started: "Vous recevrez de nouveau les avis de l'école. Écrivez STOP pour les arrêter.",
  languageSet: "Nous écrivons désormais en français.",
  notUnderstood: "Nous n'avons pas compris. Appuyez sur un bouton ou écrivez *résultats* ou *aide*.",
  didYouMean: "Vouliez-vous dire ceci ?",
  onlyText: "Nous ne pouvons lire que du texte ici. Écrivez *résultats* ou *aide*.",
  late: "Votre message nous est parvenu tard, désolés. Écrivez de nouveau ce qu'il vous faut.",
  trouble: "Désolé, votre dernier message n'a pas pu être traité. Écrivez à nouveau ce dont vous avez besoin.",
  thanks: "Je vous en prie.",
  card: {
    average: "Moyenne",
    total: "Total",
    position: (rank, outOf) => `Rang ${rank} sur ${outOf}`,
    absent: "absent",
    exempt: "dispensé",
    missing: "non saisi",
    moreSubjects: (count) => `et ${count} de plus sur le bulletin`,
  },
};
