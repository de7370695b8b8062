import { useRef, useState, type ClipboardEvent, type FocusEvent, type FormEvent, type KeyboardEvent } from "react";
import { moveOf } from "./keys.js";
import { layBlock, readBlock } from "./paste.js";
import type { Sheet } from "./sheet.js";
import { keyOf, type Column, type Person } from "./types.js";

export interface Pasted {
  count: number;
  left: string[][];
  undo: () => void;
}

/** What hands do in a sheet: keys, typing, pasting; for the whole container, by `data-row` and `data-column` of its fields. */
export function useHands(sheet: Sheet, rows: Person[], columns: Column[], tell: (pasted: Pasted) => void) {
  const box = useRef<HTMLDivElement>(null);
  const [hands] = useState({ arrived: false });
  const field = (row: number, column: number) =>
    box.current?.querySelector<HTMLInputElement>(`input[data-row="${row}"][data-column="${column}"]`);

  function go(from: HTMLInputElement, down: number, right: number): void {
    let [row, column] = place(from);
    do {
      row += down;
      column += right;
      const next = field(row, column);
      if (!next) continue;
      next.focus();
      return next.select();
    } while (row >= 0 && column >= 0 && row < rows.length && column < columns.length);
  }

  return {
    ref: box,
    onKeyDown(event: KeyboardEvent) {
      const input = inputOf(event.target);
      if (!input || event.ctrlKey || event.metaKey || event.altKey || event.nativeEvent.isComposing) return;
      const move = moveOf(event.key, event.shiftKey, input);
      if (!move) return;
      event.preventDefault();
      if (move !== "restore") return go(input, move.down, move.right);
      sheet.restore(input.dataset.key ?? "");
      input.select();
    },
    onChange(event: FormEvent) {
      const input = inputOf(event.target);
      if (input) sheet.edit(input.dataset.key ?? "", input.value);
    },
    onBlur(event: FocusEvent) {
      const input = inputOf(event.target);
      if (input) sheet.tidy(input.dataset.key ?? "");
    },
    onFocus(event: FocusEvent) {
      hands.arrived = true;
      inputOf(event.target)?.select();
    },
    onMouseUp({ target }: { target: EventTarget }) {
      const input = inputOf(target);
      // The first press of the mouse would put a caret where all was just selected.
      if (input && hands.arrived && input.selectionStart === input.selectionEnd) input.select();
      hands.arrived = false;
    },
    onPaste(event: ClipboardEvent) {
      const input = inputOf(event.target);
      if (!input) return;
      const block = readBlock(event.clipboardData.getData("text/plain"));
      if (block.length === 1 && block[0]!.length === 1) return;
      event.preventDefault();
      const [row, column] = place(input);
      const at = (r: number, c: number) => keyOf(columns[c]?.examId ?? "", rows[r]?.registrationId ?? "");
      const has = (r: number, c: number) => Boolean(columns[c]?.writable && sheet.cell(at(r, c)));
      const { writes, left } = layBlock(block, { row, column }, has);
      const before = writes.map((one) => {
        const key = at(one.row, one.column);
        return [key, sheet.cell(key)?.text ?? ""] as const;
      });
      for (const one of writes) write(sheet, at(one.row, one.column), one.text);
      tell({ count: writes.length, left, undo: () => before.forEach(([key, text]) => write(sheet, key, text)) });
    },
  };
}

function write(sheet: Sheet, key: string, text: string): void {
  sheet.edit(key, text);
  sheet.tidy(key);
}

const place = (input: HTMLInputElement): [number, number] => [Number(input.dataset.row), Number(input.dataset.column)];

const inputOf = (target: EventTarget): HTMLInputElement | undefined =>
  target instanceof HTMLInputElement && target.dataset.key ? target : undefined;
