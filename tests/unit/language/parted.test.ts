import { expect, test } from "vitest";
import { parted } from "../../../schema/language/parted.ts";

const seams = (words: string): string => parted(words).replaceAll("\u00ad", "|");

test("long words may part between syllables; short ones, and tokens, stay whole", () => {
  expect(seams("преку видеоконференциска врска")).toBe("преку видео|конфе|ренциска врска");
  expect(seams("zadržavanje isprava")).toBe("zadrža|vanje isprava");
  expect(seams("shfrytëzimi i viktimës")).toBe("shfry|të|zimi i viktimës");
  expect(seams("[Registarska_oznaka 1] i presuda")).toBe("[Registarska_oznaka 1] i presuda");
});
