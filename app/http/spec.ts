import type { Request, Response } from "express";
import type { z } from "zod";
import type { Caller } from "../auth/caller.js";
import type { AnyResource } from "../door/define.js";
import type { Verb } from "../door/verb.js";

export type Method = "get" | "post" | "patch" | "put" | "delete";
/** public: the platform's schema; school: the caller's; self: the route opens its own scopes (sign-in, webhook). */
export type RouteScope = "public" | "school" | "self";

export interface Input<B = unknown, Q = unknown> {
  params: Record<string, string>;
  body: B;
  query: Q;
  request: Request;
  response: Response;
  caller: Caller;
}

/** One route as it is told: made into a handler, into OpenAPI, into the tests' table and, for verbs, into panel buttons. */
export interface RouteSpec<B extends z.ZodType = z.ZodType, Q extends z.ZodType = z.ZodType> {
  method: Method;
  path: string;
  scope: RouteScope;
  summary: string;
  /** "nobody": open to all; "signed-in": any actor; else a permission code, held with any reach (rows decide the rest). */
  may: string;
  body?: B;
  query?: Q;
  answer?: z.ZodType;
  /** Takes multipart/form-data with one file in this field; the route reads it itself. */
  upload?: string;
  status?: number;
  /** Which resource or verb stands behind it, for panel, OpenAPI and the shared suite. */
  resource?: AnyResource;
  kind?: "list" | "get" | "create" | "update" | "remove" | "verb" | "nested";
  verb?: Verb;
  /** A GET that writes (none should) or a POST that only reads. */
  readOnly?: boolean;
  handler(input: Input<z.output<B>, z.output<Q>>): Promise<unknown>;
}

/** What a handler answers when a plain 200/201 body is not enough. */
export class Reply {
  constructor(
    readonly body: unknown,
    readonly options: {
      status?: number;
      headers?: Record<string, string>;
      type?: string;
      send?: (response: Response) => void;
    } = {},
  ) {}
}

export interface Described extends Omit<RouteSpec, "handler"> {
  mount: string;
}
