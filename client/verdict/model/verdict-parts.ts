import type { DisagreementId, LayerId, MemberId, VerdictId } from "../../../schema/domain/ids.ts";
import type { UiLanguage } from "../../../schema/domain/language.ts";
import type { FrozenLayer } from "../../../schema/protocol/http/rounds.ts";
import type { VerdictView } from "../../../schema/protocol/http/verdicts.ts";
import type { PendingStore } from "../../sync/pending-store.ts";
import { WorkStore } from "../../sync/offline/work-store.ts";
import type { RoomClosed } from "../../sync/room-closed.ts";
import type { RoomConnection } from "../../sync/room-connection.ts";
import type { Screen } from "../../sync/screening.ts";
import type { OpenRoom } from "../../sync/room-slot.ts";
import { CalledOffWork } from "./called-off.ts";
import { onceFor } from "../../../schema/once-for.ts";
import { countedTags } from "../../../schema/domain/counted-tags.ts";
import { categoryViews, retiredViews } from "./category-views.ts";
import { DiscussionCommands } from "../discussion/discussion-commands.ts";
import type { ForWhom } from "../../typed/for-whom.ts";
import { FrozenTags, shownTags, type Tags } from "./frozen-tags.ts";
import { DiscussionThreads } from "../discussion/discussion-threads.ts";
import type { Draft } from "../../sync/draft.ts";
import { type DraftView, draftView } from "./draft-views.ts";
import { LayerCommands } from "./layer-commands.ts";
import { LayerTags } from "./layer-tags.ts";
import { OwnActs } from "./own-acts.ts";
import { peopleHere } from "./people-here.ts";
import { type RoomsListener, VerdictRooms } from "./rooms.ts";
import { AnswerCommands } from "../sheet/answer-commands.ts";
import type { AnswerViews } from "../sheet/answer-view.ts";
import { frozenAnswers } from "../sheet/frozen-answers.ts";
import { answerReading } from "../sheet/question-of.ts";
import { LayerAnswers } from "../sheet/layer-answers.ts";
import { LayerWordings } from "../sheet/written/sheet-wordings.ts";
import { ShownVerdict } from "./shown-verdict.ts";
import { TypedWords } from "../../typed/typed-words.ts";
import { PassageTranslations } from "../translation/passage-translations.ts";
import { TranslationCommands } from "../translation/translation-commands.ts";
import type { CategoryView } from "./view-model.ts";
import type { PersonHere, TagView } from "../../reader/text-views.ts";
import type { SavedState } from "../../sync/saved-state.ts";
import type { ThreadView } from "../../discussion/thread-view.ts";

export interface ModelListener {
  /** Something shown has changed; several changes in one turn call once. */
  onChange(): void;
  onClosed(why: RoomClosed): void;
  /** The server's view must be fetched again (rooms changed, a newer revision is named). */
  onStale(): void;
  /** Replaces in words of one's own what was erased from the verdict. */
  screen: Screen;
}

/** The parts of a verdict held together, without a DOM: rooms and HTTP in, views out. It tells what has changed; each part knows one thing. */
export abstract class VerdictParts {
  /** The answers of the layer that one works in. */
  readonly answers: LayerAnswers;
  /** What this person does with them. */
  readonly answering: AnswerCommands;
  /** What they write as an answer, while it stands in its fields. */
  readonly wordings: LayerWordings;
  /** Translations of passages, and what this person does with them. */
  readonly translations: PassageTranslations;
  readonly translating: TranslationCommands;
  protected readonly listener: ModelListener;
  protected readonly shown: ShownVerdict;
  protected readonly rooms: VerdictRooms;
  protected readonly layerTags: LayerTags;
  /** Shown in place of the layer that one works in. */
  protected frozenTags: FrozenTags | null = null;
  /** What stands, frozen too: its answers are shown where `frozenTags` are of several coders. */
  private frozenStanding: FrozenLayer | null = null;
  /** The tags that are shown now, whichever these are. */
  protected readonly shownTags: Tags = shownTags(() => this.frozenTags ?? this.layerTags);
  protected readonly discussionThreads: DiscussionThreads;
  protected readonly calledOff: CalledOffWork;
  protected readonly typed: TypedWords;
  protected readonly acts = new OwnActs();
  protected readonly layerCommands: LayerCommands;
  protected readonly discussionCommands: DiscussionCommands;
  private readonly frozenAnswersOnce = onceFor((frozen: FrozenTags, layer: FrozenLayer | null) => {
    const tags = layer && frozen.layers.length > 1 ? new FrozenTags(this.shown, [layer]) : frozen;
    return layer ? frozenAnswers(this.shown, layer, (id) => tags.get(id)) : NO_ANSWERS;
  });
  private readonly categoriesOnce = onceFor((_tags: readonly TagView[]) => categoryViews(this.shown, this.tagsByLayer));
  private readonly retiredOnce = onceFor((_tags: readonly TagView[]) => retiredViews(this.shown, this.tagsByLayer));
  private peopleList: { of: RoomConnection; connected: boolean; people: PersonHere[] } | null = null;
  private notified = false;

