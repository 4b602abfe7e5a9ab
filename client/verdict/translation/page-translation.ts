import type { UiLanguage } from "../../../schema/domain/language.ts";
import type {
  FullTranslation,
  TranslatedParagraph,
  TranslationHead,
} from "../../../schema/protocol/http/translations.ts";
import { blockAt, contentBlocks } from "../../../schema/text/blocks.ts";
import { onceFor } from "../../../schema/once-for.ts";
import type { Block, Range } from "../../../schema/text/revision.ts";
import { describeProblem } from "../../api/http.ts";
import { announce } from "../../elements/announce.ts";
import { hasWords } from "../../reader/carry-over.ts";
import type { ShownTranslation } from "../../reader/translation-decorations.ts";
import { language as uiLanguage, t } from "../../i18n/t.ts";
import type { MarginCard } from "../page/page-geometry.ts";
import type { Carrier, PageContext } from "../page/page-context.ts";
import { NARROW, PHONE } from "../../elements/screen.ts";
import type { VerdictModel } from "../model/verdict-model.ts";
import { translationKey } from "./passage-key.ts";
import type { TagView } from "../../reader/text-views.ts";
import type { CorrectedParagraph } from "./coram-paragraph-dialog.ts";
import type { Reading } from "./coram-reading-switch.ts";
import { toShown } from "./shown-translation.ts";
import { WholeTranslation } from "./whole-translation.ts";
import { newLanguage, translatesInto } from "./translates-into.ts";
import { asItStands, isOf, type Translating, type TranslationView } from "./translation-view.ts";

/** Which dialog about the whole translation is open. */
export type TranslationDialog = "bring" | "remove" | "removed" | null;

/**
 * Translations on the verdict page: what is read, what is being written, and what hangs in the margin. The whole translation
 * is fetched when somebody reads it; a page on which nobody does never asks for it.
 */
export class PageTranslation {
  reading: Reading = "original";
  /** The translation of a passage that is being written. */
  translating: Translating | null = null;
  /** The paragraph of the whole translation that is being edited. */
  edited: CorrectedParagraph | null = null;
  dialog: TranslationDialog = null;
  /** Into which language the dialog's translation is. */
  dialogLanguage: UiLanguage = "en";
  /** What the text shows with the original; null = the original alone. */
  shown: ShownTranslation | null = null;
  private readonly page: PageContext;
  private chosen: UiLanguage | null = null;
  private lastLanguage: UiLanguage | null = null;
  private readonly fetched: WholeTranslation;
  private verdict: string | null = null;
  /** What `shown` was made of. */
  private shownOf: readonly unknown[] = [];
  /** The selection that was made in a translated paragraph. */
  private via: readonly Range[] | null = null;
  private cardsOf: { key: readonly unknown[]; cards: MarginCard[] } | null = null;

  constructor(page: PageContext) {
    this.page = page;
    const draw = (): void => page.host.requestUpdate();
    this.fetched = new WholeTranslation(draw, (error) => {
      // What is there stays: the next version, or the next choice, asks again.
      if (this.whole?.language !== this.language) this.reading = "original";
      announce(describeProblem(error));
      draw();
    });
  }

  private get whole(): FullTranslation | null {
    return this.fetched.of(this.page.model);
  }

  get heads(): readonly TranslationHead[] {
    return this.page.model?.view.translations ?? [];
  }

  get removed(): number {
    return this.page.model?.view.removedTranslations ?? 0;
  }

  get canTranslate(): boolean {
    return this.page.model?.view.can.translate === true;
  }

  /** The translation that is read, or would be: the one that was chosen, that of the reader's language, English, another. */
  get language(): UiLanguage | null {
    const there = this.heads.map(({ language }) => language);
    const wanted = [this.chosen, uiLanguage(), "en" as const].find((each) => each !== null && there.includes(each));
    return wanted ?? there[0] ?? null;
  }

