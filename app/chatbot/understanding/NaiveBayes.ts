interface ClassCounts {
  examples: number;
  features: Map<string, number>;
  total: number;
}

/** Multinomial naive Bayes over lists of features (McCallum and Nigam 1998), smoothed by `alpha` per feature. */
export class NaiveBayes {
  private readonly classes = new Map<string, ClassCounts>();
  private readonly vocabulary = new Set<string>();
  private examples = 0;

  constructor(private readonly alpha = 0.1) {}

  /** Counts one example. A feature counts once an example, so that a long sentence does not outweigh short ones. */
  learn(label: string, features: readonly string[]): void {
    const counts = this.classes.get(label) ?? { examples: 0, features: new Map<string, number>(), total: 0 };
    this.classes.set(label, counts);
    counts.examples += 1;
    this.examples += 1;
    for (const feature of new Set(features)) {
      counts.features.set(feature, (counts.features.get(feature) ?? 0) + 1);
      counts.total += 1;
      this.vocabulary.add(feature);
    }
  }

  /** Labels by falling log-probability (not normalised). Features never learnt say nothing and are left out. */
  rank(features: readonly string[]): { label: string; score: number }[] {
    const known = [...new Set(features)].filter((feature) => this.vocabulary.has(feature));
    const ranked = [...this.classes].map(([label, counts]) => {
      const below = Math.log(counts.total + this.alpha * this.vocabulary.size);
      let score = Math.log(counts.examples / this.examples);
      for (const feature of known) score += Math.log((counts.features.get(feature) ?? 0) + this.alpha) - below;
      return { label, score };
    });
    return ranked.sort((a, b) => b.score - a.score);
  }
}
