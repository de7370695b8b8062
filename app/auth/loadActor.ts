import { problem } from "../errors.js";
import { actAs, Actor } from "../policies/Actor.js";
import { PERMISSIONS, PLATFORM_PERMISSIONS, type PlatformRole } from "../policies/permissions.js";
import { afterCommit, type Question } from "../tenancy/context.js";
import { answerTo } from "../tenancy/opening.js";
import type { Caller } from "./caller.js";
import { noteKeyUsed } from "./keyUse.js";

interface UserRow {
  id: string;
  name: string;
  status: string;
  tokenVersion: number;
  clientStatus: string;
}
interface KeyRow {
  id: string;
  name: string;
  permissions: string[];
  clientStatus: string;
}

interface PlatformRow {
  id: string;
  name: string;
  role: PlatformRole;
  status: string;
  tokenVersion: number;
  keyId?: string;
  keyPermissions?: string[];
}

const USER = `SELECT u.id, u.first_name || ' ' || u.last_name AS name, u.status, u.token_version AS "tokenVersion", c.status AS "clientStatus"
  FROM public.users u JOIN public.clients c ON c.id = u.client_id WHERE u.id = $1`;
const ROLES = "SELECT r.permissions FROM role_assignments a JOIN roles r ON r.id = a.role_id WHERE a.user_id = $1";
const KEY = `SELECT k.id, k.name, k.permissions, c.status AS "clientStatus" FROM public.api_keys k JOIN public.clients c ON c.id = k.client_id
  WHERE k.key_hash = $1 AND (k.expires_at IS NULL OR k.expires_at > now())`;
const PLATFORM_USER = `SELECT id, first_name || ' ' || last_name AS name, role, status, token_version AS "tokenVersion" FROM public.platform_users WHERE id = $1`;
const PLATFORM_KEY = `SELECT u.id, k.name, u.role, u.status, u.token_version AS "tokenVersion", k.id AS "keyId", k.permissions AS "keyPermissions"
  FROM public.platform_api_keys k JOIN public.platform_users u ON u.id = k.user_id
  WHERE k.key_hash = $1 AND (k.expires_at IS NULL OR k.expires_at > now())`;

const userRow = ({ userId }: Caller): Question => ({ text: USER, values: [userId] });
const roleRows = ({ userId }: Caller): Question => ({ text: ROLES, values: [userId] });
const keyRow = ({ keyHash }: Caller): Question => ({ text: KEY, values: [keyHash] });
const platformRow = ({ kind, keyHash, userId }: Caller): Question =>
  kind === "platform-key" ? { text: PLATFORM_KEY, values: [keyHash] } : { text: PLATFORM_USER, values: [userId] };

/**
 * What loading this caller's actor asks: whoever opens the scope hands it to BEGIN's round trip (`ask`). Two statements
 * for a user, since none may join a school's table with a public one. Nothing where the scope is not the caller's own.
 */
export function actorQuestions(caller: Caller, scope: "school" | "platform"): Question[] {
  if (scope === "platform") return caller.kind.startsWith("platform") ? [platformRow(caller)] : [];
  if (caller.kind === "school-key") return [keyRow(caller)];
  return caller.kind === "school-user" ? [userRow(caller), roleRows(caller)] : [];
}

/**
 * First thing inside a school's scope: who this is by the present rows, and whether the school may be used.
 * A stale token (new password, new role, disabled) → 401; a suspended school → 403. Names the actor of the scope.
 */
export async function loadSchoolActor(caller: Caller, requestId?: string): Promise<Actor> {
  const actor = caller.kind === "school-key" ? await fromKey(caller, requestId) : await fromUser(caller, requestId);
  actAs(actor);
  return actor;
}

async function fromUser(caller: Caller, requestId?: string): Promise<Actor> {
  const [user] = await answerTo<UserRow>(userRow(caller));
  if (!user || user.status !== "active" || user.tokenVersion !== caller.tokenVersion) throw problem("unauthenticated");
  usable(user.clientStatus);
  const rows = await answerTo<{ permissions: string[] }>(roleRows(caller));
  const permissions = rows.flatMap((row) => row.permissions);
  return new Actor({
    kind: "user",
    id: user.id,
    name: user.name,
    permissions,
    impersonatorId: caller.impersonatorId,
    requestId,
  });
}

async function fromKey(caller: Caller, requestId?: string): Promise<Actor> {
  const [key] = await answerTo<KeyRow>(keyRow(caller));
  if (!key) throw problem("unauthenticated");
  usable(key.clientStatus);
  afterCommit(() => noteKeyUsed("school", key.id, caller.schemaName));
  return new Actor({ kind: "key", id: key.id, name: key.name, permissions: key.permissions, requestId });
}

/** What a client's status means for a request inside it. */
export function usable(status: string): void {
  if (status === "suspended") throw problem("client_suspended");
  if (status !== "active") throw problem("client_unavailable", { headers: { "Retry-After": "5" } });
}

/** First thing inside a platform scope: the platform user or global key, with the role's permissions. */
export async function loadPlatformActor(caller: Caller, requestId?: string): Promise<Actor> {
  const [row] = await answerTo<PlatformRow>(platformRow(caller));
  const stale = caller.kind === "platform-user" && row?.tokenVersion !== caller.tokenVersion;
  if (!row || row.status !== "active" || stale) throw problem("unauthenticated");
  if (row.keyId !== undefined) afterCommit(() => noteKeyUsed("platform", row.keyId as string));
  const granted = PLATFORM_PERMISSIONS[row.role];
  const permissions = row.keyPermissions?.length
    ? granted.filter((code) => row.keyPermissions?.includes(code))
    : granted;
  const actor = new Actor({ kind: "platform", id: row.id, name: row.name, role: row.role, permissions, requestId });
  actAs(actor);
  return actor;
}

/** A superadmin inside a school: everything a school's administrator may, named as himself in the trail. */
export function superadminInSchool(platform: Actor): Actor {
  return new Actor({
    kind: "platform",
    id: platform.id,
    name: platform.name,
    role: platform.role,
    permissions: PERMISSIONS,
    requestId: platform.requestId,
  });
}
