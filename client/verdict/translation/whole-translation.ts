import type { UiLanguage } from "../../../schema/domain/language.ts";
import { onceFor } from "../../../schema/once-for.ts";
import type { FullTranslation } from "../../../schema/protocol/http/translations.ts";
import { redactedAt } from "../../../schema/text/edits/edit-maps.ts";
import { readTranslation } from "../../api/translations.ts";
import type { VerdictModel } from "../model/verdict-model.ts";
import { withChangedCovered } from "./shown-translation.ts";

/** The whole translation that is read: fetched when somebody reads it, and again with each version and after each erasure. */
export class WholeTranslation {
  /** With how far words of the text had been replaced as it was asked for (`redactedAt`). */
  private read: { whole: FullTranslation; redacted: number } | null = null;
  /** What was asked for last, and whether it came. */
  private asked = "";
  private hasFailed = false;
  private readonly coveredOnce = onceFor(withChangedCovered);
  private readonly onFailed: (error: unknown) => void;
  private readonly onChange: () => void;

  constructor(onChange: () => void, onFailed: (error: unknown) => void) {
    [this.onChange, this.onFailed] = [onChange, onFailed];
  }

  /** As it may be shown: what words were erased under since it was read is covered, since an erasure may have taken it along. */
  of(model: VerdictModel | null): FullTranslation | null {
    const { read } = this;
    if (!read || !model || redactedAt(model.view.maps) <= read.redacted) return read?.whole ?? null;
    return this.coveredOnce(read.whole, model.view.revision, model.view.maps);
  }

  bring(model: VerdictModel, language: UiLanguage, version: number): void {
    const redacted = redactedAt(model.view.maps);
    const wanted = `${model.verdictId} ${language} ${version} ${redacted}`;
    if (this.asked === wanted) return;
    this.asked = wanted;
    this.hasFailed = false;
    void readTranslation(model.verdictId, language).then(
      (whole) => {
        if (this.asked !== wanted) return;
        this.read = { whole, redacted };
        this.onChange();
      },
      (error: unknown) => {
        if (this.asked !== wanted) return;
        this.hasFailed = true;
        this.onFailed(error);
      },
    );
  }

  /** What did not come is asked for again. */
  tryAgain(): void {
    if (this.hasFailed) this.asked = "";
  }

  forget(): void {
    this.read = null;
    this.asked = "";
  }
}
