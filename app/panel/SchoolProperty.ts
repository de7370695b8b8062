import { BaseProperty, type PropertyType } from "adminjs";
import type { AnyResource } from "../door/define.js";
import { fieldOf, type Field } from "../door/fields.js";
import type { z } from "zod";

interface Shape {
  /** What a form shows; `json`: an object without declared keys, edited as text. */
  type: PropertyType;
  isArray: boolean;
  reference?: string;
  values?: string[];
  inner: Field[];
  long: boolean;
}

/** How a field of the wire looks in a form. */
export function shapeOf(field: Field): Shape {
  const plain: Shape = { type: "string", isArray: false, inner: [], long: false };
  if (field.kind === "reference") return { ...plain, type: "reference", reference: field.reference };
  if (field.kind === "enum") return { ...plain, values: field.values };
  if (field.kind === "object") return { ...plain, type: "mixed", inner: field.fields ?? [] };
  if (field.kind === "array") return { ...shapeOf(elementOf(field)), isArray: true };
  if (field.kind !== "string") return { ...plain, type: field.kind };
  const longest = (field.schema as { maxLength?: number | null }).maxLength ?? 0;
  return longest > 300 ? { ...plain, type: "textarea", long: true } : plain;
}

/** The field that each element of an array is. */
export function elementOf(field: Field): Field {
  const { element } = field.schema._zod.def as unknown as { element: z.ZodType };
  return fieldOf(field.name, element);
}

/** Whether a text field holds a row's id that leads to no resource: nobody can read it, so no page shows it. */
export function isBareId(field: Field): boolean {
  const { format } = field.schema._zod.def as { format?: string };
  return field.kind === "string" && (format === "uuid" || format === "guid");
}

/** A property as AdminJS asks for it, over a field of the declaration instead of a column. */
export class SchoolProperty extends BaseProperty {
  private readonly shape: Shape;
  constructor(
    private readonly resource: AnyResource,
    private readonly field: Field,
    private readonly place: { path: string; position: number; id?: boolean },
  ) {
    const shape = shapeOf(field);
    super({ path: place.path, type: shape.type, isId: place.id ?? false, position: place.position });
    this.shape = shape;
  }
  override type(): PropertyType {
    return this.shape.type;
  }
  override isArray(): boolean {
    return this.shape.isArray;
  }
  override reference(): string | null {
    return this.shape.reference ?? null;
  }
  override availableValues(): string[] | null {
    return this.shape.values ?? null;
  }
  override subProperties(): SchoolProperty[] {
    return this.shape.inner.map(
      (field, position) => new SchoolProperty(this.resource, field, { path: field.name, position }),
    );
  }
  override isTitle(): boolean {
    return this.place.path === this.resource.panel?.title;
  }
  override isVisible(): boolean {
    return !this.isId() && !isBareId(this.field);
  }
  override isEditable(): boolean {
    return this.resource.fields.update.has(this.place.path) || this.resource.fields.create.has(this.place.path);
  }
  override isSortable(): boolean {
    const { sort, moreSorts = {} } = this.resource;
    return (sort as readonly string[]).includes(this.place.path) || Object.hasOwn(moreSorts, this.place.path);
  }
  override isRequired(): boolean {
    const written = this.resource.fields.create.get(this.place.path) ?? this.field;
    return !written.optional && !written.nullable && written.kind !== "boolean";
  }
}
