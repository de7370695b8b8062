import { Router } from "express";
import { stringify } from "yaml";
import { z } from "zod";
import { problemCodes } from "../errors.js";
import { described, type Described } from "./route.js";

const problemSchema = z.strictObject({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.enum(problemCodes as [string, ...string[]]),
  detail: z.string(),
  requestId: z.string(),
  errors: z.array(z.looseObject({ path: z.string(), message: z.string(), code: z.string() })).optional(),
});

type Json = Record<string, unknown>;
const json = (schema: z.ZodType, io: "input" | "output"): Json => {
  const { $schema, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: "any" }) as Json;
  void $schema;
  return rest;
};

/** The OpenAPI 3.1 document, made from what `route` was told: the same zod schemas that check and answer. */
export function openApiDocument(): Json {
  const paths: Record<string, Json> = {};
  for (const route of described) {
    const path = `/api/v1/${route.mount}${route.path}`.replace(/:(\w+)/g, "{$1}").replace(/\{(\w+)\}\\?\./g, "{$1}.");
    (paths[path] ??= {})[route.method] = operation(route);
  }
  return {
    openapi: "3.1.0",
    info: { title: "Formroom", version: "1", description: "Many schools, one installation. Conventions: docs/api.md." },
    servers: [{ url: "/" }],
    paths: Object.fromEntries(Object.entries(paths).sort(([a], [b]) => a.localeCompare(b))),
    components: {
      securitySchemes: {
        bearer: { type: "http", scheme: "bearer", bearerFormat: "JWT" },
        apiKey: { type: "apiKey", in: "header", name: "X-API-KEY" },
      },
      schemas: { Problem: json(problemSchema, "output") },
      responses: {
        Problem: {
          description: "A refusal (RFC 9457)",
          content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
        },
      },
    },
  };
}

function operation(route: Described): Json {
  const body = bodyOf(route);
  const status = String(route.status ?? (route.answer ? 200 : 204));
  const content = route.answer ? { content: { "application/json": { schema: json(route.answer, "output") } } } : {};
  return {
    operationId: `${route.method}_${route.mount}${route.path.replace(/[/:.]+/g, "_")}`,
    summary: route.summary,
    tags: [route.mount],
    security: route.may === "nobody" ? [] : [{ bearer: [] }, { apiKey: [] }],
    parameters: [...pathParameters(route), ...queryParameters(route)],
    ...(route.upload === undefined ? {} : { requestBody: uploadOf(route.upload) }),
    ...(body
      ? { requestBody: { required: true, content: { "application/json": { schema: json(body, "input") } } } }
      : {}),
    responses: { [status]: { description: "Done", ...content }, default: { $ref: "#/components/responses/Problem" } },
  };
}

const uploadOf = (field: string): Json => ({
  required: true,
  content: {
    "multipart/form-data": {
      schema: { type: "object", properties: { [field]: { type: "string", format: "binary" } }, required: [field] },
    },
  },
});

function bodyOf({ kind, resource, verb, body }: Described): z.ZodType | undefined {
  if (body) return body;
  if (verb) return verb.on === "many" ? verb.input.extend({ ids: z.array(z.uuid()) }) : verb.input;
  if (kind === "create") return resource?.create;
  return kind === "update" ? resource?.update : undefined;
}

const pathParameters = ({ path }: Described): Json[] =>
  [...path.matchAll(/:(\w+)/g)].map(([, name]) => ({ name, in: "path", required: true, schema: { type: "string" } }));

function queryParameters({ kind, resource, query }: Described): Json[] {
  const told =
    query instanceof z.ZodObject
      ? Object.entries(query.shape).map(([name, schema]) => ({
          name,
          in: "query",
          required: !(schema as z.ZodType).safeParse(undefined).success,
          schema: json(schema as z.ZodType, "input"),
        }))
      : [];
  if ((kind !== "list" && kind !== "nested") || !resource) return told;
  const text = (name: string, description: string) => ({
    name,
    in: "query",
    required: false,
    description,
    schema: { type: "string" },
  });
  const filters = Object.entries((resource.filters ?? {}) as Record<string, string>).flatMap(([name, filter]) => {
    const base = name.replace(/At$/, "");
    return filter === "range"
      ? [text(`${base}From`, "From here on"), text(`${base}To`, "Up to here")]
      : [text(name, filter === "contains" ? "Contains" : "One or several, comma between")];
  });
  const sorts = [...resource.sort, ...Object.keys(resource.moreSorts ?? {})].join(", ");
  return [
    text("page", "From 1"),
    text("pageSize", "At most 200"),
    text("sort", `Comma between, - for descending: ${sorts}`),
    ...(resource.search ? [text("search", "Words in any order")] : []),
    ...filters,
    ...Object.keys(resource.moreFilters ?? {}).map((name) => text(name, "Filter")),
  ];
}

/** GET /api/schema/: the document, as JSON or with ?format=yaml. */
export const openApiRouter = Router().get("/schema", (request, response) => {
  if (request.query.format === "yaml") response.type("application/yaml").send(stringify(openApiDocument()));
  else response.json(openApiDocument());
});
