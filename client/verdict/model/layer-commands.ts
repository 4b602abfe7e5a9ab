import type { AnnotationId, CategoryId } from "../../../schema/domain/ids.ts";
import { packAnchor } from "../../../schema/rooms/packed-anchor.ts";
import type { Range } from "../../../schema/text/revision.ts";
import { serverClock } from "../../api/server-clock.ts";
import type { OwnActs } from "./own-acts.ts";
import type { VerdictRooms } from "./rooms.ts";
import type { ShownVerdict } from "./shown-verdict.ts";
import { TAG_WORDS, type TagWords } from "../../../schema/rooms/tag-words.ts";

/** What of a tag is to change; the rest stays. */
export interface TagChange extends Partial<TagWords> {
  category?: CategoryId;
  ranges?: readonly Range[];
  deleted?: boolean;
}

/** What a person does in their layer. Where they may not write, nothing happens. */
export class LayerCommands {
  private readonly shown: ShownVerdict;
  private readonly rooms: VerdictRooms;
  private readonly acts: OwnActs;

  constructor(shown: ShownVerdict, rooms: VerdictRooms, acts: OwnActs) {
    this.shown = shown;
    this.rooms = rooms;
    this.acts = acts;
  }

  /** Tags a passage of the revision shown. Null where this person may not. */
  add(category: CategoryId, ranges: readonly Range[], note: string): AnnotationId | null {
    const layer = this.rooms.layer;
    const version = this.shown.view.methodology?.number;
    if (!layer || layer.right !== "write" || !version || ranges.length === 0) return null;
    const id = layer.room.add({ category, version, anchor: this.shown.anchor(ranges), note }, serverClock.stamp());
    this.acts.act(layer.undo, () => layer.undo.made(layer.room.entries, id));
    return id;
  }

  /** False where this person may not. */
  change(id: AnnotationId, change: TagChange): boolean {
    const layer = this.rooms.layer;
    if (!layer || layer.right !== "write") return false;
    const { methodology } = this.shown.view;
    const fields: Record<string, unknown> = {};
    if (change.category) {
      fields["category"] = change.category;
      if (methodology) fields["version"] = methodology.number;
    }
    if (change.ranges) fields["anchor"] = packAnchor(this.shown.anchor(change.ranges));
    for (const word of TAG_WORDS) if (change[word] !== undefined) fields[word] = change[word];
    if (change.deleted !== undefined) fields["deleted"] = change.deleted ? serverClock.stamp() : null;
    this.acts.act(layer.undo, () => layer.undo.change(layer.room.entries, id, fields));
    return true;
  }
}
