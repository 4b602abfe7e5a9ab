import type { ReactiveController } from "lit";
import { codesBlind } from "../../../schema/domain/blind-part.ts";
import { blockAt } from "../../../schema/text/blocks.ts";
import { NARROW, PHONE } from "../../elements/screen.ts";
import { device } from "../../sync/offline/device.ts";
import { type ReadingPlace, readingPlaces } from "../../sync/offline/reading-places.ts";
import type { PageTranslation } from "../translation/page-translation.ts";
import type { VerdictModel } from "../model/verdict-model.ts";
import type { PageContext } from "./page-context.ts";

let isLoaded = false;

/** The same address is loaded again: what it names was gone to before, and read on from. Said once. */
function isLoadedAgain(): boolean {
  const [entry] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
  const isAgain = !isLoaded && entry?.type === "reload" && entry.name === location.href;
  isLoaded = true;
  return isAgain;
}

/**
 * Opens a verdict where this member last read it on this device, with the case sheet beside it and the translation that stood there. An address that names a
 * place goes before. Whoever codes a round blind is led by what they have not seen.
 */
export class PageReturning implements ReactiveController {
  private readonly page: PageContext;
  private readonly translation: PageTranslation;
  private returned: VerdictModel | null = null;
  private kept = "";

  constructor(page: PageContext, translation: PageTranslation) {
    this.page = page;
    this.translation = translation;
    page.host.addController(this);
  }

  hostUpdated(): void {
    const { model, text } = this.page;
    if (!model?.hasContent || !text?.isDrawn || codesBlind(model.me, model.view.round, model.view.layers)) return;
    if (this.returned === model) return this.keep(model);
    this.returned = model;
    const place = readingPlaces.of(model.me, model.verdictId);
    this.kept = JSON.stringify(place);
    // The page may not be changed while it is being drawn.
    if (place && (location.search === "" || isLoadedAgain())) queueMicrotask(() => this.goTo(place));
  }

  private goTo({ paragraph, sheet, subject, translation }: ReadingPlace): void {
    const { model, state, text } = this.page;
    const isThere = this.translation.heads.some(({ language }) => language === translation?.language);
    // A phone has no room for both.
    if (translation && isThere && !(translation.reading === "beside" && PHONE.matches))
      this.translation.readIn(translation);
    const block = model?.view.revision.blocks.find(({ number }) => number === paragraph);
    if (block) text?.scrollToOffset(block.start, { to: "top" });
    if (sheet && !NARROW.matches) state.caseSheet = true;
    if (subject) state.subject = subject;
  }

  private keep(model: VerdictModel): void {
    const { state } = this.page;
    const { work } = device;
    // Of guests no copy is kept; where they read goes as their unsent words do, with them.
    const mayKeep = work?.isGuest ? work.isOnDevice : model.view.can.keepCopy && work?.mayCopy;
    if (!state.visible || !mayKeep) return;
    const paragraph = blockAt(model.view.revision.blocks, state.visible.first)?.number ?? "";
    const { reading, language } = this.translation;
    const translation = reading === "original" || !language ? {} : { translation: { reading, language } };
    const place: ReadingPlace = { paragraph, sheet: state.caseSheet, subject: state.subject, ...translation };
    const now = JSON.stringify(place);
    if (now === this.kept) return;
    this.kept = now;
    readingPlaces.keep(model.me, model.verdictId, place);
  }
}
