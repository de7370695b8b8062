import { z } from "zod";

/** Labels of letters, digits, hyphen and `_` inside; IPv4 and `name.local` pass, ports and brackets do not (api.md 3). */
const HOSTNAME = /^(?=.{1,253}$)[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?(\.[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?)*$/;

/** A hostname in lower-case punycode. */
export const hostname = () => z.string().regex(HOSTNAME, "must be a host name in lower case, without port");
