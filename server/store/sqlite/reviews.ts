import { Review } from "../../../schema/protocol/http/methodology.ts";
import type { ReviewStore } from "../methodology-store.ts";
import { write } from "./file/intent.ts";
import { keptRead } from "./file/kept-reads.ts";
import { SqlitePart } from "./part.ts";

interface ReviewColumns {
  annotation: string;
  version: number;
  layer: string;
  member: string;
  at: string;
  decision: string;
  from_category: string;
  from_version: number;
  category: string | null;
}

/** What coders decided of tags whose category has another meaning. */
export class SqliteReviews extends SqlitePart implements ReviewStore {
  readonly #upsert = this.db.prepare(
    `INSERT INTO reviews (annotation, version, verdict, layer, member, at, decision, from_category, from_version, category)
     VALUES (:annotation, :version, :verdict, :layer, :member, :at, :decision, :fromCategory, :fromVersion, :category)
     ON CONFLICT (annotation, version) DO UPDATE SET member = excluded.member, at = excluded.at,
       decision = excluded.decision, from_category = excluded.from_category, from_version = excluded.from_version,
       category = excluded.category`,
  );
  readonly #delete = this.db.prepare<[string, number]>("DELETE FROM reviews WHERE annotation = ? AND version = ?");
  readonly #ofLayers = this.db.prepare<[string], ReviewColumns>(
    `SELECT annotation, version, layer, member, at, decision, from_category, from_version, category FROM reviews
     WHERE layer IN (SELECT value FROM json_each(?)) ORDER BY at DESC, annotation, version`,
  );

  readonly add: ReviewStore["add"] = (verdict, { from, ...review }) =>
    write(
      this.db,
      () => void this.#upsert.run({ ...review, verdict, fromCategory: from.category, fromVersion: from.version }),
    );

  readonly drop: ReviewStore["drop"] = ({ annotation, version }) =>
    write(this.db, () => void this.#delete.run(annotation, version));

  readonly of: ReviewStore["of"] = keptRead(this.db, (layers) =>
    this.#ofLayers.all(JSON.stringify(layers)).map(toReview),
  );
}

function toReview({ from_category, from_version, ...row }: ReviewColumns): Review {
  return Review.parse({ ...row, from: { category: from_category, version: from_version } });
}
