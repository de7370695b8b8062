import type { Model, ModelStatic } from "sequelize";
import { fieldError, invalid, problem } from "../errors.js";

interface DatabaseError {
  name?: string;
  original?: { code?: string; detail?: string; message?: string };
  parent?: { code?: string };
}

/** Runs a write and turns the database's refusals into ours, by SQLSTATE and detail, never by a constraint's name. */
export async function kept<T>(model: ModelStatic<Model>, write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    throw translated(model, error as DatabaseError) ?? error;
  }
}

function translated(model: ModelStatic<Model>, error: DatabaseError): Error | undefined {
  if (error.name === "SequelizeOptimisticLockError") return problem("version_conflict");
  const { code, detail = "" } = error.original ?? {};
  if (code === "23505") {
    const errors = attributesIn(model, detail).map((name) => fieldError(`/${name}`, "is taken already", "duplicate"));
    return problem("duplicate", {
      errors,
      detail: errors.length ? `${errors.map((one) => one.path.slice(1)).join(", ")}: taken already` : undefined,
    });
  }
  if (code === "23503") {
    if (/is not present in table/.test(detail))
      return invalid(
        ...attributesIn(model, detail).map((name) => fieldError(`/${name}`, "leads to nothing", "unknown_reference")),
      );
    return problem("in_use");
  }
  if (code === "23514" || code === "23502")
    return invalid(fieldError("", "a rule of the table refuses these values", "check"));
  if (code === "22003") return invalid(fieldError("", "a number is too large", "too_big"));
  return undefined;
}

/** The attributes whose columns a detail such as `Key (lower(code), form_id)=(…)` names. */
function attributesIn(model: ModelStatic<Model>, detail: string): string[] {
  const columns = new Set((/^Key \((.*?)\)=\(/.exec(detail)?.[1] ?? "").match(/[a-z_][a-z0-9_]*/g) ?? []);
  return Object.entries(model.getAttributes())
    .filter(([, attribute]) => columns.has(attribute.field ?? ""))
    .map(([name]) => name)
    .filter((name) => name !== "clientId");
}
