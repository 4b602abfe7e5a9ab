import type { Database } from "better-sqlite3";
import { MethodologyId, newId } from "../../../schema/domain/ids.ts";
import { MethodologyContent, MethodologyVersion } from "../../../schema/domain/methodology.ts";
import type { MethodologyStore } from "../store.ts";
import { read, write } from "./intent.ts";
import { parseJson } from "./json.ts";

interface VersionColumns {
  methodology: string;
  number: number;
  frozen_at: string;
  note: string;
  content: string;
}

/** The network's one methodology and its frozen versions. */
export function createMethodologyStore(db: Database): MethodologyStore {
  const newest = db.prepare<[], VersionColumns>("SELECT * FROM methodology_versions ORDER BY number DESC LIMIT 1");
  const byNumber = db.prepare<[number], VersionColumns>("SELECT * FROM methodology_versions WHERE number = ?");
  const insertMethodology = db.prepare("INSERT INTO methodologies (id, created_at) VALUES (?, ?)");
  const insertVersion = db.prepare(
    `INSERT INTO methodology_versions (methodology, number, frozen_at, frozen_by, note, content)
     VALUES (:methodology, :number, :frozenAt, :by, :note, :content)`,
  );

  return {
    current: () =>
      read(db, () => {
        const row = newest.get();
        return row ? toVersion(row) : null;
      }),
    version: (number) =>
      read(db, () => {
        const row = byNumber.get(number);
        return row ? toVersion(row) : null;
      }),
    freeze: (content, note, by, at) =>
      write(db, () => {
        const before = newest.get();
        const methodology = MethodologyId.parse(before?.methodology ?? newId(MethodologyId));
        if (!before) insertMethodology.run(methodology, at);
        const version = {
          methodology,
          number: (before?.number ?? 0) + 1,
          frozenAt: at,
          note,
          content: MethodologyContent.parse(content),
          maps: [],
          gone: [],
        };
        insertVersion.run({
          methodology,
          number: version.number,
          frozenAt: at,
          note,
          by,
          content: JSON.stringify(version.content),
        });
        return version;
      }),
  };
}

function toVersion(row: VersionColumns): MethodologyVersion {
  return MethodologyVersion.parse({
    ...row,
    frozenAt: row.frozen_at,
    content: parseJson(MethodologyContent, row.content),
  });
}
