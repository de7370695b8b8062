export interface Field {
  value: string;
  selectionStart: number | null;
  selectionEnd: number | null;
}
export type Move = { down: number; right: number } | "restore";

/**
 * Where a key leads from a cell. Left and right first move within what is typed, and leave the cell at its edge or when
 * all of it is selected, as after arriving there. Tab is the browser's own.
 */
export function moveOf(key: string, shift: boolean, field: Field): Move | undefined {
  if (key === "Enter") return { down: shift ? -1 : 1, right: 0 };
  if (key === "Escape") return "restore";
  if (shift) return undefined;
  if (key === "ArrowDown") return { down: 1, right: 0 };
  if (key === "ArrowUp") return { down: -1, right: 0 };
  const { value, selectionStart: start, selectionEnd: end } = field;
  const all = start === 0 && end === value.length;
  if (key === "ArrowLeft" && (all || (start === 0 && end === 0))) return { down: 0, right: -1 };
  if (key === "ArrowRight" && (all || (start === value.length && end === value.length))) return { down: 0, right: 1 };
  return undefined;
}
