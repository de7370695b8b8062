import { catalogue } from "../../base/state.js";

/** What a job does, in words; one that the catalogue does not know by the name it has in the sources. */
export const jobName = (name: string): string => catalogue[`jobs.name.${name}`] ?? name;
