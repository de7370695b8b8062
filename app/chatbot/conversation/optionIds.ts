/** Ids of buttons and list rows: `v1|screen|turn|choice`. They come back from the phone, so nothing in them is trusted. */

export type OptionScreen = "menu" | "students" | "terms" | "languages" | "stop";

export interface Option {
  screen: OptionScreen;
  turn: number;
  choice: string;
}

const SHAPE = /^v1\|(menu|students|terms|languages|stop)\|(\d{1,9})\|(.{1,150})$/s;

export function optionId(screen: OptionScreen, turn: number, choice: string): string {
  return `v1|${screen}|${turn}|${choice}`;
}

/** Null for an id that is not one of ours (an older release's, a template's, a forged one). */
export function readOptionId(id: string): Option | null {
  const match = SHAPE.exec(id);
  if (!match) return null;
  return { screen: match[1] as OptionScreen, turn: Number(match[2]), choice: match[3] ?? "" };
}

const MORE = /^more:(\d{1,4})$/;

/** The choice of the row "More": where the next page begins. */
export function moreChoice(next: number): string {
  return `more:${next}`;
}

export function readMore(choice: string): number | null {
  const match = MORE.exec(choice);
  return match ? Number(match[1]) : null;
}
