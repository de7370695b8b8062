import type { Sheet } from "./sheet.js";

/** A cell that was typed and not saved: its text, and the version that stood there then. */
export interface Kept {
  text: string;
  version: number;
}
type Marks = Record<string, Kept>;

/** The part of `sessionStorage` that is used. */
interface Shelf {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
}

/**
 * Keeps unsaved cells in this tab, so that a crash, a reload or a new sign-in loses none: a line an exam, under the
 * school's address, the person and the exam. Of exams that one may not write now, what was kept is left alone.
 */
export function createShelf(shelf: Shelf, owner: string, mayWrite: (examId: string) => boolean = () => true) {
  const at = (examId: string) => `formroom.marks.${owner}.${examId}`;
  const read = (examId: string): Marks => {
    try {
      return (JSON.parse(shelf.getItem(at(examId)) ?? "{}") as Marks | null) ?? {};
    } catch {
      return {};
    }
  };
  /** What was found on opening and is not answered yet: it stays beside what is typed now. */
  let offered: Record<string, Marks> = {};
  const texts = new Map<string, string>();

  return {
    /** What is unsaved from before, of cells that are still there and say something else now. */
    offer(sheet: Sheet): number {
      offered = {};
      let count = 0;
      for (const examId of sheet.exams().filter(mayWrite)) {
        const marks = read(examId);
        for (const [registrationId, kept] of Object.entries(marks)) {
          const cell = sheet.cell(`${examId} ${registrationId}`);
          if (!cell || typeof kept.text !== "string" || cell.text === kept.text) continue;
          (offered[examId] ??= {})[registrationId] = kept;
          count++;
        }
      }
      return count;
    },
    /** Puts it back into its cells; they are saved like everything typed. */
    putBack(sheet: Sheet): void {
      const found = offered;
      offered = {};
      for (const [examId, marks] of Object.entries(found))
        for (const [registrationId, { text, version }] of Object.entries(marks))
          sheet.putBack(`${examId} ${registrationId}`, text, version);
    },
    forget(): void {
      offered = {};
      texts.clear();
    },
    /** Writes down what is not saved now. */
    keep(sheet: Sheet): void {
      for (const examId of sheet.exams().filter(mayWrite)) {
        const marks: Marks = { ...offered[examId] };
        for (const { registrationId, text, state, saved } of sheet.ofExam(examId))
          if (state !== "saved") marks[registrationId] = { text, version: saved.version };
        const json = Object.keys(marks).length ? JSON.stringify(marks) : "";
        if (texts.get(examId) === json) continue;
        texts.set(examId, json);
        try {
          if (json) shelf.setItem(at(examId), json);
          else shelf.removeItem(at(examId));
        } catch {
          // A full storage must not stop anybody from typing.
        }
      }
    },
  };
}
