import { join } from "node:path";

/** What of AdminJS's page is ours: the whole of it. Everything else is drawn inside. */
export const components: readonly string[] = ["Application"];

/** The source of a component: beside this file, in app/ and in dist/app/ alike (the build copies .tsx). */
export const componentFile = (name: string): string => join(import.meta.dirname, "client", `${name}.tsx`);
