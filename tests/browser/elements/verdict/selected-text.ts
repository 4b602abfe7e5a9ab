import type { Range, Revision } from "../../../../schema/text/revision.ts";
import { revisionOf } from "../../../unit/editor/verdict-builder.ts";
import { wordsOf } from "./verdict-text-page.ts";

export const revision: Revision = revisionOf([
  "Okrivljeni [Defendant 1] je znao da ona nema prihoda. Poznavao je njenu decu.",
  "Pismo glasi 𝒳𝒴 i ništa više. Sud ga je cenio kao pretnju.",
  "Zaradu nije primala nikada.",
]);

export const words = (ranges: readonly Range[]): string[] => wordsOf(revision, ranges);

export const paintedSelection = (element: HTMLElement): string =>
  [...element.querySelectorAll(".vt-sel")].map((part) => part.textContent).join("");
