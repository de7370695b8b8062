const en = {
  heading: "Report card check",
  genuine: "This report card is genuine",
  genuineText: "The school issued it, and no newer issue replaces it. Compare what stands here with the paper.",
  superseded: "A newer issue replaces this report card",
  supersededText: "The school issued this one, and a corrected one later. Ask for the newer issue.",
  revoked: "This report card is not valid",
  revokedText: "The school has revoked it.",
  unknown: "No report card has this code",
  unknownText:
    "Look at the code again: 24 letters and digits, beside the square. If it is right, the paper is not genuine.",
  later: "Too many checks. Try again in a while.",
  school: "School",
  name: "Student",
  class: "Class",
  term: "Term",
  issued: "Issued",
  average: "Average",
  passes: "Subjects passed",
  ask: "To see average and passes: the last 4 characters of the admission number",
  show: "Show",
  wrongNumber: "That is not the end of this card's admission number.",
  code: "Code",
};
export type VerifyWords = typeof en;

const pt: VerifyWords = {
  heading: "Verificação de boletim",
  genuine: "Este boletim é autêntico",
  genuineText: "Foi emitido pela escola e nenhuma emissão mais recente o substitui. Compare estes dados com o papel.",
  superseded: "Este boletim foi substituído por uma emissão mais recente",
  supersededText: "Foi emitido pela escola, que depois emitiu uma versão corrigida. Peça a emissão mais recente.",
  revoked: "Este boletim não é válido",
  revokedText: "A escola anulou-o.",
  unknown: "Nenhum boletim tem este código",
  unknownText:
    "Confirme o código: 24 letras e algarismos, junto ao quadrado. Se estiver certo, o papel não é autêntico.",
  later: "Demasiadas verificações. Tente mais tarde.",
  school: "Escola",
  name: "Aluno",
  class: "Turma",
  term: "Período",
  issued: "Emitido",
  average: "Média",
  passes: "Disciplinas positivas",
  ask: "Para ver a média: os últimos 4 caracteres do n.º de processo",
  show: "Mostrar",
  wrongNumber: "Não é o fim do n.º de processo deste boletim.",
  code: "Código",
};

const fr: VerifyWords = {
  heading: "Vérification d’un bulletin",
  genuine: "Ce bulletin est authentique",
  genuineText: "L’école l’a délivré, et aucune édition plus récente ne le remplace. Comparez ces données au papier.",
  superseded: "Une édition plus récente remplace ce bulletin",
  supersededText: "L’école l’a délivré, puis en a délivré un corrigé. Demandez l’édition plus récente.",
  revoked: "Ce bulletin n’est pas valable",
  revokedText: "L’école l’a annulé.",
  unknown: "Aucun bulletin ne porte ce code",
  unknownText:
    "Vérifiez le code : 24 lettres et chiffres, à côté du carré. S’il est juste, le papier n’est pas authentique.",
  later: "Trop de vérifications. Réessayez plus tard.",
  school: "École",
  name: "Élève",
  class: "Classe",
  term: "Trimestre",
  issued: "Délivré",
  average: "Moyenne",
  passes: "Matières réussies",
  ask: "Pour voir la moyenne : les 4 derniers caractères du n° de matricule",
  show: "Afficher",
  wrongNumber: "Ce n’est pas la fin du n° de matricule de ce bulletin.",
  code: "Code",
};

const CATALOGUE: Record<string, VerifyWords> = { en, pt, fr };

/** The page's words in the card's language; English where there is no catalogue. */
export const verifyWords = (locale: string): VerifyWords => CATALOGUE[locale.slice(0, 2).toLowerCase()] ?? en;
