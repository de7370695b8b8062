/** Pages with work that is not saved yet. Whoever leaves is asked: by the frame for links, by the browser for the rest. */
const pages = new Set<() => boolean>();

export function watchUnsaved(isUnsaved: () => boolean): () => void {
  pages.add(isUnsaved);
  return () => void pages.delete(isUnsaved);
}

export const isUnsaved = (): boolean => [...pages].some((one) => one());

let left = (): void => undefined;
/** Back and forward cannot be held up: what was typed is kept in this tab (a draft, the marks' shelf), and that is said. */
export const whenLeftByHistory = (tell: () => void): void => void (left = tell);

// A window's own events go to its listeners in their order, capturing or not: this one is there before the router's,
// which takes the page away.
window.addEventListener("popstate", () => isUnsaved() && left());

window.addEventListener("beforeunload", (event) => {
  if (isUnsaved()) event.preventDefault();
});
