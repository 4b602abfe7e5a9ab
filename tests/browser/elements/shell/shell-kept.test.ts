import { expect, it } from "vitest";
import { page } from "vitest/browser";
import "../../../../client/app/coram-shell-notices.ts";
import type { CoramShellNotices } from "../../../../client/app/coram-shell-notices.ts";
import type { Batch } from "../../../../client/sync/batch.ts";
import { MemoryShelf } from "../../../../client/sync/offline/memory-shelf.ts";
import type { WorkDelete } from "../../../../client/sync/offline/records.ts";
import { WorkStore } from "../../../../client/sync/offline/work-store.ts";
import { entriesOf } from "../../../../client/workshops/slip/slip-room-here.ts";
import { slipPlace } from "../../../../schema/rooms/room-place.ts";
import { MemberId, newId, RoomId, StepId, VerdictId, WorkshopId } from "../../../../schema/domain/ids.ts";
import { METHODOLOGY } from "../../../helpers/browser/shell-data.ts";
import { verdictOf } from "../../../helpers/workshops/verdict-of.ts";
import { expectAccessible, mount } from "../../../helpers/browser/shell-page.ts";

const batch = (id: string): Batch => ({
  id,
  client: 1,
  clock: 1,
  update: new Uint8Array([1]),
  entries: [],
  at: "2026-11-29T10:00:00.000Z",
});

/** Records in memory that count as lying on a device. */
class Disk extends MemoryShelf {
  override readonly isOnDevice = true;
}

it("says while the server is away how many changes wait on this device, and nothing once it answers", async () => {
  const work = await WorkStore.open(newId(MemberId), new Disk());
  for (const id of ["a", "b"])
    work.keepBatch(newId(VerdictId), "discussion/internal", newId(RoomId), batch(id), undefined);
  const set = { work, isLost: true };
  const { page: notices } = await mount<CoramShellNotices>("coram-shell-notices", null, {}, set);
  const said = page.getByText(
    "2 changes of yours are kept on this device. Coram sends them when the server can be reached.",
  );
  await expect.element(said).toBeVisible();
  await expectAccessible();
  notices.isLost = false;
  await expect.element(said).not.toBeInTheDocument();
});

it("says on every page that work which was kept here cannot be opened any more, until it is read", async () => {
  class Lost extends Disk {
    override lost(): Promise<WorkDelete[]> {
      return Promise.resolve([{ delete: "batches", key: ["m", "v", "b"], why: "lost" }]);
    }
  }
  const mine = await WorkStore.open(newId(MemberId), new Lost());
  await mount<CoramShellNotices>("coram-shell-notices", null, {}, { mine });
  const said = page.getByText(/^1 change that was kept on this device was not sent and cannot be opened/u);
  await expect.element(said).toBeVisible();
  await expectAccessible();
  await page.getByRole("button", { name: "Understood" }).click();
  await expect.element(said).not.toBeInTheDocument();
});

it("says of a draft of another page no more than that nothing can be written there, as only a layer may be closed", async () => {
  const work = await WorkStore.open(newId(MemberId), new Disk());
  const entries = [{ root: "answers", id: "q", made: false, fields: { value: "Pristanak" } }];
  const draft = { id: "a", place: "layer/x", entries, why: "no-access" as const, late: false };
  work.addDraft(newId(VerdictId), { ...draft, at: "2026-11-29T10:00:00.000Z" }, null);
  await mount<CoramShellNotices>("coram-shell-notices", null, {}, { work });
  await page.getByText("1 change of yours could not be saved and is kept as a draft").click();
  await expect.element(page.getByText("You can no longer write where this belongs.")).toBeVisible();
});

it("says of a tag that came too late for a slip that it counts nowhere, and leads a guest to no verdict", async () => {
  const work = await WorkStore.open(newId(MemberId), new Disk());
  const [workshop, step] = [newId(WorkshopId), newId(StepId)];
  const place = slipPlace({ workshop, step, pass: 1 });
  const { verdict, ...text } = verdictOf("She went.\nShe could.");
  const answers = {
    [`GET /api/verdicts/${verdict.id}`]: { verdict, ...text },
    [`GET /api/workshops/${workshop}/steps/${step}/edition`]: {
      number: 3,
      categories: METHODOLOGY.content.categories,
      gone: [],
    },
  };
  const draft = { id: "a", place, entries: [], why: "no-access" as const, late: true, at: "2026-11-29T10:00:00.000Z" };
  work.addDraft(newId(VerdictId), draft, null);
  const { page: notices } = await mount<CoramShellNotices>("coram-shell-notices", null, answers, { work });
  await page.getByText("1 change of yours could not be saved and is kept as a draft").click();
  await expect.element(page.getByText(/A tag on a slip of yours in a workshop/u)).toBeVisible();
  await expect.element(page.getByText("It came when the silence was over: it counts nowhere.")).toBeVisible();
  await expect.element(page.getByRole("link", { name: "To the verdict" })).toBeVisible();
  // A member is told which one, and comes to its words.
  const named = slipPlace({ workshop, step, pass: 2 });
  const abuse = METHODOLOGY.content.categories.find(({ code }) => code === "B3");
  if (!abuse) throw new Error("no such category");
  const anchor = { revision: 1, ranges: [{ start: 10, end: 19 }] };
  const entries = entriesOf({ category: abuse.id, edition: 3, anchor });
  work.addDraft(verdict.id, { ...draft, id: "b", place: named, entries }, null);
  await expect.element(page.getByText(/^Tag B3, ¶ 2, \d+:\d\d/u)).toBeVisible();
  await expect
    .element(page.getByRole("link", { name: "To the verdict" }).last())
    .toHaveAttribute("href", `/verdicts/${verdict.id}?at=10`);
  notices.isGuest = true;
  await expect.element(page.getByRole("link", { name: "To the verdict" })).not.toBeInTheDocument();
  await page.getByRole("button", { name: "Discard" }).first().click();
});
