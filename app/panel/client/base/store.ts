import { useSyncExternalStore } from "react";

/** A value outside React that components can watch: notices, ticked rows, cells of a grid. */
export interface Store<T> {
  get(): T;
  set(next: T | ((before: T) => T)): void;
  watch(listener: () => void): () => void;
}

export function store<T>(first: T): Store<T> {
  let value = first;
  const listeners = new Set<() => void>();
  return {
    get: () => value,
    set(next) {
      const after = typeof next === "function" ? (next as (before: T) => T)(value) : next;
      if (Object.is(after, value)) return;
      value = after;
      for (const one of listeners) one();
    },
    watch(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

export const useStore = <T>(of: Store<T>): T => useSyncExternalStore(of.watch, of.get);
