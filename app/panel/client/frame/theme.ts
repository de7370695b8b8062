import { call } from "../base/call.js";
import { state } from "../base/state.js";
import { store } from "../base/store.js";

const system = window.matchMedia("(prefers-color-scheme: dark)");
const seen = (choice: string): "light" | "dark" =>
  choice === "system" ? (system.matches ? "dark" : "light") : choice === "dark" ? "dark" : "light";

/** What is shown: light or dark. The first value was set by the shell before anything was drawn. */
export const theme = store<"light" | "dark">(seen(state.theme));
theme.watch(() => (document.documentElement.dataset.theme = theme.get()));
system.addEventListener("change", () => state.theme === "system" && theme.set(seen("system")));

/** Changes it at once and keeps the choice with the person. */
export function chooseTheme(choice: "light" | "dark" | "system"): void {
  state.theme = choice;
  theme.set(seen(choice));
  call("PATCH", "/data/preferences", { theme: choice }).catch(() => undefined);
}