  /** Before each drawing. */
  update(model: VerdictModel): void {
    if (model.verdictId !== this.verdict) this.forget(model.verdictId);
    const { translating } = this;
    if (translating)
      this.translating = asItStands(translating, model.translations.all, model.stateOf(translating.anchor));
    const { language } = this;
    // The one that was read is gone. (One that was just brought in is not listed yet.)
    if (!language && this.whole) {
      this.reading = "original";
      this.fetched.forget();
    }
    if (this.reading === "original" || !language) {
      this.shown = null;
      this.shownOf = [];
      return;
    }
    const version = this.heads.find((each) => each.language === language)?.version ?? 0;
    this.fetched.bring(model, language, version);
    // Until another language is there nothing of the one before stands for it.
    if (this.whole?.language !== language) return void (this.shown = null);
    const { revision, maps } = model.view;
    const key = [this.whole, this.reading, revision, maps, this.canTranslate, uiLanguage()];
    if (this.shown && key.every((part, i) => part === this.shownOf[i])) return;
    this.shownOf = key;
    this.shown = toShown(this.whole, this.reading, { revision, maps }, this.canTranslate);
  }

  /** Who made the translation that is read, and what is said of where it is from; null while it is not there. */
  get credit(): string | null {
    const { whole } = this;
    const { model } = this.page;
    if (!whole || !this.shown || !model) return null;
    const name = model.view.members.find(({ id }) => id === whole.createdBy)?.name ?? "?";
    const by = whole.source
      ? t("translation.by-source", { name, source: whole.source })
      : t("translation.by", { name });
    const missing = this.reading === "only" ? this.untranslated(model) : 0;
    return missing > 0 ? `${by}. ${t("translation.untranslated", { count: missing })}` : by;
  }

  /** Paragraphs that stand in the original because there is no translation of them. */
  private untranslated({ view }: VerdictModel): number {
    const hasWords = ({ number, start, end }: Block): boolean => number !== null && end > start;
    return contentBlocks(view.revision.blocks).filter((each) => hasWords(each) && !this.shown?.blocks.has(each.start))
      .length;
  }

  readonly onReading = (event: HTMLElementEventMap["coram-reading"]): void => this.readIn(event.detail);

  readIn({ reading, language }: HTMLElementEventMap["coram-reading"]["detail"]): void {
    if (language) this.chosen = language;
    this.read(reading);
  }

  read(reading: Reading): void {
    this.reading = reading;
    this.fetched.tryAgain();
    this.page.host.requestUpdate();
  }

  /** Original, beside (where there is room), translation, and round. False where there is no translation. */
  cycle(): boolean {
    if (!this.language) return false;
    const order: Reading[] = PHONE.matches ? ["original", "only"] : ["original", "beside", "only"];
    this.read(order[(order.indexOf(this.reading) + 1) % order.length] ?? "original");
    const said = this.reading === "only" ? t("translation.phone") : t(`translation.${this.reading}`);
    announce(said);
    return true;
  }

  /** What the switch of a phone leads to; null where there is no translation. */
  get phoneOther(): { big: string; small: string } | null {
    const { language } = this;
    const { verdict } = this.page.model?.view ?? {};
    if (!language || !verdict) return null;
    return this.reading === "original"
      ? { big: language.slice(0, 2).toUpperCase(), small: t("translation.phone") }
      : { big: verdict.language.toUpperCase(), small: t("translation.phone-original") };
  }

  private forget(verdict: string): void {
    this.verdict = verdict;
    this.reading = "original";
    this.translating = this.edited = this.dialog = this.via = null;
    this.fetched.forget();
  }

  // ----------------------------------------------------------------------------------------- tags made while reading it

  /** Words of a translated paragraph were selected: that is the whole paragraph of the original. */
  readonly onSelect = (event: HTMLElementEventMap["coram-translation-select"]): void => {
    const block = this.blockAt(event.detail.block);
    if (block) this.selectWhole(block);
  };

  /** The same by key, at the caret; false where the original is read. */
  selectParagraph(): boolean {
    const block = this.shown?.mode === "only" ? this.blockAt(this.page.text?.caretOffset ?? 0) : null;
    if (!block || !this.shown?.blocks.has(block.start)) return false;
    this.selectWhole(block);
    return true;
  }

