import { createCanvas } from "@napi-rs/canvas";
import { expect, test } from "vitest";
import { openPages } from "../../../server/scans/page-source.ts";
import { residentMemory } from "../../../server/workers/memory.ts";

test("a picture of 36 megapixels is not kept decoded while its page is read: Tesseract has to fit beside it", async () => {
  const drawn = createCanvas(6000, 6000);
  const bytes = new Uint8Array(await drawn.encode("png"));
  Object.assign(drawn, { width: 0, height: 0 });
  const before = await residentMemory(process.pid);
  const source = await openPages(bytes, "png");
  const { canvas } = await source.page(1);
  const after = await residentMemory(process.pid);
  expect(canvas.width).toBeGreaterThan(2000);
  // The page that is drawn takes 31 MB, the picture 144 MB and more.
  expect(((after ?? 0) - (before ?? 0)) / 2 ** 20).toBeLessThan(100);
});
