type Tone = "good" | "warn" | "bad" | "neutral";
const TONES: Record<string, Tone> = {};
const put = (tone: Tone, words: string) => words.split(" ").forEach((word) => (TONES[word] = tone));
put("good", "active published done open given current genuine sent delivered read accepted");
put("warn", "queued running draft creating moving planned locked unknown held invited");
put("bad", "failed revoked suspended cancelled deleted disabled expired");

/** Fields that say how something stands are drawn as chips: a colour, and always the word. */
export function toneOf(field: string, value?: string): Tone | undefined {
  if (!/^(status|state)$/i.test(field)) return undefined;
  return value === undefined ? "neutral" : (TONES[value] ?? "neutral");
}
