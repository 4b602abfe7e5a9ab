import { addVerdict, clear } from "./prepare.ts";
import type { Story } from "./story.ts";

/** Cleared yesterday; nobody has opened it. */
export function tellNr41(story: Story): void {
  story.on(-8, 9, () => addVerdict(story, "nr41"));
  story.on(-1, 9, () => clear(story, "nr41"));
}
