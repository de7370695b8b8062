import { state } from "../base/state.js";
import type { Values } from "./values.js";

/** Unsaved forms survive a crash, a reload and a new sign-in of the same person: in this tab's own storage. */
const keyOf = (form: string) => `formroom.draft.${state.person.id}.${form}`;

export function keepDraft(form: string, values: Values | undefined): void {
  try {
    if (values) sessionStorage.setItem(keyOf(form), JSON.stringify(values));
    else sessionStorage.removeItem(keyOf(form));
  } catch {
    // A full storage must not stop anybody from typing.
  }
}

export function draftOf(form: string): Values | undefined {
  try {
    return (JSON.parse(sessionStorage.getItem(keyOf(form)) ?? "null") as Values | null) ?? undefined;
  } catch {
    return undefined;
  }
}