  /** `kept`: where unsent work and copies lie; in memory, where nothing is given. */
  constructor(
    view: VerdictView,
    me: MemberId,
    language: UiLanguage,
    listener: ModelListener,
    openRoom?: OpenRoom,
    kept: PendingStore = WorkStore.inMemory(me, { kind: "verdict", id: view.verdict.id }),
  ) {
    this.listener = listener;
    this.shown = new ShownVerdict(view, me, language, () => listener.onStale());
    this.rooms = new VerdictRooms(me, kept, this.roomEvents(), openRoom);
    this.typed = new TypedWords(this.rooms, () => this.canTag);
    this.calledOff = new CalledOffWork(me, view.verdict.id, this.rooms, () => this.notify());
    void this.calledOff.update(view);
    this.translations = new PassageTranslations(this.shown, this.rooms);
    this.translating = new TranslationCommands(this.shown, this.rooms, this.acts);
    this.layerTags = new LayerTags(this.shown, this.rooms);
    this.discussionThreads = new DiscussionThreads(this.shown, this.rooms, this.shownTags);
    this.answers = new LayerAnswers(this.shown, this.rooms, (id) => this.layerTags.get(id));
    this.answering = new AnswerCommands(this.shown, this.rooms, this.acts, this.answers);
    this.wordings = new LayerWordings(this.shown, this.rooms, this.typed, () => this.canTag);
    this.layerCommands = new LayerCommands(this.shown, this.rooms, this.acts);
    this.discussionCommands = new DiscussionCommands(this.shown, this.rooms, this.acts, this.shownTags);
    this.rooms.sync(view);
    this.typed.layOut();
  }

  /** What rooms tell goes to the part that it is about, and all that is shown is drawn again. */
  private roomEvents(): RoomsListener {
    return {
      onLayer: (ids) => {
        const changed = ids ?? this.layerTags.unknownAuthors();
        this.layerTags.rebuild(changed);
        this.discussionThreads.tagsChanged(changed);
        this.answers.tagsChanged(changed);
        this.notify();
      },
      onAnswers: (ids) => {
        this.answers.rebuild(ids ?? this.answers.unknownAuthors());
        this.notify();
      },
      onDiscussion: () => {
        this.discussionThreads.changed();
        this.notify();
      },
      onTranslations: () => {
        this.translations.changed();
        this.notify();
      },
      onStatus: () => {
        this.layerTags.settle();
        this.translations.settle();
        this.answers.settle();
        this.discussionThreads.settle();
        this.calledOff.settle(this.shown.view.verdict.id);
        this.notify();
      },
      onPresence: () => {
        this.peopleList = null;
        this.notify();
      },
      onClosed: (why) => this.onClosed(why),
      onStale: () => this.listener.onStale(),
      onReplaced: (undo) => this.acts.forget(undo),
      screen: this.listener.screen,
    };
  }

  get view(): VerdictView {
    return this.shown.view;
  }

  get me(): MemberId {
    return this.shown.me;
  }

  get isGuest(): boolean {
    return this.view.members.some(({ id, isGuest }) => isGuest && id === this.me);
  }

  get verdictId(): VerdictId {
    return this.view.verdict.id;
  }

  get text(): string {
    return this.view.revision.text;
  }

  /** All tags, deleted ones too, in no order; the same object as long as the tag has not changed. */
  get tags(): readonly TagView[] {
    return this.shownTags.all;
  }

