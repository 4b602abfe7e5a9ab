import { readFileSync } from "node:fs";
import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import { describe, expect, test } from "vitest";
import { checkTiling } from "../../../schema/text/blocks.ts";
import { isNormalText } from "../../../schema/text/normalise.ts";
import { ImportFailure } from "../../../server/import/failure.ts";
import { recogniseFile } from "../../../server/import/recognise.ts";

const SEED = Number(process.env["CORAM_SEED"] ?? Math.floor(Math.random() * 2 ** 31));
const ROUNDS = 25;
const verdict = (name: string): Uint8Array => readFileSync(new URL(`../../fixtures/verdicts/${name}`, import.meta.url));

/** mulberry32: the same numbers for the same seed everywhere. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

function damage(bytes: Uint8Array, next: () => number): Uint8Array {
  const out = Uint8Array.from(bytes);
  const hits = 1 + Math.floor(next() * 20);
  for (let i = 0; i < hits; i++) out[Math.floor(next() * out.length)] = Math.floor(next() * 256);
  const from = Math.floor(next() * out.length);
  const length = Math.floor(next() * 2000);
  return next() < 0.5 ? out : new Uint8Array([...out.subarray(0, from), ...out.subarray(from + length)]);
}

/** The document part of a Word file damaged, in a package that is whole. */
function damageWord(bytes: Uint8Array, next: () => number): Uint8Array {
  const parts = unzipSync(bytes);
  const xml = strFromU8(parts["word/document.xml"] ?? new Uint8Array());
  const tags = [...xml.matchAll(/<\/?w:[^>]*>/g)];
  const tag = tags[Math.floor(next() * tags.length)];
  const other = tags[Math.floor(next() * tags.length)];
  if (!tag || !other) return bytes;
  const at = tag.index;
  const swapped = xml.slice(0, at) + other[0] + xml.slice(at + (next() < 0.5 ? tag[0].length : 0));
  return zipSync({ ...parts, "word/document.xml": strToU8(swapped) });
}

describe(`damaged files (CORAM_SEED=${SEED})`, () => {
  test.each([
    ["rs-individual.docx", damage],
    ["rs-individual.docx", damageWord],
    ["rs-individual.pdf", damage],
    ["al-organised.html", damage],
    ["mk-individual.cp1251.txt", damage],
  ] as const)("%s is either refused or gives a text that a revision may hold", async (name, how) => {
    const next = random(SEED);
    const whole = verdict(name);
    const defects: string[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      try {
        const got = await recogniseFile(how(whole, next), name);
        defects.push(...checkTiling(got), ...(isNormalText(got.text) ? [] : ["the text is not normal"]));
      } catch (error) {
        // Anything but a refusal by code is a defect of a reader.
        if (!(error instanceof ImportFailure)) defects.push(`${round}: ${String(error)}`);
      }
    }
    expect(defects).toEqual([]);
  });
});