  /** What a selection is said to be that was made in the translation; null where it was made in the text. */
  get about(): string | null {
    const { state } = this.page;
    const [first] = state.selection;
    if (!first || !this.via || state.selection.length > 1 || this.via[0]?.start !== first.start) return null;
    if (this.via[0].end !== first.end) return null;
    const paragraph = t("page.passage", { paragraph: this.page.numberAt(first.start) });
    return t("translation.whole", { paragraph });
  }

  private selectWhole({ start, end }: Block): void {
    this.via = [{ start, end }];
    this.page.text?.selectRanges([{ start, end }]);
    announce(this.about ?? "");
  }

  private blockAt(offset: number): Block | null {
    const block = blockAt(this.page.model?.view.revision.blocks ?? [], offset);
    return block && block.end > block.start ? block : null;
  }

  // ------------------------------------------------------------------------------------------------- whole translations

  readonly onWhole = (event: HTMLElementEventMap["coram-translation-whole"]): void => {
    const { act } = event.detail;
    this.dialogLanguage =
      act === "add" ? newLanguage(this.page.model?.view.verdict, this.heads) : (this.language ?? "en");
    const dialog = act === "remove" ? "remove" : act === "removed-list" ? "removed" : "bring";
    const code =
      dialog === "removed" ? import("./coram-removed-translations.ts") : import("./coram-translation-dialog.ts");
    void code.then(() => {
      this.dialog = dialog;
      this.page.host.requestUpdate();
    });
  };

  readonly onTranslated = (event: HTMLElementEventMap["coram-translated"]): void => {
    this.chosen = event.detail.language;
    if (this.reading === "original") this.read(NARROW.matches ? "only" : "beside");
  };

  readonly onEdit = (event: HTMLElementEventMap["coram-translation-edit"]): void => this.edit(event.detail.block);

  closeDialogs = (): void => {
    this.dialog = null;
    this.edited = null;
    this.page.host.requestUpdate();
    this.page.afterUpdate(() => this.page.text?.focus());
  };

  private edit(offset: number): void {
    const { model } = this.page;
    const block = this.blockAt(offset);
    if (!model || !block || block.number === null || !this.canTranslate) return;
    const { number } = block;
    const edited: CorrectedParagraph = { number, paragraph: this.paragraph(number) };
    void import("./coram-paragraph-dialog.ts").then(() => {
      this.edited = edited;
      this.page.host.requestUpdate();
    });
  }

  /** The translation of a paragraph as it stands now. */
  paragraph(of: string): TranslatedParagraph | null {
    return this.whole?.paragraphs.find(({ number }) => number === of) ?? null;
  }

  /** Those of exactly these words, for the card of what stands on them. */
  readonly of = (ranges: readonly Range[]): readonly TranslationView[] =>
    this.page.model?.translations.all.filter((each) => isOf(each, ranges)) ?? [];

  private readonly untaggedOnce = onceFor((all: readonly TranslationView[], tags: readonly TagView[]) => {
    const tagged = new Set(tags.filter(({ deleted }) => !deleted).map(({ ranges }) => nameOf(ranges)));
    return all.filter(({ ranges }) => ranges.length > 0 && !tagged.has(nameOf(ranges)));
  });

  /** Those that no tag's card shows; the same list as long as nothing has changed. */
  untagged(tags: readonly TagView[]): readonly TranslationView[] {
    const all = this.page.model?.translations.all ?? [];
    return all.length === 0 ? NO_TRANSLATIONS : this.untaggedOnce(all, tags);
  }

  /** Cards of those that no tag's card shows, and of the one that is being written. */
  cards(tags: readonly TagView[]): readonly MarginCard[] {
    const all = this.page.model?.translations.all ?? [];
    const { translating } = this;
    // The same list whatever tags there are, so that a new tag is painted before the margin is laid out again.
    if (all.length === 0 && !translating) return NO_CARDS;
    const key = [all, tags, translating, uiLanguage()];
    if (this.cardsOf && key.every((part, i) => part === this.cardsOf?.key[i])) return this.cardsOf.cards;
    const place = (id: string, ranges: readonly Range[]) => ({ id, wanted: 0, passage: nameOf(ranges) });
    const startOf = (ranges: readonly Range[]): number => ranges[0]?.start ?? 0;
    const cards: MarginCard[] = this.untagged(tags).map((translation) => {
      const { id, ranges } = translation;
      return { start: startOf(ranges), item: { ...place(id, ranges), kind: "translation", translation } };
    });
    if (translating) {
      const { ranges } = translating;
      const about = t("page.passage", { paragraph: this.page.numberAt(startOf(ranges)) });
      const item = { ...place("translating", ranges), kind: "translating" as const, translating, about };
      cards.push({ start: startOf(ranges), item });
    }
    this.cardsOf = { key, cards };
    return cards;
  }

