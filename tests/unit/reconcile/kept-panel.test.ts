import { expect, test } from "vitest";
import { keepPanel, keptPanel, lastRuling } from "../../../client/reconcile/ruling/kept-panel.ts";
import { MemoryShelf } from "../../../client/sync/offline/memory-shelf.ts";
import { WorkStore } from "../../../client/sync/offline/work-store.ts";
import { screenKept } from "../../../client/sync/outbox.ts";
import { MemberId, newId, VerdictId } from "../../../schema/domain/ids.ts";

test("the reason of the last ruling is not given again before it is known what an erasure has left of it", async () => {
  const [verdict, member] = [newId(VerdictId), newId(MemberId)];
  const work = await WorkStore.open(member, new MemoryShelf());
  keepPanel(verdict, { panel: [member] }, work);
  keepPanel(verdict, { last: { choice: "none", coders: [], reason: "as Petra says" } }, work);
  const ask = (_: unknown, { texts }: { texts: string[] }) =>
    Promise.resolve({ texts: texts.map((text) => text.replace("Petra", "[Victim A]")) });
  const none = () => Promise.resolve(null);
  const read = { verdict: none, output: none, methodology: none };
  const lookedOver = screenKept(work, { read, screen: { verdict: ask, output: ask, methodology: ask } });
  await expect.poll(() => lastRuling(verdict)?.reason).not.toBe("as Petra says");
  await lookedOver;
  expect(lastRuling(verdict)?.reason).toBe("as [Victim A] says");
  expect(keptPanel(verdict).panel).toEqual([member]);
});
