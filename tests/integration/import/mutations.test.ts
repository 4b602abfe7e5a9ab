import { readFileSync, writeSync } from "node:fs";
import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { checkTiling } from "../../../schema/text/blocks.ts";
import { isNormalText } from "../../../schema/text/normalise.ts";
import { ImportFailure } from "../../../server/import/failure.ts";
import { recogniseFile } from "../../../server/import/recognise/recognise.ts";

const SEED = Number(process.env["CORAM_SEED"] ?? Math.floor(Math.random() * 2 ** 31));
const ROUNDS = 25;
// Past the runner, which hands on nothing any more of a worker that dies of what it reads.
writeSync(2, `Damaged files: CORAM_SEED=${SEED}\n`);
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

/** The document part of a package damaged, in a package that is whole. */
const damageWord = damagePart("word/document.xml");
const damageOdt = damagePart("content.xml");

function damagePart(part: string): (bytes: Uint8Array, next: () => number) => Uint8Array {
  return (bytes, next) => {
    const parts = unzipSync(bytes);
    const xml = strFromU8(parts[part] ?? new Uint8Array());
    return zipSync({ ...parts, [part]: strToU8(swapTags(xml, next)) });
  };
}

function swapTags(xml: string, next: () => number): string {
  const tags = [...xml.matchAll(/<\/?\w+:[^>]*>/g)];
  const tag = tags[Math.floor(next() * tags.length)];
  const other = tags[Math.floor(next() * tags.length)];
  if (!tag || !other) return xml;
  const at = tag.index;
  return xml.slice(0, at) + other[0] + xml.slice(at + (next() < 0.5 ? tag[0].length : 0));
}

/**
 * pdf.js asks for the pages of a file ahead, and tells nobody of one that is damaged before it is wanted. The process that reads a
 * file has answered by then, and ends; here the runner would count it against whatever test is next.
 */
const runners = process.listeners("unhandledRejection");
const listen = (error: unknown, promise: Promise<unknown>): void => {
  if (String(error).startsWith("XRefEntryException")) return;
  for (const runner of runners) runner(error, promise);
};
beforeAll(() => {
  process.removeAllListeners("unhandledRejection");
  process.on("unhandledRejection", listen);
});
afterAll(() => {
  process.off("unhandledRejection", listen);
  for (const runner of runners) process.on("unhandledRejection", runner);
});

describe(`damaged files (CORAM_SEED=${SEED})`, () => {
  test.each([
    ["rs-individual.docx", damage],
    ["rs-individual.docx", damageWord],
    ["mk-individual.odt", damage],
    ["mk-individual.odt", damageOdt],
    ["al-individual.rtf", damage],
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
