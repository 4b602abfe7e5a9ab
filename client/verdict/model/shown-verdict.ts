import { resolveCategory, type ResolvedCategory } from "../../../schema/domain/methodology/category-map.ts";
import type { AnnotationId, CategoryId, MemberId } from "../../../schema/domain/ids.ts";
import type { UiLanguage } from "../../../schema/domain/language.ts";
import type { MemberCard } from "../../../schema/domain/member.ts";
import type { Category } from "../../../schema/domain/methodology/methodology.ts";
import type { VerdictView } from "../../../schema/protocol/http/verdicts.ts";
import { AnchorNewer, resolveAnchor, resolveMany } from "../../../schema/text/anchors.ts";
import type { Anchor, Range, ResolvedAnchor, Revision } from "../../../schema/text/revision.ts";
import { quote } from "../../../schema/text/quote.ts";
import { hasCovered } from "../../reader/erased/covered-words.ts";
import { coveredText, type BeingErased } from "./covered-text.ts";

/** The verdict as it is shown now: its revision, the names in it, the reader's language, and where anchors lie. */
export class ShownVerdict {
  readonly me: MemberId;
  /** Stands for a writer whom nobody has named yet. */
  readonly unknown: MemberCard;
  language: UiLanguage;
  private current: VerdictView;
  private categories = new Map<string, Category>();
  private examples: readonly Category[] = [];
  private tagPlaces = new Map<AnnotationId, Anchor>();
  private cards = new Map<MemberId, MemberCard>();
  private beingErased: BeingErased | null = null;
  /** The text shown, where something of it is covered. */
  private covered: Revision | null = null;
  private readonly onNewer: () => void;

  /** `onNewer`: an anchor belongs to a revision that is not here yet. */
  constructor(view: VerdictView, me: MemberId, language: UiLanguage, onNewer: () => void) {
    this.me = me;
    this.language = language;
    this.onNewer = onNewer;
    this.unknown = {
      id: me,
      name: "?",
      initials: "?",
      role: "reader",
      organisation: view.verdict.owner,
      isGuest: false,
      isRemoved: false,
    };
    this.current = view;
    this.index();
  }

  get view(): VerdictView {
    return this.current;
  }

  /**
   * Takes a view of the server. A revision never changes: the one at hand stays, and with it all that is painted on it; so it does where the
   * answer is of before it.
   */
  take(view: VerdictView): void {
    const { revision, maps, verdict } = this.current;
    const { number } = view.revision;
    if (number < revision.number)
      this.current = { ...view, revision, maps, verdict: { ...view.verdict, revision: verdict.revision } };
    else this.current = number === revision.number ? { ...view, revision } : view;
    this.cover();
    this.index();
  }

  /** What is erased is covered until the text without it is here. */
  erase(being: BeingErased): void {
    this.beingErased = being;
    this.covered = null;
    this.cover();
  }

  /** Whether something of the text shown is covered. */
  get isCovered(): boolean {
    return this.beingErased !== null;
  }

  /** Whether a passage has words in a paragraph that is covered: it is not known yet what is left of it. */
  isCoveredAt(ranges: readonly Range[]): boolean {
    return this.covered !== null && hasCovered(quote(this.covered, ranges));
  }

  private cover(): void {
    if (!this.beingErased) return;
    const { revision } = this.current;
    if (revision.number >= this.beingErased.revision) this.beingErased = this.covered = null;
    else if (revision !== this.covered) {
      this.covered = coveredText(revision, this.beingErased);
      this.current = { ...this.current, revision: this.covered };
    }
  }

  /** One of the version in force or, where that has it no more, of an earlier one. */
  category(id: string): Category | null {
    return this.categories.get(id) ?? null;
  }

  /** What a suggested category is in the version in force: a suggestion does not say in which version it was made. */
  suggested(category: CategoryId): CategoryId {
    return this.isInUse(category) ? category : this.tagged(category, 1).category;
  }

  /** Whether the version in force has the category. */
  isInUse(category: CategoryId): boolean {
    return this.view.methodology?.content.categories.some(({ id }) => id === category) ?? false;
  }

  /** What a tag's category, chosen in `version`, is in the version in force. */
  tagged(category: CategoryId, version: number): ResolvedCategory {
    const { methodology } = this.view;
    if (!methodology) return { category, reviewSince: null, candidates: [], state: "same" };
    return resolveCategory(category, version, methodology.maps, methodology.number);
  }

  /** Where a tag lies that a discussion hangs on, as the server last said; null where it did not. */
  placeOfTag(tag: AnnotationId): Anchor | null {
    return this.tagPlaces.get(tag) ?? null;
  }

  /** Categories in force whose example lies in this verdict, over these ranges. */
  exampleAt(ranges: readonly Range[]): Category[] {
    return this.examples.filter(({ exampleFrom }) => {
      const at = exampleFrom && this.resolve(exampleFrom.anchor);
      return at?.ranges.some((some) => ranges.some((each) => some.start < each.end && each.start < some.end)) ?? false;
    });
  }

  /** Null for somebody who is not a member any more, or not yet known here. */
  card(member: MemberId): MemberCard | null {
    return this.cards.get(member) ?? null;
  }

  get myCard(): MemberCard {
    return this.cards.get(this.me) ?? this.unknown;
  }

  /** Ranges of the revision shown, as an anchor. */
  anchor(ranges: readonly Range[]): Anchor {
    return { revision: this.view.revision.number, ranges: ranges.map(({ start, end }) => ({ start, end })) };
  }

  /** Where an anchor lies in the revision shown; null while that text is not here (docs/design.md, idea 1). */
  resolve(anchor: Anchor): ResolvedAnchor | null {
    try {
      return resolveAnchor(anchor, this.view.maps, this.view.revision.number);
    } catch (error) {
      if (!(error instanceof AnchorNewer)) throw error;
      this.onNewer();
      return null;
    }
  }

  /** The same for many at once, in their order; does not ask for a newer text. */
  resolveAll(anchors: readonly Anchor[]): (ResolvedAnchor | null)[] {
    return resolveMany(anchors, this.view.maps, this.view.revision.number).map((at) => (at === "newer" ? null : at));
  }

  private index(): void {
    const { methodology, members } = this.current;
    const categories = methodology ? [...methodology.gone, ...methodology.content.categories] : [];
    this.categories = new Map(categories.map((category) => [category.id, category]));
    const { id } = this.current.verdict;
    this.examples = methodology?.content.categories.filter(({ exampleFrom }) => exampleFrom?.verdict === id) ?? [];
    this.tagPlaces = new Map(this.current.tagPlaces?.map(({ tag, anchor }) => [tag, anchor]));
    this.cards = new Map(members.map((card) => [card.id, card]));
  }
}
