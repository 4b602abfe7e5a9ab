// Makes server/demo/data from the fictitious verdicts and their gold data, once, for whoever maintains the demo:
//   node bin/node.js scripts/make-demo.ts FOLDER [ID…]  (FOLDER holds methodology.json and verdicts/; IDs: only these)
// The sixth one, rs-organised.docx, is the court's own file: its names are replaced in the demo network itself.
// Imports each file as a user would, replaces every name and number by a typed token, and carries the codings over.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { z } from "zod";
import { CategoryId } from "../schema/domain/ids.ts";
import { MethodologyContent } from "../schema/domain/methodology/methodology.ts";
import { resolveAnchor } from "../schema/text/anchors.ts";
import { applyEdits } from "../schema/text/edits/edits.ts";
import { widenEdits } from "../schema/text/widen.ts";
import type { Edit, Range, RevisionText } from "../schema/text/revision.ts";
import { formatToken, type TokenKind } from "../schema/text/token.ts";
import type { DemoPerson } from "../server/demo/demo-people.ts";
import { DemoVerdict } from "../server/demo/demo-verdict.ts";
import { importFile } from "../server/import/import.ts";
import { namingAnybody } from "./demo-names.ts";
import { adjudicatedAnswers, faceAnswers, unitsOf } from "./demo-answers.ts";

const folder = process.argv[2];
if (!folder) throw new Error("Name the folder that holds methodology.json and verdicts/.");
const data: string = folder;
const out = new URL("../server/demo/data/", import.meta.url).pathname;

const Gold = z.object({
  court: z.string(),
  caseNumber: z.string(),
  date: z.string(),
  language: z.enum(["sr", "mk", "sq"]),
  script: z.enum(["Latn", "Cyrl"]),
  persons: z.array(z.object({ id: z.string(), role: z.string(), forms: z.array(z.string()) })),
  identifiers: z.array(z.object({ type: z.string(), value: z.string() })),
  mentions: z.array(z.tuple([z.number(), z.number(), z.string()])),
});
type Gold = z.infer<typeof Gold>;
const Coding = z.object({
  annotations: z.array(z.object({ category: CategoryId, quote: z.string(), occurrence: z.number(), note: z.string() })),
});

interface Source {
  id: string;
  file: string;
  country: "rs" | "mk" | "al";
  form: "individual" | "organised";
}
const SOURCES: readonly Source[] = [
  { id: "rs-individual", file: "rs-individual.docx", country: "rs", form: "individual" },
  { id: "mk-individual", file: "mk-individual.docx", country: "mk", form: "individual" },
  { id: "mk-organised", file: "mk-organised.docx", country: "mk", form: "organised" },
  { id: "al-individual", file: "al-individual.docx", country: "al", form: "individual" },
  { id: "al-organised", file: "al-organised.html", country: "al", form: "organised" },
];
const wanted = process.argv.slice(3);

const CODERS: Record<string, { coder: string; by: DemoPerson }[]> = {
  "rs-individual": [
    { coder: "coder1", by: "lawyer-rs" },
    { coder: "coder2", by: "facilitator" },
    { coder: "coder3", by: "lawyer-mk" },
  ],
  "al-individual": [
    { coder: "coder1", by: "lawyer-al" },
    { coder: "coder2", by: "lawyer-rs" },
  ],
};

/** Threads hang on a category's first tag. */
const THREADS: Record<
  string,
  {
    category: string;
    audience: "internal" | "review";
    resolved?: boolean;
    comments: { by: DemoPerson; body: string }[];
  }[]
> = {
  "rs-individual": [
    {
      category: "means.vulnerability",
      audience: "internal",
      comments: [
        {
          by: "lawyer-mk",
          body: "Is her mother's illness enough for this category, or must the court say that he knew of it?",
        },
        { by: "lawyer-rs", body: "He offered to pay for the medicine, so he knew. I would keep it." },
      ],
    },
    {
      category: "vr.representation",
      audience: "review",
      comments: [
        {
          by: "guest",
          body: "Does the verdict say who paid the lawyer of the injured parties? It matters for our chapter on legal aid.",
        },
        { by: "facilitator", body: "It does not. We answer the question with “not mentioned”." },
      ],
    },
    {
      category: "sent.sanction",
      audience: "internal",
      resolved: true,
      comments: [{ by: "facilitator", body: "Detention counts here only where the court credits it to the sentence." }],
    },
  ],
  "al-individual": [
    {
      category: "qual.requalification",
      audience: "review",
      comments: [
        {
          by: "reviewer",
          body: "The hearing was closed in part only. Please check the minutes that the court quotes.",
        },
      ],
    },
  ],
};

