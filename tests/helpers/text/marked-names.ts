import { readdirSync, readFileSync } from "node:fs";
import { Script, VerdictLanguage } from "../../../schema/domain/language.ts";
import { PersonRole, type Suggestions } from "../../../schema/domain/privacy.ts";

/*
 * Short judgments, all invented, with what a person marked in them: `{v1:Milice Topalović}` names a person of the head,
 * `{#phone:062.000.5511}` is an identifier. The head has a line for the language and one for each person. `tuned` is what the
 * finder was made with; `held` was written at the same time and not looked into while it was tuned.
 */
const FOLDER = new URL("../../fixtures/names/", import.meta.url);

export interface MarkedPerson {
  role: PersonRole;
  canonical: string;
}

export interface MarkedText {
  id: string;
  language: VerdictLanguage;
  script: Script;
  text: string;
  persons: ReadonlyMap<string, MarkedPerson>;
  mentions: { start: number; end: number; person: string }[];
  identifiers: { start: number; end: number; kind: string }[];
}

export function readMarkedTexts(part: "tuned" | "held"): MarkedText[] {
  const folder = new URL(`${part}/`, FOLDER);
  return readdirSync(folder)
    .sort()
    .map((name) => parseMarked(name.replace(".txt", ""), readFileSync(new URL(name, folder), "utf8")));
}

