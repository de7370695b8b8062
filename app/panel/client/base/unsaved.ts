/** Pages with work that is not saved yet. Whoever leaves is asked: by the frame for links, by the browser for the rest. */
const pages = new Set<() => boolean>();

export function watchUnsaved(isUnsaved: () => boolean): () => void {
  pages.add(isUnsaved);
  return () => void pages.delete(isUnsaved);
}

export const isUnsaved = (): boolean => [...pages].some((one) => one());

window.addEventListener("beforeunload", (event) => {
  if (isUnsaved()) event.preventDefault();
});