/** What tells of a victim and is no name: where she lives and was born, and files of her own; each in its forms. */
const TELLING: Record<string, [TokenKind, ...forms: string[]][]> = {
  "rs-individual": [
    ["Place", "Vlasotincu", "Vlasotinca", "Vlasotince"],
    ["Place", "Bosilegradu"],
    ["Number", "Pr. 4471/20"],
    ["Number", "KTM. 97/21"],
    ["Number", "br. 560-118/21"],
    ["Number", "br. 560-124/21"],
  ],
};

const ROLE_TOKEN: Record<string, TokenKind> = { victim: "Victim", defendant: "Defendant", witness: "Witness" };
const IDENTIFIER_TOKEN: Record<string, TokenKind> = {
  phone: "Phone",
  email: "Email",
  handle: "Account",
  address: "Address",
  dateOfBirth: "Date of birth",
  plate: "Plate",
  bankAccount: "Account",
  loanAccount: "Account",
  idCard: "Document",
  passport: "Document",
};

/** All starts of a string in a text as a whole word. */
function occurrences(text: string, needle: string): number[] {
  const starts: number[] = [];
  const isLetter = (char: string | undefined): boolean => char !== undefined && /[\p{L}\p{N}]/u.test(char);
  for (let at = text.indexOf(needle); at >= 0; at = text.indexOf(needle, at + 1))
    if (!isLetter(text[at - 1]) && !isLetter(text[at + needle.length])) starts.push(at);
  return starts;
}

/** The edits that put tokens in the place of every name and number. */
function pseudonyms(text: string, plain: string, gold: Gold, telling: (typeof TELLING)[string] = []): Edit[] {
  const labels = new Map<string, string>();
  const counters = new Map<TokenKind, number>();
  const tokenOf = (key: string, kind: TokenKind): string => {
    const known = labels.get(key);
    if (known) return known;
    const n = (counters.get(kind) ?? 0) + 1;
    counters.set(kind, n);
    const token = formatToken(kind, kind === "Victim" ? String.fromCharCode(64 + n) : n);
    labels.set(key, token);
    return token;
  };
  for (const person of gold.persons)
    if (ROLE_TOKEN[person.role]) tokenOf(person.id, ROLE_TOKEN[person.role] ?? "Person");
  const edits: Edit[] = [];
  const taken = (start: number, end: number): boolean => edits.some((edit) => start < edit.end && edit.start < end);
  const replace = (start: number, length: number, token: string): void => {
    if (!taken(start, start + length)) edits.push({ start, end: start + length, insert: token });
  };
  for (const identifier of [...gold.identifiers].sort((a, b) => b.value.length - a.value.length))
    for (const start of occurrences(text, identifier.value))
      replace(
        start,
        identifier.value.length,
        tokenOf(`#${identifier.value}`, IDENTIFIER_TOKEN[identifier.type] ?? "Number"),
      );
  // A mention is the n-th occurrence of its words in the reference text, and so it is in the imported one.
  const mentions = [...gold.mentions].sort((a, b) => b[1] - b[0] - (a[1] - a[0]));
  for (const [start, end, person] of mentions) {
    const form = plain.slice(start, end);
    const index = occurrences(plain, form).indexOf(start);
    const at = occurrences(text, form)[index];
    const kind = ROLE_TOKEN[gold.persons.find(({ id }) => id === person)?.role ?? ""] ?? "Person";
    if (at !== undefined) replace(at, form.length, tokenOf(person, kind));
  }
  // Forms that a line end broke: any whole-word form that is still there, longest first.
  const forms = gold.persons.flatMap(({ id, role, forms: all }) => all.map((form) => ({ id, role, form })));
  for (const { id, role, form } of forms.sort((a, b) => b.form.length - a.form.length)) {
    const inPlain = occurrences(plain, form).length;
    const mentioned = gold.mentions.filter(([start, end]) => plain.slice(start, end) === form).length;
    if (mentioned === inPlain)
      for (const at of occurrences(text, form)) replace(at, form.length, tokenOf(id, ROLE_TOKEN[role] ?? "Person"));
  }
  for (const [kind, ...all] of telling)
    for (const form of all)
      for (const at of occurrences(text, form)) replace(at, form.length, tokenOf(`#${all[0]}`, kind));
  return edits.sort((a, b) => a.start - b.start);
}

/** Where a quote of the reference text stands in another rendering: white space may differ. */
function findQuote(text: string, quote: string, occurrence: number): Range | null {
  const pattern = quote
    .trim()
    .split(/\s+/u)
    .map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"))
    .join("\\s+");
  const found = [...text.matchAll(new RegExp(pattern, "gu"))][occurrence - 1];
  return found ? { start: found.index, end: found.index + found[0].length } : null;
}

