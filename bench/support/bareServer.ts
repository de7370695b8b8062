import express from "express";
import pg from "pg";
import type { Scope } from "../../app/tenancy/context.js";
import { beginText } from "../../app/tenancy/hooks.js";
import { servePort } from "./childSide.js";

/**
 * What one would write with Express and pg alone, with the same walls: BEGIN with the scope's settings in one round
 * trip, count, page, COMMIT, JSON of the same keys. No credential, no policy, no checks, no log.
 */
servePort(({ appUrl, scope }) => Promise.resolve(bareApp(appUrl, scope)));

const WHERE = `FROM students s WHERE s.deleted_at IS NULL AND s.current_class_session_id = $1`;
const PAGE = `SELECT s.id, s.created_at AS "createdAt", s.updated_at AS "updatedAt", s.version, s.admission_number AS "admissionNumber",
  s.first_name AS "firstName", s.middle_name AS "middleName", s.last_name AS "lastName", s.preferred_name AS "preferredName", s.gender,
  s.date_of_birth::text AS "dateOfBirth", s.boarding_status AS "boardingStatus", s.status, s.demographics, s.deleted_at AS "deletedAt",
  s.current_class_session_id AS "currentClassSessionId", c.name AS "className"
  FROM students s LEFT JOIN class_sessions c ON c.id = s.current_class_session_id
  WHERE s.deleted_at IS NULL AND s.current_class_session_id = $1 ORDER BY s.last_name, s.id LIMIT $2 OFFSET $3`;

type Row = Record<string, unknown> & { className: string; currentClassSessionId: string };

function bareApp(appUrl: string, scope: Scope): express.Express {
  const pool = new pg.Pool({ connectionString: appUrl, max: 10 });
  pool.on("error", () => undefined); // the database may end first
  const begin = beginText(scope);
  const app = express();
  app.get("/students", async (request, response) => {
    const classSessionId = String(request.query["classSessionId"]);
    const size = Number(request.query["pageSize"]);
    const client = await pool.connect();
    try {
      await client.query(begin);
      const counted = await client.query<{ n: string }>(`SELECT count(*) AS n ${WHERE}`, [classSessionId]);
      const { rows } = await client.query<Row>(PAGE, [classSessionId, size, 0]);
      await client.query("COMMIT");
      const data = rows.map(({ className, ...row }) => ({
        ...row,
        currentClassSession: { id: row.currentClassSessionId, name: className },
      }));
      const total = Number(counted.rows[0]?.n);
      response.json({ data, page: { number: 1, size, total, pages: Math.ceil(total / size) } });
    } finally {
      client.release();
    }
  });
  return app;
}
