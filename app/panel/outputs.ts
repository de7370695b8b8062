import { join, resolve, sep } from "node:path";

/** What the build made: by plain name the hashed file, and of which sources. */
export interface Manifest {
  sources: string;
  files: Record<string, { file: string }>;
}

const here = import.meta.dirname;
const fromDist = here.endsWith(["dist", "app", "panel"].join(sep));

/** The clone's folder, from app/panel and from dist/app/panel alike. */
export const rootFolder = resolve(here, fromDist ? "../../.." : "../..");
/** Where the panel's built files stand; the same for both, so that a start after the tests builds nothing again. */
export const outputFolder = join(rootFolder, "dist", "panel");
