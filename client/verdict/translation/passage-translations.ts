import type { Audience } from "../../../schema/domain/room.ts";
import type { FrozenLayer } from "../../../schema/protocol/http/rounds.ts";
import type { PassageTranslation } from "../../../schema/rooms/translations-room.ts";
import type { Range } from "../../../schema/text/revision.ts";
import { covered } from "../../reader/erased/covered-words.ts";
import { KeptList } from "../model/kept-list.ts";
import type { VerdictRooms } from "../model/rooms.ts";
import type { ShownVerdict } from "../model/shown-verdict.ts";
import { writerCard } from "../cards/writer-card.ts";
import type { TranslationView } from "./translation-view.ts";

/** Translations of passages in all rooms of a verdict, as views; made when somebody asks, and kept until something changes. */
export class PassageTranslations {
  private readonly shown: ShownVerdict;
  private readonly rooms: VerdictRooms;
  private list: readonly TranslationView[] | null = null;
  private readonly kept = new KeptList<TranslationView>();
  private hasPending = false;
  private frozen: readonly FrozenLayer[] | null = null;

  constructor(shown: ShownVerdict, rooms: VerdictRooms) {
    this.shown = shown;
    this.rooms = rooms;
  }

  /** Those that stand, by the start of their passage; the same object as long as none has changed. */
  get all(): readonly TranslationView[] {
    if (this.list) return this.list;
    this.hasPending = false;
    const { frozen, rooms } = this;
    const views = rooms.audiences.flatMap((kind) => this.of(kind));
    views.push(...(frozen ? frozen.flatMap((layer) => this.ofFrozen(layer)) : this.of("layer")));
    views.sort(
      (a, b) =>
        startOf(a) - startOf(b) || a.language.localeCompare(b.language) || a.createdAt.localeCompare(b.createdAt),
    );
    this.list = this.kept.take(views);
    return this.list;
  }

  /** Shows those of frozen layers in place of those of the layer that one works in; null = these again. */
  showLayers(layers: readonly FrozenLayer[] | null): void {
    this.frozen = layers;
    this.changed();
  }

  changed(): void {
    this.list = null;
  }

  /** Something may have been acknowledged. */
  settle(): void {
    if (this.hasPending) this.changed();
  }

  private of(kind: Audience | "layer"): TranslationView[] {
    const open = this.rooms.translations(kind);
    if (!open) return [];
    return open.room.translations().flatMap((each) => this.toView(kind, each, open.right === "write") ?? []);
  }

  private ofFrozen({ translations }: FrozenLayer): TranslationView[] {
    const { shown } = this;
    return translations.flatMap(({ id, language, text, anchor, createdAt, author }): TranslationView[] => {
      const at = shown.resolve(anchor);
      if (!at) return [];
      const by = { author: shown.card(author) ?? shown.unknown, changedBy: null, createdAt };
      return [
        {
          id,
          from: "layer",
          language,
          text: this.shownWords(text, at.ranges),
          ...at,
          ...by,
          canChange: false,
          pending: false,
        },
      ];
    });
  }

  /** An erasure may take them with their passage: until the text without it is here they are covered, too. */
  private shownWords(text: string, ranges: readonly Range[]): string {
    return this.shown.isCoveredAt(ranges) ? covered(text) : text;
  }

  private toView(kind: Audience | "layer", each: PassageTranslation, canChange: boolean): TranslationView | null {
    const { shown, rooms } = this;
    const at = each.deleted ? null : shown.resolve(each.anchor);
    if (!at) return null;
    const author = writerCard(shown, rooms, kind, each.creator);
    const last = each.writers["body"];
    const lastWriter = last === undefined ? author : writerCard(shown, rooms, kind, last);
    const pending = rooms.isUnsaved(kind, "translations", each.id);
    this.hasPending ||= pending;
    return {
      id: each.id,
      from: kind,
      language: each.language,
      text: this.shownWords(each.body, at.ranges),
      ranges: at.ranges,
      state: at.state,
      author,
      changedBy: lastWriter.id === author.id ? null : lastWriter,
      createdAt: each.createdAt,
      canChange,
      pending,
    };
  }
}

const startOf = ({ ranges }: TranslationView): number => ranges[0]?.start ?? Number.MAX_SAFE_INTEGER;
