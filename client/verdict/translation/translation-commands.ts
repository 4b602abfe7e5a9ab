import type { TranslationId } from "../../../schema/domain/ids.ts";
import type { UiLanguage } from "../../../schema/domain/language.ts";
import type { Audience } from "../../../schema/domain/room.ts";
import type { Anchor } from "../../../schema/text/revision.ts";
import { packAnchor } from "../../../schema/rooms/packed-anchor.ts";
import { serverClock } from "../../api/server-clock.ts";
import type { OwnActs } from "../model/own-acts.ts";
import type { VerdictRooms } from "../model/rooms.ts";
import type { ShownVerdict } from "../model/shown-verdict.ts";
import type { TranslationView } from "./translation-view.ts";

/** What a person does with translations of passages. Where they may not write, or words are being erased, nothing is written. */
export class TranslationCommands {
  private readonly shown: ShownVerdict;
  private readonly rooms: VerdictRooms;
  private readonly acts: OwnActs;

  constructor(shown: ShownVerdict, rooms: VerdictRooms, acts: OwnActs) {
    this.shown = shown;
    this.rooms = rooms;
    this.acts = acts;
  }

  get canWrite(): boolean {
    return this.place !== null;
  }

  /**
   * Where a new one goes: members' own discussion, else the one with guests; who codes blind sees neither, and has their
   * layer. (The shared layer is no place for it: it ends with its round.)
   */
  private get place(): Audience | "layer" | null {
    const isWritable = (kind: Audience | "layer"): boolean => this.rooms.translations(kind)?.right === "write";
    return (["internal", "review", "layer"] as const).find(isWritable) ?? null;
  }

  /** Translates words, of an earlier revision perhaps. Null where this person may not. */
  add(anchor: Anchor, language: UiLanguage, text: string): TranslationId | null {
    const place = this.place;
    const open = place && this.rooms.translations(place);
    if (!open || anchor.ranges.length === 0 || this.shown.isCoveredAt(this.shown.resolve(anchor)?.ranges ?? []))
      return null;
    const id = open.room.add({ anchor, language, body: text }, serverClock.stamp());
    this.acts.act(open.undo, () => open.undo.made(open.room.entries, id));
    return id;
  }

  /** Another wording; it then translates the words as they are shown now. False where this person may not. */
  rewrite({ id, from, ranges }: TranslationView, text: string): boolean {
    if (this.shown.isCoveredAt(ranges)) return false;
    const anchor = ranges.length > 0 ? { anchor: packAnchor(this.shown.anchor(ranges)) } : {};
    return this.change(from, id, { body: text, ...anchor });
  }

  remove({ id, from }: TranslationView): void {
    this.change(from, id, { deleted: serverClock.stamp() });
  }

  private change(from: TranslationView["from"], id: TranslationId, fields: Record<string, unknown>): boolean {
    const open = this.rooms.translations(from);
    if (open?.right !== "write") return false;
    this.acts.act(open.undo, () => open.undo.change(open.room.entries, id, fields));
    return true;
  }
}
