import {
  DocumentNumber,
  EMPTY_HOUSE,
  entryOf,
  House,
  HouseEntry,
  PictureId,
  withEntryOf,
} from "../../../schema/domain/house.ts";
import { MemberId } from "../../../schema/domain/ids.ts";
import type { HouseStore, HouseVersion } from "../house-store.ts";
import { StoreError } from "../store-error.ts";
import { read, write } from "./file/intent.ts";
import { SqlitePart } from "./part.ts";
import { parseJson } from "./rows/json.ts";

interface VersionColumns {
  number: number;
  entry: string;
  content: string;
  made_by: string;
  made_at: string;
}

interface PictureColumns {
  id: string;
  width: number;
  height: number;
  png: Buffer;
}

const IN_LANGUAGES = `(SELECT each.id FROM outputs AS each, outputs AS own
   WHERE own.id = ? AND coalesce(each.leader, each.id) = coalesce(own.leader, own.id))`;

/** The house of the network: its versions, pictures, authors, and the numbers of its documents. */
export class SqliteHouse extends SqlitePart implements HouseStore {
  readonly #newest = this.db.prepare<[], VersionColumns>("SELECT * FROM house_versions ORDER BY number DESC LIMIT 1");
  readonly #byNumber = this.db.prepare<[number], VersionColumns>("SELECT * FROM house_versions WHERE number = ?");
  readonly #asOf = this.db.prepare<[string], VersionColumns>(
    "SELECT * FROM house_versions WHERE made_at <= ? ORDER BY number DESC LIMIT 1",
  );
  readonly #last = this.db.prepare<[number], Omit<VersionColumns, "content">>(
    "SELECT number, entry, made_by, made_at FROM house_versions ORDER BY number DESC LIMIT ?",
  );
  readonly #insert = this.db.prepare(
    "INSERT INTO house_versions (number, entry, content, made_by, made_at) VALUES (:number, :entry, :content, :by, :at)",
  );
  readonly #insertPicture = this.db.prepare(
    "INSERT INTO house_pictures (id, width, height, png) VALUES (:id, :width, :height, :png)",
  );
  readonly #picture = this.db.prepare<[string], PictureColumns>("SELECT * FROM house_pictures WHERE id = ?");
  readonly #authors = this.db.prepare<[], { member: string; name: string }>(
    "SELECT member, name FROM house_authors ORDER BY name, member",
  );
  readonly #setAuthor = this.db.prepare(
    `INSERT INTO house_authors (member, name, at) VALUES (:member, :name, :at)
     ON CONFLICT (member) DO UPDATE SET name = excluded.name, at = excluded.at`,
  );
  readonly #dropAuthor = this.db.prepare("DELETE FROM house_authors WHERE member = ?");
  /** Of a document in any of its languages. */
  readonly #number = this.db.prepare<[string], DocumentNumber>(
    `SELECT series, year, number FROM document_numbers WHERE output IN ${IN_LANGUAGES} LIMIT 1`,
  );
  readonly #inLanguages = this.db
    .prepare<[string], string>(`SELECT id FROM outputs WHERE id IN ${IN_LANGUAGES}`)
    .pluck();
  readonly #lastNumber = this.db
    .prepare<[string, number], number>(
      "SELECT coalesce(max(number), 0) FROM document_numbers WHERE series = ? AND year = ?",
    )
    .pluck();
  readonly #insertNumber = this.db.prepare(
    `INSERT INTO document_numbers (output, series, year, number, shared, given_by, given_at)
     VALUES (:output, :series, :year, :number, :shared, :by, :at)`,
  );

  readonly current: HouseStore["current"] = () => read(this.db, () => this.#current());

  readonly asOf: HouseStore["asOf"] = (at) => read(this.db, () => toVersion(this.#asOf.get(at)));

  readonly version: HouseStore["version"] = (number) => read(this.db, () => this.#version(number));

  readonly changes: HouseStore["changes"] = (limit) =>
    read(this.db, () =>
      this.#last.all(limit).map(({ number, entry, made_by, made_at }) => ({
        number,
        entry: HouseEntry.parse(entry),
        by: MemberId.parse(made_by),
        at: made_at,
      })),
    );

  readonly change: HouseStore["change"] = (act, make, picture) =>
    write(this.db, () => {
      if (picture) this.#insertPicture.run({ ...picture, png: Buffer.from(picture.png, "base64") });
      const before = this.#current();
      const { house, entry } = make(before.house);
      return this.#add(before, house, entry, act);
    });

  readonly undo: HouseStore["undo"] = (number, act) =>
    write(this.db, () => {
      const made = this.#byNumber.get(number);
      if (!made) throw new StoreError("not-found");
      const entry = HouseEntry.parse(made.entry);
      const before = this.#version(number - 1)?.house ?? EMPTY_HOUSE;
      const now = this.#current();
      const isAsMade = asText(entryOf(now.house, entry)) === asText(entryOf(toVersion(made).house, entry));
      if (!isAsMade) throw new StoreError("conflict", "It has been changed since");
      return this.#add(now, withEntryOf(now.house, entry, before), entry, act);
    });

  readonly pictures: HouseStore["pictures"] = (ids) =>
    read(this.db, () =>
      ids.flatMap((wanted) => {
        const row = this.#picture.get(wanted);
        if (!row) return [];
        const { id, width, height, png } = row;
        return [{ id: PictureId.parse(id), width, height, png: png.toString("base64") }];
      }),
    );

  readonly authors: HouseStore["authors"] = () =>
    read(this.db, () => this.#authors.all().map(({ member, name }) => ({ member: MemberId.parse(member), name })));

  readonly setAuthor: HouseStore["setAuthor"] = (member, name, at) =>
    write(this.db, () => {
      if (name === null) this.#dropAuthor.run(member);
      else this.#setAuthor.run({ member, name, at });
    });

  readonly documentNumber: HouseStore["documentNumber"] = (output) =>
    read(this.db, () => this.#known(this.#number.get(output)));

  readonly giveNumber: HouseStore["giveNumber"] = (output, { series, year }, act) =>
    write(this.db, () => {
      const known = this.#known(this.#number.get(output));
      if (known) return known;
      const given = { series, year, number: (this.#lastNumber.get(series, year) ?? 0) + 1 };
      // Each keeps it, whichever is deleted.
      for (const each of this.#inLanguages.all(output))
        this.#insertNumber.run({ output: each, ...given, shared: each === output ? 0 : 1, ...act });
      return given;
    });

  #known(row: DocumentNumber | undefined): DocumentNumber | null {
    return row ? DocumentNumber.parse(row) : null;
  }

  #current(): HouseVersion {
    return toVersion(this.#newest.get());
  }

  #version(number: number): HouseVersion | null {
    const row = this.#byNumber.get(number);
    return row ? toVersion(row) : null;
  }

  #add(before: HouseVersion, house: House, entry: HouseEntry, act: { by: MemberId; at: string }): number {
    if (asText(house) === asText(before.house)) return before.number;
    const number = before.number + 1;
    this.#insert.run({ number, entry, content: JSON.stringify(house), ...act });
    return number;
  }
}

/** Keys of a record may stand in any order. */
function asText(value: unknown): string {
  return JSON.stringify(value, (_, each: unknown) =>
    typeof each === "object" && each !== null && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1)))
      : each,
  );
}

function toVersion(row: VersionColumns | undefined): HouseVersion {
  return row ? { number: row.number, house: parseJson(House, row.content) } : { number: 0, house: EMPTY_HOUSE };
}
