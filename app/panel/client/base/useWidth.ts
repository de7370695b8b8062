import { useSyncExternalStore } from "react";

const phone = window.matchMedia("(max-width: 640px)");
const watch = (listener: () => void) => {
  phone.addEventListener("change", listener);
  return () => phone.removeEventListener("change", listener);
};

/** Whether the page is as narrow as a phone: lists and grids are then drawn otherwise, not only smaller. */
export const useIsPhone = (): boolean => useSyncExternalStore(watch, () => phone.matches);
