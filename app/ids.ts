import { v7 } from "uuid";

/** A new id: UUIDv7, made by the application, so that ids sort by time and need no sequence (design.md 4). */
export const uuidv7 = (): string => v7();

/** Whether a text has the form of a UUID; anything else can be no row's id. */
export const isUuid = (value: unknown): value is string =>
  typeof value === "string" && /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(value);
