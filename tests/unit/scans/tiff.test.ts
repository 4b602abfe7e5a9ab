import { readFileSync } from "node:fs";
import { createCanvas } from "@napi-rs/canvas";
import { describe, expect, test } from "vitest";
import { ImportFailure } from "../../../server/import/failure.ts";
import { greyOf, type GreyImage } from "../../../server/scans/page-image.ts";
import { openPages } from "../../../server/scans/page-source.ts";
import { makeTiff, type TiffWay } from "../../helpers/files/make-tiff.ts";

const SIZE = { width: 320, height: 240 };

/** Black in one corner and down one side, so that turning shows. */
function corner(): Uint8Array {
  const canvas = createCanvas(SIZE.width, SIZE.height);
  const context = canvas.getContext("2d");
  context.fillStyle = "#fff";
  context.fillRect(0, 0, SIZE.width, SIZE.height);
  context.fillStyle = "#000";
  context.fillRect(0, 0, 160, 40);
  context.fillRect(0, 0, 40, 240);
  return canvas.toBuffer("image/png");
}

/** Whether a page is dark at the middle of each of eight by six fields, "#" for dark. */
function fieldsOf({ width, height, pixels }: GreyImage): string[] {
  const dark = (x: number, y: number): boolean => (pixels[Math.floor(y) * width + Math.floor(x)] ?? 255) < 128;
  const [across, down] = width > height ? [8, 6] : [6, 8];
  return Array.from({ length: down }, (_, row) =>
    Array.from({ length: across }, (__, column) =>
      dark(((column + 0.5) * width) / across, ((row + 0.5) * height) / down) ? "#" : ".",
    ).join(""),
  );
}

const UPRIGHT = ["####....", "#.......", "#.......", "#.......", "#.......", "#......."];

async function pagesOf(bytes: Uint8Array): Promise<GreyImage[]> {
  const source = await openPages(bytes, "tiff");
  const pages: GreyImage[] = [];
  for (let number = 1; number <= source.count; number++) pages.push(greyOf((await source.page(number)).canvas));
  return pages;
}

const refusal = (bytes: Uint8Array): Promise<unknown> =>
  pagesOf(bytes).then(
    () => "read",
    (error: unknown) => (error instanceof ImportFailure ? { code: error.code, ...error.params } : error),
  );

describe("a TIFF is drawn as it was scanned", () => {
  const ways: TiffWay[] = [
    {},
    { bigEndian: true },
    { bits: 1 },
    { bits: 1, whiteIsZero: true },
    { bits: 1, whiteIsZero: true, packing: "packbits", rows: 64 },
    { whiteIsZero: true },
    { packing: "packbits" },
    { packing: "deflate", rows: 50 },
    { packing: "deflate", samples: 3, predictor: true },
    { packing: "lzw" },
    { packing: "lzw", samples: 3, predictor: true, rows: 40 },
    { packing: "jpeg", rows: 80 },
    { samples: 4 },
    { samples: 4, packing: "deflate" },
    { bits: 16 },
    { bits: 16, bigEndian: true, samples: 3, rows: 50 },
    { bits: 16, packing: "lzw", samples: 3, predictor: true, rows: 40 },
    { bits: 16, packing: "deflate", samples: 4, predictor: true },
  ];
  test.each(ways)("%j", async (way) => {
    const pages = await pagesOf(await makeTiff([corner()], way));
    expect(pages.map(fieldsOf)).toEqual([UPRIGHT]);
  });

  test.each([3, 6, 8] as const)("turned by its orientation %i", async (orientation) => {
    const [page] = await pagesOf(await makeTiff([corner()], { orientation }));
    const turned = {
      3: UPRIGHT.toReversed().map((row) => row.split("").toReversed().join("")),
      6: Array.from({ length: 8 }, (_, i) =>
        UPRIGHT.map((row) => row[i])
          .toReversed()
          .join(""),
      ),
      8: Array.from({ length: 8 }, (_, i) => UPRIGHT.map((row) => row[7 - i]).join("")),
    }[orientation];
    expect(page && fieldsOf(page)).toEqual(turned);
  });

  test("page by page, without the small copy for a preview", async () => {
    expect(await pagesOf(await makeTiff([corner(), corner(), corner()], { packing: "lzw", rows: 100 }))).toHaveLength(
      3,
    );
  });

  test.each(["group4", "group4-strips-reversed", "group3", "group3-2d", "huffman"])(
    "of a fax machine: %s",
    async (name) => {
      const [page] = await pagesOf(readFileSync(new URL(`../../fixtures/fax/${name}.tif`, import.meta.url)));
      const { width = 0, height = 0, pixels = new Uint8Array() } = page ?? {};
      const at = (x: number, y: number): boolean =>
        (pixels[Math.floor((y * height) / 160) * width + Math.floor((x * width) / 640)] ?? 255) < 128;
      // A frame, and squares of sixteen dots of which each third is black.
      expect([at(12, 80), at(628, 80), at(320, 12), at(320, 147), at(5, 80)]).toEqual([true, true, true, true, false]);
      const squares = Array.from({ length: 6 * 36 }, (_, i) => ({ row: 2 + Math.floor(i / 36), column: 2 + (i % 36) }));
      const black = squares.filter(({ row, column }) => (row + column) % 3 === 0);
      expect(black.filter(({ row, column }) => !at(column * 16 + 8, row * 16 + 8))).toEqual([]);
    },
  );
});

describe("a TIFF that can not be drawn is refused", () => {
  test("by size, before anything is unpacked", async () => {
    const tiff = Buffer.from(await makeTiff([corner()]));
    const view = new DataView(tiff.buffer, tiff.byteOffset);
    const directory = view.getUint32(4, true);
    view.setUint32(directory + 2 + 8, 35_000, true);
    view.setUint32(directory + 14 + 8, 35_000, true);
    expect(await refusal(tiff)).toEqual({ code: "too-large", what: "megapixels", limit: 40, found: 1225 });
  });

  test("cut, and with its directories in a circle", async () => {
    const tiff = Buffer.from(await makeTiff([corner()]));
    expect(await refusal(tiff.subarray(0, tiff.length / 2))).toEqual({ code: "truncated" });
    const view = new DataView(tiff.buffer, tiff.byteOffset);
    const directory = view.getUint32(4, true);
    view.setUint32(directory + 2 + 13 * 12, directory, true);
    expect(await refusal(tiff)).toEqual({ code: "broken" });
  });

  test("of 16 bits in a packing of cameras, and of too many values together", async () => {
    expect(await refusal(await makeTiff([corner()], { bits: 16, packing: "packbits" }))).toEqual({
      code: "unknown-format",
      what: "tiff",
    });
    const tiff = Buffer.from(await makeTiff([corner()], { bits: 16, samples: 3, packing: "deflate" }));
    const view = new DataView(tiff.buffer, tiff.byteOffset);
    const directory = view.getUint32(4, true);
    for (const [at, value] of [
      [0, 6000],
      [1, 5000],
      [8, 5000],
    ] as const)
      view.setUint32(directory + 2 + at * 12 + 8, value, true);
    expect(await refusal(tiff)).toEqual({ code: "too-large", what: "megapixels", limit: 26, found: 30 });
  });
});
