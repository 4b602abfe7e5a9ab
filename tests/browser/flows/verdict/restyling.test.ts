import { beforeAll, expect, test } from "vitest";
import type { Browser } from "playwright";
import { LayerRoom } from "../../../../schema/rooms/layer-room.ts";
import { LOCAL } from "../../../../schema/rooms/entries.ts";
import { CategoryId } from "../../../../schema/domain/ids.ts";
import { writeFor } from "../../../../server/rooms/write-for.ts";
import { eventually, launch, Seat } from "../../../helpers/browser/browser.ts";
import { startTestServer } from "../../../helpers/network/test-server.ts";

const PARAGRAPHS = 30;
const TEXT = Array.from(
  { length: PARAGRAPHS },
  (_, i) => `Paragraph ${i + 1} says that he took her passport and locked the door of the flat every night.`,
);
let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});

interface Styled {
  name: string;
  args: { elementCount?: number };
}

/** How many elements each recalculation of styles went over while `act` was done. */
async function styledBy(act: () => Promise<void>): Promise<number[]> {
  const session = await browser.newBrowserCDPSession();
  const events: Styled[] = [];
  session.on("Tracing.dataCollected", ({ value }) => void events.push(...(value as unknown as Styled[])));
  await session.send("Tracing.start", {
    transferMode: "ReportEvents",
    traceConfig: { includedCategories: ["devtools.timeline"] },
  });
  await act();
  const complete = new Promise<void>((resolve) => session.once("Tracing.tracingComplete", () => resolve()));
  await session.send("Tracing.end");
  await complete;
  await session.detach();
  return events.flatMap(({ name, args }) => (name === "UpdateLayoutTree" ? [args.elementCount ?? 0] : []));
}

test("tagging words styles anew what is about them, not every letter of the text", async (context) => {
  const server = await startTestServer(context);
  const made = await server.newVerdict(TEXT);
  const { lawyer, otherLawyer } = server.people;
  await writeFor(server.hub, made.rooms.layer, otherLawyer.member.id, (doc) => {
    const layer = new LayerRoom(doc);
    doc.transact(() => {
      let start = 0;
      for (const text of TEXT) {
        for (let at = 30; at < text.length - 4; at += 4)
          layer.add(
            {
              category: CategoryId.parse("means.force"),
              version: 1,
              anchor: { revision: 1, ranges: [{ start: start + at, end: start + at + 3 }] },
              note: "",
            },
            new Date().toISOString(),
          );
        start += text.length + 1;
      }
    }, LOCAL);
  });
  const ana = await Seat.take(context, browser, server.url, { cookie: lawyer.cookie });
  await ana.openVerdict(made.verdict.id);
  const all = await ana.page.locator("coram-verdict-text *").count();
  expect(all).toBeGreaterThan(1_000);
  await ana.selectByMouse("Paragraph 3");
  await eventually(() => ana.selected()).toEqual(["Paragraph 3"]);
  const styled = await styledBy(async () => {
    await ana.page.keyboard.press("1");
    await ana.isSaved();
    await eventually(() => ana.paintedLines()).toContain("A1: Paragraph 3");
  });
  expect(styled.length).toBeGreaterThan(0);
  // The paragraph with its tags, and the cards that make room.
  expect(Math.max(...styled)).toBeLessThan(all / 2);
});
