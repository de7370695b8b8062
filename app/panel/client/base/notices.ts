import { store } from "./store.js";
import { t } from "./words.js";

export interface Notice {
  id: number;
  kind: "good" | "bad";
  text: string;
  undo?: { label: string; run: () => void };
}
let last = 0;
export const notices = store<Notice[]>([]);

/** Tells what was done: announced, and gone after a while. */
export function tell(text: string, undo?: Notice["undo"]): void {
  const id = add({ kind: "good", text, undo });
  setTimeout(() => dismiss(id), undo ? 10_000 : 5_000);
}

/** Tells what went wrong: announced, and stays until it is closed. */
export const warn = (text: string): void => void add({ kind: "bad", text });

export const dismiss = (id: number): void => notices.set((all) => all.filter((one) => one.id !== id));

function add(notice: Omit<Notice, "id">): number {
  const id = ++last;
  notices.set((all) => [...all.filter((one) => one.text !== notice.text).slice(-3), { ...notice, id }]);
  return id;
}

const KEPT = "formroom.notice";
/** Loads the page again, in what it knows by now (a language, a colour), and tells then what was done. */
export function tellAfterReload(key: string): void {
  sessionStorage.setItem(KEPT, key);
  window.location.reload();
}

/** Tells what was kept for after the reload. */
export function tellKept(): void {
  const key = sessionStorage.getItem(KEPT);
  sessionStorage.removeItem(KEPT);
  if (key) tell(t(key));
}