/** The rules name other categories by id ("use means.force"); lawyers know them by their codes. */
function nameByCode(categories: MethodologyContent["categories"]): void {
  const codes = new Map(categories.map(({ id, code }) => [id as string, code]));
  const named = (text: string): string => text.replace(/\b[a-z]+\.[a-z-]+\b/g, (id) => codes.get(id) ?? id);
  for (const category of categories) {
    for (const lists of [category.include, category.exclude])
      for (const [language, list] of Object.entries(lists)) lists[language as keyof typeof lists] = list.map(named);
  }
}

mkdirSync(out, { recursive: true });
const methodology = MethodologyContent.parse(JSON.parse(readFileSync(join(data, "methodology.json"), "utf8")));
nameByCode(methodology.categories);

for (const source of SOURCES.filter(({ id }) => wanted.length === 0 || wanted.includes(id))) {
  const path = join(data, "verdicts", source.file);
  const gold = Gold.parse(JSON.parse(readFileSync(join(data, "verdicts/gold", `${source.id}.json`), "utf8")));
  const plain = readFileSync(join(data, "verdicts/plain", `${source.id}.txt`), "utf8");
  const recognised = await importFile(readFileSync(path), basename(path));
  const original: RevisionText = { text: recognised.text, blocks: recognised.blocks };
  const edits = widenEdits(original.text, pseudonyms(original.text, plain, gold, TELLING[source.id]), "redact");
  const applied = applyEdits({ ...original, number: 1 }, edits, [], "redact");
  const text: RevisionText = { text: applied.revision.text, blocks: applied.revision.blocks };
  const carry = (range: Range | null): Range[] =>
    range ? resolveAnchor({ revision: 1, ranges: [range] }, [applied.map], 2).ranges : [];
  const isNamed = namingAnybody(gold);
  const tags: DemoVerdict["tags"] = [];
  for (const { coder, by } of CODERS[source.id] ?? []) {
    const coding = Coding.parse(
      JSON.parse(readFileSync(join(data, "verdicts/codings", `${source.id}.${coder}.json`), "utf8")),
    );
    coding.annotations.forEach(({ category, quote, occurrence, note }, i) => {
      // All of the first coder, and of the others enough to show overlaps and lanes.
      if (coder !== "coder1" && i % 3 !== 0) return;
      const ranges = carry(findQuote(original.text, quote, occurrence));
      if (ranges.length === 0)
        return void process.stdout.write(`${source.id} ${coder}: not found: ${quote.slice(0, 60)}\n`);
      tags.push({ by, category, ranges, note: isNamed(note) ? "" : note });
    });
  }
  const threads: DemoVerdict["threads"] = (THREADS[source.id] ?? []).flatMap(
    ({ category, audience, resolved = false, comments }) => {
      const tag = tags.find((each) => each.category === category);
      return tag ? [{ audience, resolved, comments, ranges: tag.ranges }] : [];
    },
  );
  const units = unitsOf(text.text);
  const facts: DemoVerdict["data"] = {
    country: source.country,
    court: gold.court,
    caseNumber: gold.caseNumber,
    date: gold.date,
    instance: "first",
    form: source.form,
    language: gold.language,
    script: gold.script,
    invented: true,
  };
  const coders = (CODERS[source.id] ?? []).map(({ by }) => by);
  const answers =
    units.length === 0
      ? []
      : coders.length === 0
        ? faceAnswers({ data: facts, units }, `lawyer-${source.country}`)
        : adjudicatedAnswers(
            join(data, "verdicts/codings", `${source.id}.adjudicated.json`),
            coders,
            methodology,
            { units, tags },
            (quote, occurrence) => carry(findQuote(original.text, quote, occurrence)),
            isNamed,
          );
  const verdict: DemoVerdict = DemoVerdict.parse({
    data: facts,
    pages: recognised.pages,
    text,
    tags,
    units,
    answers,
    threads,
  });
  const left = gold.persons
    .flatMap(({ forms }) => forms)
    .filter((form) => form.length > 3 && occurrences(text.text, form).length > 0);
  process.stdout.write(
    `${source.id}: ${text.blocks.length} blocks, ${tags.length} tags, ${units.length} units, ${answers.length} answers, ${threads.length} threads; forms left: ${left.join(", ") || "none"}\n`,
  );
  writeFileSync(join(out, `${source.id}.json`), JSON.stringify(verdict));
}