  /** Tags of each layer that is shown. */
  get tagsByLayer(): readonly (readonly TagView[])[] {
    return this.shownTags.byLayer;
  }

  /** Layers that are shown. */
  get shownLayers(): readonly LayerId[] {
    if (this.frozenTags) return this.frozenTags.layers.map(({ layer }) => layer);
    return this.openLayer ? [this.openLayer] : [];
  }

  tag(id: string): TagView | null {
    return this.shownTags.get(id);
  }

  /** The layers to be shown are on their way: what is shown meanwhile is not theirs. */
  awaitsLayers = false;

  /**
   * Shows the tags, answers, translations and own threads of frozen layers in place of those of the layer that one works in; null = these
   * again. `canRule`: it is what is settled, and the reader may change it with a reason. `standing`: what stands, where that is frozen
   * and not among them.
   */
  showLayers(
    layers: readonly FrozenLayer[] | null,
    { canRule = false, standing = null }: { canRule?: boolean; standing?: FrozenLayer | null } = {},
  ): void {
    this.awaitsLayers = false;
    if (layers === null && this.frozenTags === null) return;
    this.frozenStanding = standing;
    this.frozenTags = layers && new FrozenTags(this.shown, layers, canRule);
    this.translations.showLayers(layers);
    this.discussionThreads.showLayers(layers, canRule);
    this.notify();
  }

  /** Shows an open layer in place of the one that one works in; null = this again. */
  chooseLayer(layer: LayerId | null): void {
    if (this.rooms.choose(layer)) this.rebuild();
  }

  /** The open layer that `answers` are of. */
  get openLayer(): LayerId | null {
    return this.rooms.layer?.id ?? null;
  }

  /** Of the layer that is shown, of several coders' of what stands; the same object as long as none has changed. */
  get answerViews(): AnswerViews {
    const { frozenTags, shown } = this;
    if (!frozenTags) return this.answers.all;
    // Several coders have no one sheet.
    const isOfSeveral = frozenTags.layers.length > 1;
    if (isOfSeveral && this.openLayer === shown.view.stands) return this.answers.all;
    return this.frozenAnswersOnce(frozenTags, isOfSeveral ? this.frozenStanding : (frozenTags.layers[0] ?? null));
  }

  /**
   * Whose answers are shown: `layer`, the same layer's as the tags; `standing`, what stands, the tags being several coders'; `none`, since
   * nothing stands and each of them has their own; `hidden`, those of whom this reader may not see before it is settled.
   */
  get answersOf(): "layer" | "standing" | "none" | "hidden" | "awaited" {
    if (this.awaitsLayers) return "awaited";
    if (this.view.layers.length === 0) return "hidden";
    if ((this.frozenTags?.layers.length ?? 0) < 2) return "layer";
    return [...this.answerViews.values()].some(({ value }) => value !== null) ? "standing" : "none";
  }

  /** What there is in the layer that one works in, whichever is shown. */
  get ownWork(): { tags: number; answers: number } {
    const given = [...this.answers.all.values()].filter(({ value }) => value !== null);
    return { tags: countedTags(this.layerTags.all.filter(({ deleted }) => !deleted)).length, answers: given.length };
  }

  /** Whether what is shown is frozen. */
  get showsFrozen(): boolean {
    return this.frozenTags !== null;
  }

  get threads(): readonly ThreadView[] {
    return this.discussionThreads.inText;
  }

  /** The disagreement that a thread is about which hangs on no words; null for any other. */
  caseOf(thread: string): DisagreementId | null {
    const found = this.discussionThreads.all.find(({ id }) => id === thread);
    return found?.ranges.length === 0 ? (found.case ?? null) : null;
  }

  /** What is said of a disagreement, in any discussion. */
  threadsOn(of: DisagreementId): ThreadView[] {
    return this.discussionThreads.all.filter((thread) => thread.case === of);
  }

  /** The same object as long as nobody has moved. */
  get people(): readonly PersonHere[] {
    const connection = this.rooms.presenceRoom;
    if (!connection) return NOBODY;
    const { connected } = connection;
    if (this.peopleList?.of !== connection || this.peopleList.connected !== connected)
      this.peopleList = { of: connection, connected, people: connected ? peopleHere(connection, this.shown) : [] };
    return this.peopleList.people;
  }

