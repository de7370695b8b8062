import type { Words } from "./types.js";

export const pt: Words = {
  language: "pt",
  name: "Português",
  menu: (school, welcome) =>
    `*${school}*\n${welcome ? `${welcome}\n` : ""}O que quer ver? Carregue num botão ou escreva o que precisa.`,
  help: (office) =>
    `Escreva *resultados* para os últimos resultados publicados do seu educando, *outro filho* para mudar, *idioma* para mudar de língua, *parar* para não receber mais avisos.\nPara tudo o resto, fale com a secretaria da escola${office}.`,
  buttons: {
    results: "Resultados",
    otherTerm: "Outro período",
    anotherChild: "Outro filho",
    menu: "Menu",
    language: "Idioma",
    help: "Ajuda",
    stop: "Sim, parar",
    keep: "Não, continuar",
  },
  chooseChild: "Qual dos educandos?",
  chooseTerm: (child) => `Que período de ${child}?`,
  chooseLanguage: "Que idioma?",
  opener: "Escolher",
  more: "Mais",
  all: "Todos",
  askAdmission:
    "Para proteger o seu educando, escreva primeiro o número de matrícula. Está nas cartas e nas pautas da escola.",
  askBirthDate: "Agora a data de nascimento do educando, por exemplo 14/03/2010.",
  dateUnclear: "Não conseguimos ler essa data. Escreva assim: 14/03/2010.",
  notMatched:
    "Estes dados não correspondem ao que a escola tem para este telefone. Escreva de novo o número de matrícula ou fale com a secretaria.",
  locked: "Demasiadas tentativas. Tente de novo dentro de uma hora ou fale com a secretaria.",
  askCode: "Escreva o código de 8 caracteres que a secretaria imprimiu para si.",
  unknownPhone: (office) => `A escola não tem nada para este número. A secretaria pode acrescentá-lo${office}.`,
  notAvailable: (office) => `De momento não há aqui resultados para ver. A secretaria pode ajudar${office}.`,
  askOffice: (office) => `Isso ainda não existe aqui. A secretaria pode ajudar${office}.`,
  office: (phone) => (phone ? `: ${phone}` : ""),
  stopped:
    "Não receberá mais avisos da escola aqui. Pode continuar a pedir resultados. Escreva INICIAR para voltar a receber avisos.",
  confirmStop: "Não quer receber mais avisos da escola?",
  kept: "Nada foi alterado.",
  started: "Voltará a receber os avisos da escola. Escreva PARAR para terminar.",
  languageSet: "A partir de agora escrevemos em português.",
  notUnderstood: "Não percebemos. Carregue num botão ou escreva *resultados* ou *ajuda*.",
  didYouMean: "Queria dizer isto?",
  onlyText: "Aqui só conseguimos ler texto. Escreva *resultados* ou *ajuda*.",
  late: "A sua mensagem chegou-nos tarde, desculpe. Escreva de novo o que precisa.",
  trouble: "Pedimos desculpa, algo correu mal com a sua última mensagem. Escreva outra vez o que precisa.",
  thanks: "De nada.",
  card: {
    average: "Média",
    total: "Total",
    position: (rank, outOf) => `Posição ${rank} de ${outOf}`,
    absent: "faltou",
    exempt: "dispensado",
    missing: "por lançar",
    moreSubjects: (count) => `e mais ${count} na pauta`,
  },
};
