import { readFileSync } from "node:fs";
import { z } from "zod";
import { Script, VerdictLanguage } from "../../../schema/domain/language.ts";
import type { Suggestions } from "../../../schema/domain/privacy.ts";

const FOLDER = new URL("../../fixtures/verdicts/", import.meta.url);

export const GOLD_VERDICTS = [
  "rs-individual",
  "rs-organised",
  "mk-individual",
  "mk-organised",
  "al-individual",
  "al-organised",
] as const;

const Gold = z.object({
  language: VerdictLanguage,
  script: Script,
  persons: z.array(
    z.object({
      id: z.string(),
      role: z.string(),
      canonical: z.string(),
      forms: z.array(z.string()),
      sex: z.enum(["f", "m"]).optional(),
      homographs: z.array(z.string()).default([]),
    }),
  ),
  identifiers: z.array(z.object({ type: z.string(), value: z.string(), occurrences: z.number() })),
  mentions: z.array(z.tuple([z.number(), z.number(), z.string()])),
});
export type Gold = z.infer<typeof Gold>;

/** A gold verdict: the text and what a person marked in it. Offsets are of `text`. */
export interface NamesGold {
  id: string;
  text: string;
  gold: Gold;
}

export function readNamesGold(id: (typeof GOLD_VERDICTS)[number]): NamesGold {
  const gold = Gold.parse(JSON.parse(readFileSync(new URL(`${id}.gold.json`, FOLDER), "utf8")));
  return { id, text: readFileSync(new URL(`${id}.txt`, FOLDER), "utf8"), gold };
}

/** How well names were found. Shares from 0 to 1; the lists say what went wrong, with a little context. */
export interface NamesScore {
  /** Gold mentions of which no letter is left outside what was proposed. */
  recall: number;
  /** Proposed mentions that lie on a gold mention. */
  precision: number;
  /** Found gold mentions whose person is the one that was mostly meant by their entity, and the other way round. */
  linking: number;
  missed: string[];
  wrong: string[];
  unlinked: string[];
}

export function scoreNames({ text, gold }: NamesGold, { entities, identifiers }: Suggestions): NamesScore {
  const around = (start: number, end: number): string =>
    `${text.slice(Math.max(0, start - 30), start)}[${text.slice(start, end)}]${text.slice(end, end + 20)}`.replace(
      /\s/g,
      " ",
    );
  const owner = new Int32Array(text.length).fill(-1);
  entities.forEach(({ mentions }, i) => mentions.forEach(({ start, end }) => owner.fill(i, start, end)));
  const hidden = Uint8Array.from(owner, (each) => (each >= 0 ? 1 : 0));
  for (const { start, end } of identifiers) hidden.fill(1, start, end);

  const missed = gold.mentions.filter(([start, end]) =>
    Array.from(text.slice(start, end)).some((char, i) => /\p{L}/u.test(char) && hidden[start + i] === 0),
  );
  const isName = new Uint8Array(text.length);
  for (const [start, end] of gold.mentions) isName.fill(1, start, end);
  const proposed = entities.flatMap(({ mentions }) => mentions);
  const wrong = proposed.filter(({ start, end }) => !isName.subarray(start, end).includes(1));

  const pairs = gold.mentions.flatMap(([start, end, person]) => {
    const entity = owner.subarray(start, end).find((each) => each >= 0);
    return entity === undefined ? [] : [{ start, end, person, entity }];
  });
  const mostly = <K, V>(all: readonly [K, V][]): Map<K, V> => {
    const counts = new Map<K, Map<V, number>>();
    for (const [key, value] of all) {
      const of = counts.get(key) ?? new Map<V, number>();
      counts.set(key, of.set(value, (of.get(value) ?? 0) + 1));
    }
    return new Map([...counts].map(([key, of]) => [key, ([...of].sort((a, b) => b[1] - a[1])[0] as [V, number])[0]]));
  };
  const personOf = mostly(pairs.map(({ entity, person }) => [entity, person]));
  const entityOf = mostly(pairs.map(({ entity, person }) => [person, entity]));
  const unlinked = pairs.filter(
    ({ entity, person }) => personOf.get(entity) !== person || entityOf.get(person) !== entity,
  );
  return {
    recall: 1 - missed.length / gold.mentions.length,
    precision: 1 - wrong.length / Math.max(1, proposed.length),
    linking: 1 - unlinked.length / Math.max(1, pairs.length),
    missed: missed.map(([start, end]) => around(start, end)),
    wrong: wrong.map(({ start, end }) => around(start, end)),
    unlinked: unlinked.map(
      ({ start, end, person, entity }) => `${person} → ${entities[entity]?.canonical ?? "?"}: ${around(start, end)}`,
    ),
  };
}

/** The same verdict with every stretch of it written otherwise; `isName` says whether a stretch is a mention. */
export function rewritten(verdict: NamesGold, write: (part: string, isName: boolean) => string): NamesGold {
  const { text, gold } = verdict;
  let out = "";
  let last = 0;
  const mentions = gold.mentions
    .toSorted((a, b) => a[0] - b[0])
    .map(([start, end, person]): [number, number, string] => {
      out += write(text.slice(last, start), false);
      const begin = out.length;
      out += write(text.slice(start, end), true);
      last = end;
      return [begin, out.length, person];
    });
  return { ...verdict, text: out + write(text.slice(last), false), gold: { ...gold, mentions } };
}

/** Gold identifiers, each occurrence, that nothing proposed covers. */
export function missedIdentifiers({ text, gold }: NamesGold, { identifiers }: Suggestions): string[] {
  const hidden = new Uint8Array(text.length);
  for (const { start, end } of identifiers) hidden.fill(1, start, end);
  const missed: string[] = [];
  for (const { type, value } of gold.identifiers) {
    const escaped = value.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
    for (const { index } of text.matchAll(new RegExp(`(?<![\\p{L}\\p{N}_])${escaped}(?![\\p{L}\\p{N}_])`, "gu")))
      if (hidden.subarray(index, index + value.replace(/\.$/, "").length).includes(0)) missed.push(`${type} ${value}`);
  }
  return missed;
}
