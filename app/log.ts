import { pino } from "pino";
import { env } from "./env.js";

/**
 * The log. Secrets are kept out by an allow-list: callers name what they log (ids, codes, durations),
 * never whole requests, rows or bodies; errors carry type, message and stack only.
 */
export const log = pino({
  level: env.LOG_LEVEL,
  base: undefined,
  serializers: {
    err: (error: Error) => ({
      type: error.name,
      message: error.message.slice(0, 500),
      stack: error.stack?.slice(0, 4000),
    }),
  },
});
