import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import type { Actor } from "../../../schema/domain/can.ts";
import { CategoryId } from "../../../schema/domain/ids.ts";
import type { Member } from "../../../schema/domain/member.ts";
import type { Category, MethodologyContent } from "../../../schema/domain/methodology/methodology.ts";
import { ExportFilter } from "../../../schema/protocol/http/exports.ts";
import { applyEdits } from "../../../schema/text/edits/edits.ts";
import type { Block, EditKind, Range, RevisionText } from "../../../schema/text/revision.ts";
import type { UiLanguage } from "../../../schema/domain/language.ts";
import { collectPassages } from "../../../server/export/passages/collect.ts";
import { ALL_TOLD, type Told } from "../../../server/export/told.ts";
import type { PassagesContent } from "../../../server/export/passages/content.ts";
import { openSqliteStore } from "../../../server/store/sqlite/file/open.ts";
import type { Store } from "../../../server/store/store.ts";
import type { NewVerdict } from "../../../server/store/verdict-store.ts";
import type { AnnotationRow, CommentRow, RoomRows, ThreadRow } from "../../../server/store/rows.ts";
import {
  aComment,
  aCommit,
  aMember,
  anAnnotation,
  anOrganisation,
  aThread,
  aVerdict,
  NO_ROWS,
  NOW,
} from "../store/store-fixture.ts";
import { placeDatabase } from "../store/made-database.ts";

/** Words that only the verdict in preparation holds. */
export const HIDDEN_WORDS = "Ova reč još nije pregledana.";

const LATIN = [
  "U IME NARODA",
  'Okrivljeni je oštećenoj oduzeo pasoš; rekao je „ćuti" i zaključao vrata.',
  "Oštećena je živela u Đakovici, bila je bez posla i bez novca.",
  "=SUM(A1) stoji u spisu, kao i +381, -1 i @sud.",
  "Svedok Petar Petrović je potvrdio iskaz.",
];
const CYRILLIC = [
  "ВО ИМЕ НА ГРАЃАНИТЕ",
  "Обвинетиот ѝ го одзел пасошот на оштетената и ја држел во куќа во Ѓорче Петров.",
  "Оштетената живеела во сиромаштија, без работа и без пари.",
];

/** A network of two organisations with three verdicts, in a real store: rs in Latin, mk in Cyrillic, and one of mk in preparation. */
export interface ExportNetwork {
  folder: string;
  store: Store;
  facilitator: Member;
  otherFacilitator: Member;
  lawyer: Member;
  colleague: Member;
  latin: NewVerdict;
  cyrillic: NewVerdict;
  hidden: NewVerdict;
  addVerdict(text: RevisionText, change?: Partial<NewVerdict["verdict"]>): Promise<NewVerdict>;
  /** Tags words (their first place in the text) or ranges. */
  tag(
    of: NewVerdict,
    by: Member,
    words: string | Range | Range[],
    change?: Partial<AnnotationRow>,
  ): Promise<AnnotationRow>;
  /** Opens a thread in one of the discussions. */
  discuss(
    of: NewVerdict,
    by: Member,
    body: string,
    change: Partial<ThreadRow> & { audience: "internal" | "review" },
  ): Promise<ThreadRow>;
  reply(of: NewVerdict, thread: ThreadRow, by: Member, body: string, change?: Partial<CommentRow>): Promise<void>;
  /** Replaces words of the newest revision. */
  edit(of: NewVerdict, words: string, insert: string, kind?: EditKind): Promise<void>;
  /** As for a workbook, with all that there is. */
  collect(
    by: Member,
    filter?: Partial<ExportFilter>,
    language?: UiLanguage,
    withIds?: boolean,
    told?: Partial<Told>,
  ): Promise<PassagesContent>;
}

export function actorOf({ id, role, organisation, guest }: Member): Actor {
  return { id, role, organisation, guest };
}

/** The range of words in a verdict's first revision. */
export function placeOf({ text }: NewVerdict, words: string): Range {
  const start = text.text.indexOf(words);
  if (start < 0) throw new Error(`"${words}" is not in the text`);
  return { start, end: start + words.length };
}

/** A text of paragraphs of the reasoning, one a line, on pages of two. */
export function paragraphs(lines: readonly string[]): RevisionText {
  let start = 0;
  const blocks = lines.map((line, i): Block => {
    const place = { section: "reasoning", page: 1 + (i >> 1), printed: null, level: null, cell: null } as const;
    const block = { kind: "paragraph", start, end: start + line.length, number: String(i + 1), ...place } as const;
    start = block.end + 1;
    return block;
  });
  return { text: lines.join("\n"), blocks };
}

