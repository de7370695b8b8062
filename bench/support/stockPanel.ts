import type { AddressInfo } from "node:net";
import { createServer, type Server } from "node:http";

/** AdminJS as it comes, without a resource: its own sign-in page, router and scripts, sent as it sends them. */
export async function serveStock(): Promise<{ port: number; stop: () => void }> {
  process.env["ADMIN_JS_SKIP_BUNDLE"] = "true"; // no components of its own: nothing to bundle
  const { default: AdminJS } = await import("adminjs");
  const { default: AdminJSExpress } = await import("@adminjs/express");
  const { default: express } = await import("express");
  const admin = new AdminJS({ rootPath: "/admin" });
  await admin.initialize();
  const router = AdminJSExpress.buildAuthenticatedRouter(
    admin,
    {
      authenticate: (email: string) => Promise.resolve({ email }),
      cookieName: "stock",
      cookiePassword: "a password of forty letters for a bench",
    },
    null,
    { resave: false, saveUninitialized: true, secret: "a password of forty letters for a bench" },
  );
  const app = express();
  app.use(admin.options.rootPath, router as never);
  const server: Server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    port: (server.address() as AddressInfo).port,
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
