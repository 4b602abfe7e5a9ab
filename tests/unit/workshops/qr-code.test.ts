import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { drawings, qrCode } from "../../../client/workshops/door/qr-code.ts";

const lineOf = (row: readonly boolean[]): string => row.map((isDark) => (isDark ? "#" : ".")).join("");
const picture = (words: string): string[] => qrCode(words).map(lineOf);

test("a QR code has three corners, as many modules as its words need, and is refused where they are too long", () => {
  const rows = picture("https://coram.example/j/KMT4QP");
  expect(rows).toHaveLength(29);
  for (const [row, from] of [
    [0, 0],
    [0, 22],
    [22, 0],
  ] as const)
    expect(rows.slice(row, row + 7).map((each) => each.slice(from, from + 7))).toEqual([
      "#######",
      "#.....#",
      "#.###.#",
      "#.###.#",
      "#.###.#",
      "#.....#",
      "#######",
    ]);
  expect(picture("HTTP://A.B/J")).toHaveLength(21);
  expect(() => qrCode("x".repeat(107))).toThrow("too long");
});

// Drawn by qrcode-generator 2.0.4 at level M, which chose its own mask.
test.each([
  ["HTTP://A.B/J", "36e776bf4011ea26"],
  ["https://coram.example/j/KMT4QP", "c8380b6976cf52dd"],
  [`https://coram.example/j/KMT4QP${"?".repeat(60)}`, "44a307dbe7b5e57b"],
])("module by module %s is what another program draws under one of the masks", (words, drawn) => {
  const digests = drawings(words).map((rows) =>
    createHash("sha256").update(rows.map(lineOf).join("\n")).digest("hex").slice(0, 16),
  );
  expect(digests.filter((digest) => digest === drawn)).toHaveLength(1);
});
