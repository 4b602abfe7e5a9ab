import type { LightElement } from "../../elements/light-element.ts";
import { bringIntoSight } from "../into-sight.ts";
import type { SlipModel } from "./slip-model.ts";

/** Brings slips that are revealed while one looks on into sight: below a long passage nobody would see that they are there. */
export class ShowsReveal {
  /** It was coded before one's eyes, and is not revealed yet. */
  #sawCoded = false;

  look({ isCoded, slipsNow }: Pick<SlipModel, "isCoded" | "slipsNow">, shown: LightElement | null): void {
    if (isCoded) this.#sawCoded = true;
    const isRevealed = slipsNow && !isCoded && slipsNow.reveals.at(-1)?.pass === slipsNow.pass;
    if (!this.#sawCoded || !isRevealed || !shown) return;
    this.#sawCoded = false;
    void bringIntoSight(shown);
  }
}
