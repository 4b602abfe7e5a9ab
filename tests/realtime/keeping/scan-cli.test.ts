import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { z } from "zod";
import { drawPage } from "../../helpers/files/draw-page.ts";
import { coram, run } from "../../helpers/network/run-coram.ts";
import type { Teardown } from "../../helpers/network/test-server.ts";

const CLI = fileURLToPath(new URL("../../../server/cli.ts", import.meta.url));
const SENTENCE =
  "Sud je utvrdio da je okrivljeni kriv za krivično delo trgovine ljudima iz člana 388. stav 1. zakonika.";

async function picture(test: Teardown): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "coram-scan-"));
  test.onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const path = join(folder, "presuda.png");
  await writeFile(path, await drawPage({ paragraphs: [SENTENCE] }));
  return path;
}

test("coram import --ocr reads a picture with one of the models it is given", { timeout: 120_000 }, async (context) => {
  const { code, stdout } = await coram("import", await picture(context), "--ocr", "srp_latn+srp", "--json");
  expect(code).toBe(0);
  const shape = z.object({ language: z.string(), script: z.string(), text: z.string(), blocks: z.array(z.unknown()) });
  const report = shape.parse(JSON.parse(stdout));
  expect(report).toMatchObject({ language: "sr", script: "Latn", text: SENTENCE });
  expect(report.blocks).toContainEqual(
    expect.objectContaining({ kind: "paragraph", start: 0, end: SENTENCE.length, page: 1 }),
  );
});

test(
  "coram import says what a picture needs: --ocr, and the data that it reads with",
  { timeout: 60_000 },
  async (context) => {
    const path = await picture(context);
    const without = await coram("import", path);
    expect(without).toMatchObject({ code: 1, stdout: "" });
    expect(without.stderr).toBe(
      "coram: presuda.png has no text in it; if its pages are pictures, read them with --ocr auto.\n",
    );
    const bare = await run(process.execPath, [CLI, "import", path, "--ocr", "auto"], { TESSDATA_PREFIX: "/nowhere" });
    expect(bare.code).toBe(1);
    expect(bare.stderr).toContain("Install it with: sudo apt-get install");
    const unknown = await coram("import", path, "--ocr", "klingon");
    expect(unknown.code).toBe(2);
    expect(unknown.stderr).toContain('it is "klingon"');
  },
);
