import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Actor } from "../../../schema/domain/can.ts";
import type { MemberId } from "../../../schema/domain/ids.ts";
import { COUNTRIES } from "../../../schema/domain/language.ts";
import { type Category, MethodologyContent } from "../../../schema/domain/methodology/methodology.ts";
import { MatrixChoice } from "../../../schema/matrix/choice.ts";
import { matrixTable } from "../../../schema/matrix/table.ts";
import { collectMatrix } from "../../../server/matrix/collect.ts";
import { openSqliteStore } from "../../../server/store/sqlite/file/open.ts";
import type { NewVerdict } from "../../../server/store/verdict-store.ts";
import type { AnnotationRow } from "../../../server/store/rows.ts";
import { Seeded } from "../../helpers/text/seeded.ts";
import {
  aCommit,
  aMember,
  anAnnotation,
  anOrganisation,
  aVerdict,
  NO_ROWS,
} from "../../helpers/store/store-fixture.ts";
import { longVerdict, passages } from "../documents/long-verdict.ts";
import { median, say, type Row } from "../report.ts";

const PART = "matrix of 30 verdicts with 5,000 tags each";
const VERDICTS = 30;
const TAGS = 5_000;
const CODERS = 9;
/** Of 30 pages: thirty times what one verdict has. */
const PAGES = 30;

/** What the server does for the page, and what the page makes of it. */
export async function matrixPart(isQuick: boolean): Promise<Row[]> {
  say("counting 30 verdicts with 5,000 tags each");
  const folder = mkdtempSync(join(tmpdir(), "coram-bench-"));
  const store = await openSqliteStore(folder, { synchronous: "normal" });
  try {
    const organisation = anOrganisation();
    await store.people.addOrganisation(organisation);
    const members = Array.from({ length: CODERS }, (_, i) =>
      aMember(organisation.id, i === 0 ? "facilitator" : "lawyer"),
    );
    for (const member of members) await store.people.addMember(member, null);
    const [facilitator] = members;
    if (!facilitator) throw new Error("nobody");
    const content = MethodologyContent.parse(
      JSON.parse(readFileSync(new URL("../../../server/demo/data/methodology-1.json", import.meta.url), "utf8")),
    );
    await store.methodologies.freeze(content, "bench", facilitator.id, new Date().toISOString());
    const text = shortened();
    for (let i = 0; i < VERDICTS; i++) {
      const country = COUNTRIES[i % COUNTRIES.length] ?? "rs";
      const made = {
        ...aVerdict(organisation.id, facilitator.id, { stage: "cleared", caseNumber: `K ${i}/26`, country }),
        text,
      };
      await store.verdicts.add(made);
      const annotations = tagsOf(
        made,
        members.map(({ id }) => id),
        content.categories,
        i,
      );
      await store.rooms.commit([aCommit(made.rooms.layer, 0, facilitator.id, { rows: { ...NO_ROWS, annotations } })]);
    }
    const actor: Actor = { id: facilitator.id, role: "facilitator", organisation: organisation.id, guest: null };
    const rows: Row[] = [];
    const measure = async (what: string, run: () => unknown, aim?: number): Promise<void> => {
      const times: number[] = [];
      for (let i = 0; i < (isQuick ? 2 : 5); i++) {
        const startedAt = performance.now();
        await run();
        times.push(performance.now() - startedAt);
      }
      rows.push({ part: PART, what, unit: "ms", coram: median(times), ...(aim === undefined ? {} : { aim }) });
    };
    const request = { by: "categories", language: "en", at: new Date().toISOString() } as const;
    await measure("counting on the server", () => collectMatrix(store, actor, request), 1_000);
    const view = await collectMatrix(store, actor, request);
    const counted = view.verdicts.reduce(
      (sum, { tags }) => sum + tags.reduce((n, { counts }) => n + (counts[0] ?? 0), 0),
      0,
    );
    if (counted !== VERDICTS * TAGS) throw new Error(`${counted} tags`);
    const open = view.categories.filter(({ parent }) => parent === null).map(({ id }) => id);
    const choice = MatrixChoice.parse({ open });
    await measure("putting the table together, all branches unfolded", () => matrixTable(view, choice, "en"));
    return rows;
  } finally {
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

function shortened(): NewVerdict["text"] {
  const { text, blocks } = longVerdict();
  const kept = blocks.filter(({ page }) => page !== null && page <= PAGES);
  return { text: text.slice(0, kept.at(-1)?.end ?? 0), blocks: kept };
}

function tagsOf(
  made: NewVerdict,
  authors: readonly MemberId[],
  categories: readonly Category[],
  seed: number,
): AnnotationRow[] {
  const random = new Seeded(seed);
  const leaves = categories.filter(({ parent }) => parent !== null);
  return passages(made.text.text, TAGS, seed).map((range) =>
    anAnnotation(made, random.pick(authors), {
      category: random.pick(leaves).id,
      anchor: { revision: 1, ranges: [range] },
    }),
  );
}
