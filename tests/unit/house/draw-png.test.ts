import { createCanvas } from "@napi-rs/canvas";
import fc from "fast-check";
import { crc32, deflateSync } from "node:zlib";
import { expect, it } from "vitest";
import { type Pixels, readPng, UnreadablePicture, writePng } from "../../../server/house/draw-png.ts";

const MAX = 64;

/** A chunk as a file holds it. */
function chunk(type: string, body: Uint8Array): Buffer {
  const out = Buffer.alloc(12 + body.length);
  out.writeUInt32BE(body.length);
  out.write(type, 4, "latin1");
  out.set(body, 8);
  out.writeUInt32BE(crc32(out.subarray(4, 8 + body.length)), 8 + body.length);
  return out;
}

/** A file of a head and packed lines, whatever they say. */
function file(
  head: { width: number; height: number; bits?: number; kind?: number; interlaced?: number },
  lines: Uint8Array,
) {
  const { width, height, bits = 8, kind = 6, interlaced = 0 } = head;
  const ihdr = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, bits, kind, 0, 0, interlaced]);
  ihdr.writeUInt32BE(width, 0);
  ihdr.writeUInt32BE(height, 4);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([signature, chunk("IHDR", ihdr), chunk("IDAT", deflateSync(lines)), chunk("IEND", Buffer.of())]);
}

const pixels = fc
  .tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 12 }))
  .chain(([width, height]) =>
    fc
      .uint8Array({ minLength: width * height * 4, maxLength: width * height * 4 })
      .map((rgba): Pixels => ({ width, height, rgba })),
  );

it("draws the same pixels again, whatever they are", async () => {
  await fc.assert(
    fc.asyncProperty(pixels, async (picture) => {
      expect(await readPng(await writePng(picture), MAX)).toEqual(picture);
    }),
    { numRuns: 60 },
  );
});

it("reads what a canvas writes, with every filter", async () => {
  const canvas = createCanvas(40, 30);
  const context = canvas.getContext("2d");
  const wash = context.createLinearGradient(0, 0, 40, 30);
  wash.addColorStop(0, "#1f4356");
  wash.addColorStop(1, "#c3402a");
  context.fillStyle = wash;
  context.fillRect(0, 0, 40, 30);
  context.clearRect(5, 5, 9, 9);
  const { data } = context.getImageData(0, 0, 40, 30);
  const read = await readPng(await canvas.encode("png"), MAX);
  expect({ width: read.width, height: read.height }).toEqual({ width: 40, height: 30 });
  expect(Buffer.from(read.rgba).equals(Buffer.from(data))).toBe(true);

  // Of two pixels, without opacity: by the mean of neighbours, and by the nearest of them.
  const lines = Uint8Array.of(0, 10, 20, 30, 40, 50, 60, 3, 5, 5, 5, 1, 1, 1, 4, 1, 1, 1, 2, 2, 2);
  const { rgba } = await readPng(file({ width: 2, height: 3, kind: 2 }, lines), MAX);
  expect([...rgba]).toEqual([
    10, 20, 30, 255, 40, 50, 60, 255, 10, 15, 20, 255, 26, 33, 41, 255, 11, 16, 21, 255, 28, 35, 43, 255,
  ]);
});

it("keeps nothing of a file but its pixels", async () => {
  const clean = await writePng({ width: 1, height: 1, rgba: Uint8Array.of(1, 2, 3, 255) });
  const end = clean.length - 12;
  const said = chunk("tEXt", Buffer.from("Author\0planted"));
  const dirty = Buffer.concat([clean.subarray(0, end), said, clean.subarray(end), Buffer.from("planted behind")]);
  const drawn = await writePng(await readPng(dirty, MAX));
  expect(Buffer.from(drawn).equals(Buffer.from(clean))).toBe(true);
});

it.each([
  ["a file of another kind", Buffer.from("GIF89a, and so on")],
  ["nothing", Buffer.of()],
  ["sixteen bits a channel", file({ width: 1, height: 1, bits: 16 }, new Uint8Array(9))],
  ["colours by number", file({ width: 1, height: 1, kind: 3 }, new Uint8Array(2))],
  ["an interlaced picture", file({ width: 1, height: 1, interlaced: 1 }, new Uint8Array(5))],
  ["one of no width", file({ width: 0, height: 1 }, new Uint8Array(1))],
  ["one that is too wide", file({ width: MAX + 1, height: 1 }, new Uint8Array(5 + MAX * 4))],
  ["more pixels than its head says", file({ width: 1, height: 1 }, new Uint8Array(5_000_000))],
  ["fewer pixels than its head says", file({ width: 2, height: 1 }, new Uint8Array(5))],
  ["an unknown filter", file({ width: 1, height: 1 }, Uint8Array.of(9, 0, 0, 0, 0))],
  ["one that is cut short", file({ width: 1, height: 1 }, new Uint8Array(5)).subarray(0, 40)],
])("refuses %s", async (_, bytes) => {
  await expect(readPng(bytes, MAX)).rejects.toThrow(UnreadablePicture);
});

it("refuses a file of which a byte is another", async () => {
  const bytes = await writePng({ width: 1, height: 1, rgba: Uint8Array.of(1, 2, 3, 255) });
  bytes[18] = 7;
  await expect(readPng(bytes, MAX)).rejects.toThrow(UnreadablePicture);
});
