import { uuidv7 } from "../../app/ids.js";

/** Ids of planned rows by their key: each list of the plan has its own keys. */
export class Ids {
  readonly #ids = new Map<string, string>();
  /** The id of a key of one list, made at first use. */
  of(list: string, key: string): string {
    const name = `${list}/${key}`;
    const known = this.#ids.get(name) ?? uuidv7();
    this.#ids.set(name, known);
    return known;
  }
  set(list: string, key: string, id: string): void {
    this.#ids.set(`${list}/${key}`, id);
  }
}
