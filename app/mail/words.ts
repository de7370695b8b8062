export interface ResetWords {
  /** What one is signed in to: the school's name, or the platform's. */
  place: string;
  name: string;
  link: string;
  minutes: number;
}
interface Words {
  resetSubject(place: string): string;
  reset(words: ResetWords): string[];
}

const en: Words = {
  resetSubject: (place) => `New password for ${place}`,
  reset: ({ place, name, link, minutes }) => [
    `Hello ${name},`,
    `somebody, most likely you, asked for a new password for ${place}. Choose it here:`,
    link,
    `The link works once, for ${minutes} minutes. It signs you out everywhere else.`,
    "If you did not ask, do nothing: your password stays as it is.",
  ],
};
const fr: Words = {
  resetSubject: (place) => `Nouveau mot de passe pour ${place}`,
  reset: ({ place, name, link, minutes }) => [
    `Bonjour ${name},`,
    `quelqu'un, sans doute vous, a demandé un nouveau mot de passe pour ${place}. Choisissez-le ici :`,
    link,
    `Le lien fonctionne une seule fois, pendant ${minutes} minutes. Il ferme toutes vos autres sessions.`,
    "Si vous n'avez rien demandé, ne faites rien : votre mot de passe reste le même.",
  ],
};
const pt: Words = {
  resetSubject: (place) => `Nova palavra-passe para ${place}`,
  reset: ({ place, name, link, minutes }) => [
    `Olá ${name},`,
    `alguém, provavelmente você, pediu uma nova palavra-passe para ${place}. Escolha-a aqui:`,
    link,
    `A ligação funciona uma só vez, durante ${minutes} minutos. Termina todas as suas outras sessões.`,
    "Se não pediu nada, não faça nada: a sua palavra-passe continua a mesma.",
  ],
};
const LANGUAGES: Record<string, Words> = { en, fr, pt };

/** Subject and text of a reset mail in a locale's language ("pt-PT" is Portuguese); English where we have none. */
export function resetWords(locale: string, words: ResetWords): { subject: string; text: string } {
  const language = LANGUAGES[locale.toLowerCase().split(/[-_]/)[0] ?? "en"] ?? en;
  return { subject: language.resetSubject(words.place), text: `${language.reset(words).join("\n\n")}\n` };
}
