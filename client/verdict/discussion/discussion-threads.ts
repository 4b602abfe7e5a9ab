import { mayChangeEntry } from "../../../schema/domain/change-entry.ts";
import { localise } from "../../../schema/domain/language.ts";
import { onceFor } from "../../../schema/once-for.ts";
import type { FrozenLayer } from "../../../schema/protocol/http/rounds.ts";
import type { ForWhom } from "../../typed/for-whom.ts";
import type { Tags } from "../model/frozen-tags.ts";
import { frozenThreads } from "./frozen-threads.ts";
import { KeptList } from "../model/kept-list.ts";
import type { VerdictRooms } from "../model/rooms.ts";
import type { ShownVerdict } from "../model/shown-verdict.ts";
import { passageThreads } from "./passage-threads.ts";
import type { TagView } from "../../reader/text-views.ts";
import type { ThreadView } from "../../discussion/thread-view.ts";
import { writerCard } from "../cards/writer-card.ts";

/** The threads of all discussions of a verdict and of one's own layer, or of frozen ones, as views; made when somebody asks, and kept until something changes. */
export class DiscussionThreads {
  private readonly shown: ShownVerdict;
  private readonly rooms: VerdictRooms;
  private readonly tags: Tags;
  private list: readonly ThreadView[] | null = null;
  private readonly kept = new KeptList<ThreadView>();
  private readonly inTextOnce = onceFor((all: readonly ThreadView[]) =>
    all.filter(({ ranges, state }) => ranges.length > 0 || state === "removed"),
  );
  /** Tags that threads hang on, and whether some of a thread waited for its acknowledgement when they were built. */
  private readonly tagsOfThreads = new Set<string>();
  private hasPending = false;
  private frozen: readonly FrozenLayer[] | null = null;
  private canRule = false;

  constructor(shown: ShownVerdict, rooms: VerdictRooms, tags: Tags) {
    this.shown = shown;
    this.rooms = rooms;
    this.tags = tags;
  }

  /** The same object as long as they say the same. */
  get all(): readonly ThreadView[] {
    if (!this.list) {
      this.tagsOfThreads.clear();
      this.hasPending = false;
      const own = this.frozen ? this.ofFrozen(this.frozen) : this.of("own");
      this.list = this.kept.take([...this.rooms.audiences.flatMap((audience) => this.of(audience)), ...own]);
    }
    return this.list;
  }

  /** Those that hang on words of the verdict, also on words that are gone. */
  get inText(): readonly ThreadView[] {
    return this.inTextOnce(this.all);
  }

  /** Shows those of frozen layers in place of one's own; null = these again. `canRule`: suggestions are taken over with a reason. */
  showLayers(layers: readonly FrozenLayer[] | null, canRule: boolean): void {
    this.frozen = layers;
    this.canRule = canRule;
    this.changed();
  }

  changed(): void {
    this.list = null;
  }

  /** These tags have changed; null = all. */
  tagsChanged(ids: ReadonlySet<string> | null): void {
    if (!ids || [...ids].some((id) => this.tagsOfThreads.has(id))) this.changed();
  }

  /** Something may have been acknowledged. */
  settle(): void {
    if (this.hasPending) this.changed();
  }

  private ofFrozen(layers: readonly FrozenLayer[]): ThreadView[] {
    return layers.flatMap((layer) => frozenThreads(this.shown, layer, (id) => this.tagOf(id)));
  }

  private tagOf(id: string): TagView | null {
    this.tagsOfThreads.add(id);
    return this.tags.get(id);
  }

  private of(audience: ForWhom): ThreadView[] {
    const { shown, rooms } = this;
    const discussion = rooms.discussion(audience);
    if (!discussion || audience === "coding") return [];
    const room = audience === "own" ? "layer" : audience;
    return passageThreads(discussion.room, {
      audience,
      me: shown.me,
      mayChange: (who, isCreator) => mayChangeEntry(who, shown.myCard, isCreator),
      canWrite: discussion.right === "write",
      canTag: rooms.canTag || this.canRule,
      card: (client) => writerCard(shown, rooms, room, client),
      member: (id) => shown.card(id) ?? null,
      isUnsaved: (root, id) => {
        const isUnsaved = rooms.isUnsaved(room, root, id);
        this.hasPending ||= isUnsaved;
        return isUnsaved;
      },
      standsAlone: ({ suggestion }) => suggestion !== null,
      resolve: (anchor) => shown.resolve(anchor),
      tag: (id) => this.tagOf(id),
      placeOfTag: (id) => shown.placeOfTag(id),
      suggested: (id) => {
        const now = shown.suggested(id);
        const category = shown.category(now);
        if (!category) return null;
        const { code, label } = category;
        return { category: now, code, label: localise(label, shown.language), isInUse: shown.isInUse(now) };
      },
    });
  }
}
