import { DraftView, FreezeDone } from "../../../schema/protocol/http/methodology.ts";
import { BroughtIn } from "../../../schema/protocol/http/methodology-files.ts";
import { setFate } from "../../../schema/rooms/draft/draft-acts.ts";
import { DraftRoom } from "../../../schema/rooms/draft/draft-room.ts";
import { toHandbookJson } from "../../methodology/files/json.ts";
import { readCarryOver } from "../second-methodology.ts";
import { readStarterMethodology } from "../starter-methodology.ts";
import type { Story } from "./story.ts";

const BY = "facilitator";

/** The second version: a file of it is brought into the draft, which says what became of the categories of the first. */
export function renewMethodology(story: Story): void {
  const { fates } = readCarryOver();
  story.on(-60, 9, async () => {
    const { draft } = await story.ask(DraftView, BY, "GET", "/api/methodology/draft");
    await story.write(BY, draft.room, (doc) => {
      const room = new DraftRoom(doc);
      for (const category of room.categories()) {
        const fate = fates[category.id];
        if (fate?.kind === "split") setFate(room, category.entry, fate);
      }
    });
    const form = new FormData();
    form.set("file", new File([toHandbookJson(readStarterMethodology())], "methodology.json"));
    // Choices that the second version does without go with the first.
    form.set("missing", "leave-out");
    const { id, seen } = await story.ask(BroughtIn, BY, "POST", "/api/methodology/files", form);
    await story.send(BY, "POST", `/api/methodology/files/${id}`, { seen });
  });
  story.on(-58, 15, async () => {
    const path = "/api/methodology/versions";
    const command = { base: 1, note: NOTE };
    const { undecided } = await story.ask(FreezeDone, BY, "POST", path, { ...command, preview: true });
    const changed = Object.fromEntries(
      undecided.map((id) => [id, fates[id]?.kind === "redefined" ? "redefined" : "same"]),
    );
    const { seen } = await story.ask(FreezeDone, BY, "POST", path, { ...command, changed, preview: true });
    await story.send(BY, "POST", path, { ...command, changed, seen });
    // The draft of the next one, into which rulings are written.
    await story.send(BY, "GET", "/api/methodology/draft");
  });
}

const NOTE =
  "B7 is two categories, B8 and B9; B3 is defined anew; every question ends with Not in the verdict and Unclear.";