function parseMarked(id: string, source: string): MarkedText {
  const [head = "", ...rest] = source.split("\n\n");
  const [first = "", ...people] = head.split("\n").map((line) => line.slice(2));
  const [language, script] = first.split(" ");
  const persons = new Map(
    people.map((line): [string, MarkedPerson] => {
      const [key = "", role, ...name] = line.split(" ");
      return [key, { role: PersonRole.parse(role), canonical: name.join(" ") }];
    }),
  );
  const marked: MarkedText = {
    id,
    language: VerdictLanguage.parse(language),
    script: Script.parse(script),
    text: "",
    persons,
    mentions: [],
    identifiers: [],
  };
  const body = rest.join("\n\n");
  let last = 0;
  for (const { index, 0: all, 1: key = "", 2: words = "" } of body.matchAll(/\{(#?[\p{L}\d-]+):([^{}]+)\}/gu)) {
    marked.text += body.slice(last, index);
    const start = marked.text.length;
    marked.text += words;
    const end = marked.text.length;
    last = index + all.length;
    if (key.startsWith("#")) marked.identifiers.push({ start, end, kind: key.slice(1) });
    else if (persons.has(key)) marked.mentions.push({ start, end, person: key });
    else throw new Error(`${id}: nobody is called ${key}`);
  }
  marked.text += body.slice(last);
  if (/[{}]/.test(marked.text)) throw new Error(`${id}: a mark is not closed`);
  return marked;
}

/** Whoever is one of the court cannot be a party, and the other way round; nor a victim a defendant. */
const SIDES: readonly (readonly PersonRole[])[] = [
  ["judge"],
  ["prosecutor"],
  ["lawyer"],
  ["official"],
  ["expert"],
  ["victim"],
  ["defendant"],
];

/** Whether nobody can be both in one case. */
export function areExclusive(a: PersonRole, b: PersonRole): boolean {
  const side = (role: PersonRole): number => SIDES.findIndex((roles) => roles.includes(role));
  return side(a) >= 0 && side(b) >= 0 && side(a) !== side(b);
}

/** Counts, to be added up over texts, and what went wrong in words. */
export interface Tally {
  mentions: number;
  proposed: number;
  identifiers: number;
  missed: string[];
  wrong: string[];
  /** Identifiers of which something stays outside, and identifiers proposed where there is none. */
  missedIdentifiers: string[];
  wrongIdentifiers: string[];
  /** Pairs of mentions of one person that went to two, and of two persons that went to one; `pairs` all of one person. */
  pairs: number;
  parted: string[];
  joined: string[];
  joinedPairs: number;
  proposedPairs: number;
  /** Certain mentions put to somebody of a role that excludes the true one. */
  crossed: string[];
}

export function tally(marked: MarkedText, { entities, identifiers }: Suggestions): Tally {
  const { text, persons } = marked;
  const around = (start: number, end: number): string =>
    `${marked.id}: ${text.slice(Math.max(0, start - 30), start)}[${text.slice(start, end)}]${text.slice(end, end + 20)}`.replace(
      /\s/g,
      " ",
    );
  const owner = new Int32Array(text.length).fill(-1);
  entities.forEach(({ mentions }, i) => mentions.forEach(({ start, end }) => owner.fill(i, start, end)));
  const hidden = Uint8Array.from(owner, (each) => (each >= 0 ? 1 : 0));
  const isNumber = new Uint8Array(text.length);
  for (const { start, end } of identifiers) isNumber.fill(1, start, end);
  const letters = (start: number, end: number, test: (at: number) => boolean): boolean =>
    Array.from({ length: end - start }, (_, i) => start + i).some(
      (at) => /[\p{L}\d]/u.test(text.charAt(at)) && !test(at),
    );
  const missed = marked.mentions.filter(({ start, end }) => letters(start, end, (at) => hidden[at] === 1));
  const isName = new Uint8Array(text.length);
  for (const { start, end } of marked.mentions) isName.fill(1, start, end);
  const proposed = entities.flatMap(({ mentions }) => mentions);
  const wrong = proposed.filter(({ start, end }) => !isName.subarray(start, end).includes(1));
  const trueNumber = new Uint8Array(text.length);
  for (const { start, end } of marked.identifiers) trueNumber.fill(1, start, end);

  const found = marked.mentions.flatMap(({ start, end, person }) => {
    const entity = owner.subarray(start, end).find((each) => each >= 0);
    return entity === undefined ? [] : [{ start, end, person, entity }];
  });
  const parted: string[] = [];
  const joined: string[] = [];
  let pairs = 0;
  let proposedPairs = 0;
  let joinedPairs = 0;
  for (const [i, a] of found.entries())
    for (const b of found.slice(i + 1)) {
      if (a.person === b.person) pairs++;
      if (a.entity === b.entity) proposedPairs++;
      if (a.person === b.person && a.entity !== b.entity)
        parted.push(`${a.person} ${around(a.start, a.end)} / ${around(b.start, b.end)}`);
      if (a.person !== b.person && a.entity === b.entity) {
        joinedPairs++;
        joined.push(`${a.person} + ${b.person} ${around(a.start, a.end)} / ${around(b.start, b.end)}`);
      }
    }
  const roleOf = (id: string): PersonRole => persons.get(id)?.role ?? "other";
  const crossed = found.filter(
    ({ person, entity }) =>
      found.some(
        (other) =>
          other.entity === entity && other.person !== person && areExclusive(roleOf(other.person), roleOf(person)),
      ) || areExclusive(entities[entity]?.role ?? "other", roleOf(person)),
  );
  return {
    mentions: marked.mentions.length,
    proposed: proposed.length,
    identifiers: marked.identifiers.length,
    missed: missed.map(({ start, end }) => around(start, end)),
    wrong: wrong.map(({ start, end }) => around(start, end)),
    missedIdentifiers: marked.identifiers
      .filter(({ start, end }) => letters(start, end, (at) => isNumber[at] === 1))
      .map(({ kind, start, end }) => `${kind} ${around(start, end)}`),
    wrongIdentifiers: identifiers
      .filter(({ start, end }) => !trueNumber.subarray(start, end).includes(1))
      .map(({ kind, start, end }) => `${kind} ${around(start, end)}`),
    pairs,
    parted,
    joined,
    joinedPairs,
    proposedPairs,
    crossed: crossed.map(
      ({ person, entity, start, end }) =>
        `${person} → ${entities[entity]?.canonical} (${entities[entity]?.role}): ${around(start, end)}`,
    ),
  };
}

/** Several texts' tallies as one. */
export function sumOf(tallies: readonly Tally[]): Tally {
  return tallies.reduce((a, b) => ({
    mentions: a.mentions + b.mentions,
    proposed: a.proposed + b.proposed,
    identifiers: a.identifiers + b.identifiers,
    missed: [...a.missed, ...b.missed],
    wrong: [...a.wrong, ...b.wrong],
    missedIdentifiers: [...a.missedIdentifiers, ...b.missedIdentifiers],
    wrongIdentifiers: [...a.wrongIdentifiers, ...b.wrongIdentifiers],
    pairs: a.pairs + b.pairs,
    parted: [...a.parted, ...b.parted],
    joined: [...a.joined, ...b.joined],
    joinedPairs: a.joinedPairs + b.joinedPairs,
    proposedPairs: a.proposedPairs + b.proposedPairs,
    crossed: [...a.crossed, ...b.crossed],
  }));
}

/** Shares from 0 to 1. */
export function sharesOf(sum: Tally) {
  return {
    recall: 1 - sum.missed.length / Math.max(1, sum.mentions),
    precision: 1 - sum.wrong.length / Math.max(1, sum.proposed),
    identifiers: 1 - sum.missedIdentifiers.length / Math.max(1, sum.identifiers),
    /** Of the pairs put to one person, those that are one; of the pairs that are one, those put to one. */
    pairPrecision: 1 - sum.joinedPairs / Math.max(1, sum.proposedPairs),
    pairRecall: 1 - sum.parted.length / Math.max(1, sum.pairs),
    crossed: sum.crossed.length,
  };
}
