import { ComponentLoader } from "adminjs";
import { componentFile, components } from "./componentList.js";

/** Our components under the names that AdminJS asks for; the files themselves are bundled by build.ts. */
export const componentLoader = new ComponentLoader();
for (const name of components) componentLoader.override(name, componentFile(name));
