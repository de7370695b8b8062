import type { z } from "zod";

type Picker = (value: unknown) => unknown;

const pickers = new WeakMap<z.ZodType, Picker>();
const asIs: Picker = (value) => value;

/** Keeps the keys that a schema names, at every depth. The way through a schema is worked out once: lists call this per row. */
export function picked(schema: z.ZodType, value: unknown): unknown {
  let pick = pickers.get(schema);
  if (!pick) pickers.set(schema, (pick = pickerOf(schema)));
  return pick(value);
}

interface Def {
  type: string;
  innerType?: z.ZodType;
  element?: z.ZodType;
  shape?: Record<string, z.ZodType>;
}

function pickerOf(schema: z.ZodType): Picker {
  const def = schema._zod.def as unknown as Def;
  if (def.innerType) return pickerOf(def.innerType);
  if (def.type === "array" && def.element) {
    const element = pickerOf(def.element);
    return element === asIs ? asIs : (value) => (Array.isArray(value) ? value.map(element) : value);
  }
  if (def.type !== "object") return asIs;
  const keys = Object.entries(def.shape ?? {}).map(([key, inner]) => [key, pickerOf(inner)] as const);
  return (value) => {
    if (typeof value !== "object" || value === null) return value;
    const source = value as Record<string, unknown>;
    const kept: Record<string, unknown> = {};
    for (const [key, pick] of keys) if (key in source) kept[key] = pick(source[key]);
    return kept;
  };
}
