/** A query string as an object and back; empty values are left out, the order is kept. */
export type Query = Record<string, string>;

export const readQuery = (search: string): Query => Object.fromEntries(new URLSearchParams(search));

export function writeQuery(query: Record<string, string | undefined>): string {
  const filled = Object.entries(query).filter((pair): pair is [string, string] => Boolean(pair[1]));
  const text = new URLSearchParams(filled).toString();
  return text ? `?${text}` : "";
}

/** What decides which rows, without where in them one stands. */
export function rowsOf({ page: _, pageSize: __, view: ___, ...rest }: Query): Query {
  return rest;
}
