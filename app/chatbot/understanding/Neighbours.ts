/**
 * Likeness of a text to the learnt examples of a label: the cosine of their sets of features. Features that no example
 * has are left out of the text's length: a child's name in a sentence must not make the sentence unlike.
 */
export class Neighbours {
  private readonly examples: { label: string; features: ReadonlySet<string> }[] = [];
  private readonly known = new Set<string>();

  learn(label: string, features: readonly string[]): void {
    this.examples.push({ label, features: new Set(features) });
    for (const feature of features) this.known.add(feature);
  }

  /** 0 (nothing in common) to 1 (same features): the nearest example among those of `label`. */
  nearest(label: string, features: readonly string[]): number {
    const own = [...new Set(features)].filter((feature) => this.known.has(feature));
    let best = 0;
    for (const example of this.examples) {
      if (example.label !== label) continue;
      const shared = own.filter((feature) => example.features.has(feature)).length;
      if (shared > 0) best = Math.max(best, shared / Math.sqrt(own.length * example.features.size));
    }
    return best;
  }
}
