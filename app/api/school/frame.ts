import { routes } from "../../http/routes.js";
import { frameRoutes } from "../frame.js";

const r = routes("school", "school");
frameRoutes(r);

export const frameRouter = r.router;
