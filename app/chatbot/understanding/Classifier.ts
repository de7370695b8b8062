import { featuresOf } from "./features.js";
import { hasKeyword } from "./keywords.js";
import { NaiveBayes } from "./NaiveBayes.js";
import { Neighbours } from "./Neighbours.js";
import type { HeardLanguage, Intent, Understanding, Utterance } from "./types.js";

/** Below this likeness a label of the naive Bayes is not believed (whatsapp.md 5: gate of the spike). */
const GATE = 0.4;
/** With a keyword of the same intent in the text, less likeness is enough. */
const GATE_WITH_KEYWORD = 0.3;
/** From here on we act without asking back. */
const SURE = 0.55;

/**
 * Guesses intent and language of a text. Naive Bayes says which; the nearest example says whether to believe it, since
 * a Bayes posterior is near 1 for nonsense too. Trained in memory, in about 0.1 s for the whole corpus.
 */
export class Classifier {
  private readonly intents = new NaiveBayes(0.05);
  private readonly languages = new NaiveBayes(0.05);
  private readonly neighbours = new Neighbours();

  constructor(
    corpus: readonly Utterance[],
    private readonly keywords: ReadonlyMap<string, readonly string[]> = new Map(),
  ) {
    for (const { intent, language, text } of corpus) {
      const features = featuresOf(text);
      this.intents.learn(intent, features);
      this.neighbours.learn(intent, features);
      if (language) this.languages.learn(language, features);
    }
  }

  /** Never `exact`: exactness is the command words' affair (commands.ts). */
  classify(text: string): Understanding {
    const features = featuresOf(text);
    const language = (this.languages.rank(features)[0]?.label ?? null) as HeardLanguage | null;
    const label = this.intents.rank(features)[0]?.label ?? "none";
    if (features.length === 0 || label === "none") return { intent: null, certainty: "none", language };
    const likeness = this.neighbours.nearest(label, features);
    const agreed = hasKeyword(text, this.keywords.get(label) ?? []);
    if (likeness < (agreed ? GATE_WITH_KEYWORD : GATE)) return { intent: null, certainty: "none", language };
    const sure = likeness >= (agreed ? GATE : SURE);
    return { intent: label as Intent, certainty: sure ? "sure" : "maybe", language };
  }
}