  get saved(): SavedState {
    const { savedState } = this.rooms;
    const { waiting } = this.wordings;
    return waiting > 0 && savedState.state === "saved" ? { state: "two-wordings", changes: waiting } : savedState;
  }

  get synced(): boolean {
    return this.rooms.synced;
  }

  /** Whether there is something to show of every room: from the server, or from a copy while it is out of reach. */
  get hasContent(): boolean {
    return this.rooms.hasContent;
  }

  /** Work of this person that could not go where it was meant to go. */
  get drafts(): DraftView[] {
    const listed = this.typed.listed.filter(({ id }) => !this.wordings.asksFor(id));
    return this.viewsOf([...listed, ...this.calledOff.drafts]);
  }

  /** Comments and notes of this person that are not sent, whether a box holds them or not. */
  get unsent(): DraftView[] {
    return this.viewsOf(this.typed.unsent);
  }

  private viewsOf(drafts: readonly Draft[]): DraftView[] {
    const of = { methodology: this.view.methodology, units: [...this.view.units, ...this.calledOff.units] };
    return drafts.map((draft) =>
      draftView(draft, {
        revision: this.view.revision,
        resolve: (anchor) => this.shown.resolve(anchor),
        tag: (id) => this.tag(id),
        thread: (id) => this.threads.find((thread) => thread.id === id) ?? null,
        audience: (place) => this.writableAudiences.find((each) => this.rooms.placeOf(each) === place) ?? null,
        code: (category) => this.shown.category(category)?.code ?? null,
        mayWrite: (place) => this.rooms.mayWrite(place),
        closing: (place) => this.rooms.closingOf(place),
        choice: (kept) => this.wordings.choiceOf(kept),
        ...answerReading(of, this.shown.language),
      }),
    );
  }

  /** A round has begun on the open page: until its coder says that they go on alone, nothing is written. */
  isHeld = false;

  get canTag(): boolean {
    return this.rooms.canTag && this.frozenTags === null && !this.isHeld;
  }

  /** Whom this person may open threads for: internal first; who codes blind writes to themselves. */
  get writableAudiences(): ForWhom[] {
    if (this.isHeld) return [];
    return (["internal", "review", "own"] as const).filter(
      // Nobody writes beside frozen tags what would be shown beside their own.
      (audience) =>
        this.rooms.discussion(audience)?.right === "write" && (audience !== "own" || this.frozenTags === null),
    );
  }

  /** The tree with counts of what is on this verdict now; the same object as long as no tag has changed. */
  get categories(): readonly CategoryView[] {
    return this.categoriesOnce(this.tags);
  }

  /** Categories that are used no more and have tags here; the same object as long as no tag has changed. */
  get retired(): readonly CategoryView[] {
    return this.retiredOnce(this.tags);
  }

  setLanguage(language: UiLanguage): void {
    if (language === this.shown.language) return;
    this.shown.language = language;
    this.rebuild();
  }

  /** Takes a newer view from the server: stage, rights, rooms, revision. */
  update(view: VerdictView): void {
    this.shown.take(view);
    this.peopleList = null;
    this.rooms.sync(view);
    this.typed.setAside();
    void this.calledOff.update(view);
    this.rebuild();
  }

  close(): void {
    this.calledOff.close();
    this.typed.close();
    this.rooms.close();
  }

  private rebuild(): void {
    this.layerTags.rebuild(null);
    if (this.frozenTags) this.frozenTags = new FrozenTags(this.shown, this.frozenTags.layers, this.frozenTags.canRule);
    this.answers.rebuild(null);
    this.discussionThreads.changed();
    this.translations.changed();
    this.notify();
  }

  protected abstract onClosed(why: RoomClosed): void;

  protected notify(): void {
    if (this.notified) return;
    this.notified = true;
    queueMicrotask(() => {
      this.notified = false;
      if (this.canTag) this.wordings.writeLeft(this.answers, this.answering);
      this.listener.onChange();
    });
  }
}

const NO_ANSWERS: AnswerViews = new Map();
const NOBODY: readonly PersonHere[] = [];
