import { routes } from "../../http/routes.js";
import { frameRoutes } from "../frame.js";

const r = routes("system", "public");
frameRoutes(r);

export const platformFrameRouter = r.router;
