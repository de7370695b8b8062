import { useEffect } from "react";

/** Key → what it does: "j", "?", "mod+k" (Ctrl or Cmd), "g h" (one after the other). */
export type Keys = Record<string, (event: KeyboardEvent) => void>;
let before = "";

/** Single letters do nothing while one types in a field or a dialog is open. */
export function useKeys(keys: Keys): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const name = keyName(event, event.key);
      if (!name) return;
      const found = keys[`${before} ${name}`] ?? keys[name];
      queueMicrotask(() => (before = event.key));
      if (!found) return;
      event.preventDefault();
      found(event);
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  });
}

function keyName(event: KeyboardEvent, key: string): string | undefined {
  const mod = event.ctrlKey || event.metaKey;
  if (event.altKey || document.querySelector("dialog[open]")) return undefined;
  if (mod) return `mod+${key.toLowerCase()}`;
  const target = event.target as HTMLElement;
  const types = target.closest("input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]");
  return types ? undefined : key;
}
