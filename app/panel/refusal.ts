import { AppError, ForbiddenError, ValidationError } from "adminjs";
import { Problem } from "../errors.js";
import { words } from "./words.js";

type FieldWords = Record<string, { type: string; message: string }>;

/** The fields of a problem in AdminJS's shape: "/demographics/phone" → "demographics.phone". */
export function fieldWords(found: Problem): FieldWords {
  const errors: FieldWords = {};
  for (const { path, message, code } of found.errors) {
    const name = path.slice(1).replaceAll("/", ".").replaceAll("~1", "/").replaceAll("~0", "~");
    if (name) errors[name] ??= { type: code, message: sentence(message) };
  }
  return errors;
}

/** What a notice says: the problem's own words, and the fields by the names that the form shows. */
export function noticeWords(found: Problem): string {
  const fields = Object.entries(fieldWords(found)).map(([name, { message }]) => `${words(name)}: ${message}`);
  return fields.length ? fields.slice(0, 5).join("; ") : sentence(found.message);
}

/**
 * A problem as the error that AdminJS shows and never takes for success: errors at fields with their text in the base
 * message too (a ValidationError without a field error reads as saved, one-door.md 4), else a plain notice.
 */
export function asAdminError(error: unknown): unknown {
  if (!(error instanceof Problem)) return error;
  const message = noticeWords(error);
  const fields = fieldWords(error);
  if (Object.keys(fields).length) return new ValidationError(fields, { type: error.code, message });
  if (error.code === "forbidden") return new ForbiddenError(message);
  return new AppError(message);
}

/** Runs work of the door with its refusals in AdminJS's words. */
export async function refusable<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw asAdminError(error);
  }
}

function sentence(message: string): string {
  if (/^Invalid input: expected .*, received (undefined|null)$/.test(message)) return "Is required";
  if (/^Too small: expected string to have >=1 characters/.test(message)) return "Is required";
  const plain = message.replace(/^Invalid input: /, "").replace(/^(Too small|Too big): /, "");
  return plain.charAt(0).toUpperCase() + plain.slice(1);
}
