import { Domain } from "../../models/public/Domain.js";
import { env } from "../env.js";
import { withPlatform } from "../tenancy/scope.js";

/** How we are reached from outside: the scheme and port of PUBLIC_URL. */
const outside = () => new URL(env.PUBLIC_URL ?? `http://localhost:${env.PORT}`);

/** The platform's own address. Never the Host of a request: whoever asks for a mail would choose where its link leads. */
export function mainOrigin(): string {
  const url = outside();
  const ours = env.MAIN_HOSTS.includes(url.hostname);
  return originAt(ours ? url.hostname : (env.MAIN_HOSTS[0] ?? "localhost"));
}

/** Where a school's panel is: its primary domain, in a scope of its own. */
export async function panelOrigin(clientId: string): Promise<string> {
  const domain = await withPlatform(() => Domain.findOne({ where: { clientId, isPrimary: true } }), { readOnly: true });
  return domain ? originAt(domain.hostname) : mainOrigin();
}

function originAt(hostname: string): string {
  const { protocol, port } = outside();
  return `${protocol}//${hostname}${port ? `:${port}` : ""}`;
}
