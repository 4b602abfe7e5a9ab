import Database from "better-sqlite3";
import { join } from "node:path";
import { allRoutes } from "../helpers/rights/all-routes.ts";
import { Opened, readable } from "./opened.ts";
import { tellAnswers } from "./tell-answers.ts";
import { tellFiles } from "./tell-files.ts";
import { tellRooms } from "./tell-rooms.ts";

/** What comes out of a data folder. */
export interface Told {
  /** By the name of the file that it is kept in. */
  files: Map<string, string>;
  /** Routes that read and that nobody was asked by. */
  unasked: string[];
}

export async function tellAll(folder: string): Promise<Told> {
  const opened = await Opened.open(folder);
  try {
    const told = new Map([
      ["audit.json", await tellAudit(opened)],
      ...(await tellAnswers(opened)),
      ...(await tellRooms(opened)),
      ...(await tellFiles(opened)),
    ]);
    const { member } = (await opened.read("expectedGuest", "/api/session")) as { member: { id: string } };
    const files = [...told].map(([name, text]): [string, string] => [
      name,
      text.replaceAll(member.id, "(who came now)"),
    ]);
    return { files: new Map(files), unasked: unasked(opened) };
  } finally {
    await opened.server.stop();
  }
}

function unasked({ server, config, asked }: Opened): string[] {
  const paths = [...asked];
  return allRoutes({ ...server, config }).filter((route) => {
    const pattern = new RegExp(`^${route.replaceAll(/:\w+/g, "[^/]+")}$`);
    return route.startsWith("GET ") && !paths.some((path) => pattern.test(path));
  });
}

/** Each table with its columns and how many rows it has; of a folder that no server runs on. */
export function tellTables(folder: string): string {
  const db = new Database(join(folder, "coram.db"), { readonly: true });
  try {
    const tables = db
      .prepare<[], { name: string }>(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name",
      )
      .all();
    const lines = tables.map(({ name }) => {
      const columns = db.prepare<[], { name: string }>(`PRAGMA table_info(${name})`).all();
      const rows = db.prepare<[], { n: number }>(`SELECT COUNT(*) AS n FROM ${name}`).get();
      return `${name}: ${rows?.n} rows of ${columns.map((column) => column.name).join(", ")}`;
    });
    return `${lines.join("\n")}\n`;
  } finally {
    db.close();
  }
}

/** The log up to when the folder was left, without its salted hashes. */
async function tellAudit(opened: Opened): Promise<string> {
  interface Entry {
    at: string;
    actor: string | null;
    action: string;
    subject: object;
  }
  const entries: Entry[] = [];
  let before: string | null = null;
  do {
    const page = (await opened.read("mira", `/api/audit?limit=500${before ? `&before=${before}` : ""}`)) as {
      entries: Entry[];
      next: string | null;
    };
    entries.push(...page.entries);
    before = page.next;
  } while (before !== null);
  const kept = entries.filter(({ at }) => at <= opened.keys.at);
  return readable(kept.map(({ at, actor, action, subject }) => ({ at, actor, action, subject })));
}