  carry(carried: Carrier | null): void {
    if (carried && this.translating) this.translating = carried(this.translating);
  }

  readonly onTranslate = ({ detail }: HTMLElementEventMap["coram-translate"]): void =>
    void this.compose(detail.ranges, detail.translation);

  /** Begins to translate a passage, or to write a translation anew; false where this person may not. */
  compose(ranges: readonly Range[], translation: TranslationView | null = null): boolean {
    const { model, state } = this.page;
    if (!model || ranges.length === 0 || !model.translating.canWrite) return false;
    const known = translation ?? this.of(ranges).find(({ language, canChange }) => canChange && language === this.into);
    this.translating = {
      key: translationKey(model, ranges, known),
      anchor: model.anchorOf(ranges),
      ranges: ranges.map(({ start, end }) => ({ start, end })),
      id: known?.id ?? null,
      language: known?.language ?? this.into,
      text: known?.text ?? "",
      state: "same",
    };
    state.active = "translating";
    if (NARROW.matches) state.sheet = "passage";
    this.page.host.requestUpdate();
    return true;
  }

  /** By key: the selection, else the active tag's passage, else the paragraph: in the whole translation where that is read. */
  writeHere(): boolean {
    const { model, state, text } = this.page;
    if (state.selection.length > 0) return this.compose(state.selection);
    const tag = state.active ? model?.tag(state.active) : null;
    if (tag) return this.compose(tag.ranges);
    const block = this.blockAt(text?.caretOffset ?? 0);
    if (!block) return false;
    if (this.shown && this.canTranslate) {
      this.edit(block.start);
      return true;
    }
    return this.compose([{ start: block.start, end: block.end }]);
  }

  readonly onSend = (event: HTMLElementEventMap["coram-translation-send"]): void => {
    const { model } = this.page;
    const { translating } = this;
    if (!model || !translating) return;
    const { language, text } = event.detail;
    const { id, ranges, anchor } = translating;
    const known = model.translations.all.find((each) => each.id === id);
    // Of one that is gone the writer has seen that, and the words as they are now.
    const passage = id !== null && hasWords(ranges) ? model.anchorOf(ranges) : anchor;
    const kept = known
      ? model.translating.rewrite(known, text) && known.id
      : model.translating.add(passage, language, text);
    if (!kept) return event.preventDefault();
    this.lastLanguage = language;
    this.page.text?.clearSelection();
    this.end(kept);
  };

  readonly onCancel = (): void => this.end(this.translating?.id ?? null);

  /** `kept`: the translation, which is shown where it was written. */
  private end(kept: string | null): void {
    if (!this.translating) return;
    const { ranges } = this.translating;
    this.translating = null;
    const on = this.page.model?.tags.find((tag) => !tag.deleted && nameOf(tag.ranges) === nameOf(ranges));
    if (this.page.state.active === "translating") this.page.backTo(on?.id ?? kept);
    this.page.host.requestUpdate();
    if (!PHONE.matches) this.page.afterUpdate(() => this.page.text?.focus());
  }

  readonly onDelete = (event: HTMLElementEventMap["coram-translation-delete"]): void => {
    this.page.model?.translating.remove(event.detail.translation);
    announce(t("page.deleted"));
  };

  private get into(): UiLanguage {
    return translatesInto(this.page.model?.view.verdict, this.lastLanguage);
  }
}

const NO_TRANSLATIONS: readonly TranslationView[] = [];
const NO_CARDS: readonly MarginCard[] = [];
const nameOf = (ranges: readonly Range[]): string => ranges.map(({ start, end }) => `${start}-${end}`).join(",");
