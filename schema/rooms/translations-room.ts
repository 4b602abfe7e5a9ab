import type * as Y from "yjs";
import type { TranslationId } from "../domain/ids.ts";
import type { UiLanguage } from "../domain/language.ts";
import type { Anchor } from "../text/revision.ts";
import { Entries, type RawEntry } from "./entries.ts";
import type { Values } from "./field-rule.ts";
import { TRANSLATION_FIELDS } from "./fields.ts";
import { packAnchor } from "./packed-anchor.ts";

/** The translation of a passage, as a discussion or a layer holds it. */
export interface PassageTranslation {
  id: TranslationId;
  /** The words that it was last written of: whoever writes on it stamps it anew. */
  anchor: Anchor;
  language: UiLanguage;
  body: string;
  createdAt: string;
  deleted: string | null;
  /** Yjs client id that made it; the server's table names the member. */
  creator: number;
  /** Yjs client id that last wrote each field. */
  writers: Record<string, number>;
}

/** Typed access to the translations in a discussion's or a layer's document. */
export class TranslationsRoom {
  readonly entries: Entries<typeof TRANSLATION_FIELDS, TranslationId>;

  constructor(doc: Y.Doc) {
    this.entries = new Entries(doc, "translations", TRANSLATION_FIELDS);
  }

  /** All well-formed translations, deleted ones too. */
  translations(): PassageTranslation[] {
    return this.entries.all().map(toTranslation);
  }

  /** Deleted ones too; null where there is none, or a peer wrote it wrongly. */
  translation(id: string): PassageTranslation | null {
    const entry = this.entries.get(id);
    return entry && toTranslation(entry);
  }

  /** Translates a passage; `now` is ISO 8601 UTC. */
  add({ anchor, language, body }: { anchor: Anchor; language: UiLanguage; body: string }, now: string): TranslationId {
    return this.entries.add({ anchor: packAnchor(anchor), language, body, createdAt: now });
  }
}

function toTranslation({
  id,
  fields,
  creator,
  writers,
}: RawEntry<Values<typeof TRANSLATION_FIELDS>, TranslationId>): PassageTranslation {
  return {
    id,
    anchor: fields.anchor,
    language: fields.language,
    body: fields.body,
    createdAt: fields.createdAt,
    deleted: fields.deleted ?? null,
    creator,
    writers,
  };
}
