/** Lets at most `places` pieces of work in; one that takes all places runs alone. First come, first served. */
export class Gate {
  #free: number;
  readonly #places: number;
  readonly #waiting: { places: number; enter: () => void }[] = [];

  constructor(places: number) {
    this.#places = places;
    this.#free = places;
  }

  /** Runs `work` beside others. */
  shared<T>(work: () => Promise<T>): Promise<T> {
    return this.#hold(1, work);
  }

  /** Runs `work` with nobody else inside. */
  alone<T>(work: () => Promise<T>): Promise<T> {
    return this.#hold(this.#places, work);
  }

  async #hold<T>(places: number, work: () => Promise<T>): Promise<T> {
    await new Promise<void>((enter) => {
      this.#waiting.push({ places, enter });
      this.#admit();
    });
    try {
      return await work();
    } finally {
      this.#free += places;
      this.#admit();
    }
  }

  #admit(): void {
    for (let next = this.#waiting[0]; next && next.places <= this.#free; next = this.#waiting[0]) {
      this.#free -= next.places;
      this.#waiting.shift();
      next.enter();
    }
  }
}