/** A store of its own for the running test, gone after it. */
export async function openExportNetwork(): Promise<ExportNetwork> {
  const folder = await mkdtemp(join(tmpdir(), "coram-export-"));
  await placeDatabase(folder);
  const store = await openSqliteStore(folder);
  onTestFinished(async () => {
    await store.close();
    await rm(folder, { recursive: true, force: true });
  });
  const [rs, mk] = [anOrganisation("Astra"), { ...anOrganisation("Отворен круг"), country: "mk" as const }];
  const people = {
    facilitator: { ...aMember(rs.id, "facilitator"), name: "Mirjana Jovanović" },
    otherFacilitator: { ...aMember(mk.id, "facilitator"), name: "Бесим Демири" },
    lawyer: { ...aMember(rs.id), name: "Đorđe Šarić" },
    colleague: { ...aMember(mk.id), name: "Ана Ѓорѓиевска" },
  };
  await store.setSetting("network-name", "Network against trafficking");
  for (const organisation of [rs, mk]) await store.people.addOrganisation(organisation);
  for (const member of Object.values(people)) await store.people.addMember(member, null);
  await store.methodologies.freeze(METHODOLOGY, "first", people.facilitator.id, NOW);

  const seqs = new Map<string, number>();
  const commit = async (of: NewVerdict, room: keyof NewVerdict["rooms"], by: Member, rows: Partial<RoomRows>) => {
    const id = of.rooms[room];
    const seq = seqs.get(id) ?? 0;
    await store.rooms.commit([aCommit(id, seq, by.id, { rows: { ...NO_ROWS, ...rows } })]);
    seqs.set(id, seq + 1);
  };
  const addVerdict: ExportNetwork["addVerdict"] = async (text, change = {}) => {
    const made = { ...aVerdict(rs.id, people.facilitator.id, { stage: "cleared", ...change }), text };
    await store.verdicts.add(made);
    return made;
  };
  const ofMk = { owner: mk.id, country: "mk", language: "mk", script: "Cyrl", court: "Основен суд Скопје" } as const;

  return {
    folder,
    store,
    ...people,
    latin: await addVerdict(paragraphs(LATIN)),
    cyrillic: await addVerdict(paragraphs(CYRILLIC), { ...ofMk, caseNumber: "К-7/24" }),
    hidden: await addVerdict(paragraphs([HIDDEN_WORDS]), { ...ofMk, stage: "in-preparation", caseNumber: "К-9/24" }),
    addVerdict,
    async tag(of, by, words, change = {}) {
      const ranges = typeof words === "string" ? [placeOf(of, words)] : [words].flat();
      const row = anAnnotation(of, by.id, { anchor: { revision: 1, ranges }, ...change });
      await commit(of, "layer", by, { annotations: [row] });
      return row;
    },
    async discuss(of, by, body, change) {
      const room = of.rooms[change.audience];
      const thread = aThread(of, by.id, { room, ...change });
      await commit(of, change.audience, by, { threads: [thread], comments: [aComment(thread, by.id, { body })] });
      return thread;
    },
    async reply(of, thread, by, body, change = {}) {
      await commit(of, thread.audience ?? "internal", by, { comments: [aComment(thread, by.id, { body, ...change })] });
    },
    async edit(of, words, insert, kind = "correct") {
      const current = await store.verdicts.revision(of.verdict.id);
      if (!current) throw new Error("no revision");
      const start = current.text.indexOf(words);
      const { revision, map } = applyEdits(current, [{ start, end: start + words.length, insert }], [], kind);
      const earlier = kind === "redact" ? "goes" : "stays";
      await store.verdicts.addRevision(
        of.verdict.id,
        current.number,
        revision,
        map,
        people.facilitator.id,
        NOW,
        earlier,
      );
    },
    collect: (by, filter = {}, language = "en", withIds = false, told = {}) =>
      collectPassages(store, () => actorOf(by), {
        filter: ExportFilter.parse(filter),
        language,
        at: NOW,
        told: { ...ALL_TOLD, ...told },
        workbook: { withIds },
      }),
  };
}

export const VULNERABILITY: CategoryId = CategoryId.parse("means.vulnerability");
export const FORCE: CategoryId = CategoryId.parse("means.force");
export const RECRUITMENT: CategoryId = CategoryId.parse("act.recruitment");

const category = (id: string, code: string, parent: string | null, en: string, sr: string): Category => ({
  id: CategoryId.parse(id),
  code,
  parent: parent === null ? null : CategoryId.parse(parent),
  label: { en, "sr-Latn": sr },
  definition: {},
  include: {},
  exclude: {},
  example: {},
  exampleFrom: null,
  nearMiss: {},
  onlyChildren: false,
  spanRule: {},
  digit: null,
});

const METHODOLOGY: MethodologyContent = {
  title: { en: "Test methodology" },
  groups: [],
  categories: [
    category("act", "A", null, "Act", "Radnja"),
    category("act.recruitment", "A1", "act", "Recruitment", "Vrbovanje"),
    category("means", "B", null, "Means", "Način"),
    category("means.force", "B1", "means", "Force", "Sila"),
    category("means.vulnerability", "B3", "means", "Abuse of vulnerability", "Zloupotreba teških prilika"),
  ],
  questions: [],
  outputs: [],
};
