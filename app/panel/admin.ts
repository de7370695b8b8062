import { Database } from "@adminjs/sequelize";
import type { ThemeOverride } from "@adminjs/design-system";
import AdminJS, { type AdminJSOptions } from "adminjs";
import type { AnyResource } from "../door/define.js";
import { componentLoader } from "./components.js";
import { locale } from "./locale.js";
import { resourceOptions } from "./resourceOptions.js";
import { SchoolResource, Shown } from "./SchoolResource.js";

AdminJS.registerAdapter({ Database, Resource: SchoolResource } as never);

/** Where the panel stands. */
export const ROOT = "/admin";
export const LOGIN = `${ROOT}/login`;
export const LOGOUT = `${ROOT}/logout`;

/**
 * Makes one of the two panels: the platform's or the schools'. AdminJS is the frame and the forms; pages are bundled
 * by our own build (`initialize()` is never called), routes are our own mount.
 */
export function makeAdmin(resources: AnyResource[]): AdminJS {
  const known = new Set(resources.map((one) => one.name));
  const options = {
    rootPath: ROOT,
    loginPath: LOGIN,
    logoutPath: LOGOUT,
    componentLoader,
    resources: resources.map((one) => ({ resource: new Shown(one), options: resourceOptions(one, known) })),
    dashboard: { component: "Dashboard" },
    settings: { defaultPerPage: 25 },
    version: {},
    locale,
    branding: (admin?: { house?: string }) => ({
      companyName: admin?.house ?? "Formroom",
      logo: false,
      withMadeWithLove: false,
      favicon: "data:,",
      theme: { colors: THEME },
    }),
  };
  return new AdminJS(options as unknown as AdminJSOptions);
}

/** Literal colours: CSS variables here break the page (panel-pages.md 3.4). Greys dark enough to read. */
const THEME: ThemeOverride["colors"] = {
  primary100: "#1f5f8b",
  primary80: "#2d75a5",
  primary60: "#5292bb",
  primary40: "#9cc3dc",
  primary20: "#e3eff7",
  accent: "#1f5f8b",
  grey100: "#1b242c",
  grey80: "#3d4852",
  grey60: "#5a6570",
  grey40: "#75808b",
  inputBorder: "#75808b",
};
