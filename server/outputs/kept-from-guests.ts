import type { Actor } from "../../schema/domain/can.ts";
import { BlockId } from "../../schema/domain/output.ts";
import { chartIn } from "../../schema/editor/drawn-on.ts";
import { nodesOf, printedOf, type OutputDocument, type OutputNode } from "../../schema/editor/output-document.ts";
import { NODES } from "../../schema/editor/output-nodes.ts";
import type { ChartRow, ChartState } from "../../schema/protocol/http/parts/chart-state.ts";
import type { ComparisonState, DateRow, PartState, PersonRow, QuoteState } from "../../schema/protocol/http/quotes.ts";
import { rewriteDocument } from "../erasure/outputs.ts";
import { numbersOf, otherNamesOf } from "../export/document/manuscript/verdicts-behind.ts";
import { type InPlace, Naming } from "../export/naming/naming.ts";
import { OUTPUT_WORDS } from "../export/words/words.ts";
import { VerdictSources } from "../quotes/verdict-source.ts";
import type { OutputRow } from "../store/output-store.ts";
import type { Store } from "../store/store.ts";
import { withoutVerdictNames } from "./guests.ts";
import { namesNoVerdict } from "./names-no-verdict.ts";
import { verdictsIn } from "./output-subjects.ts";

/** What of a document is known without its words. */
type Row = Pick<
  OutputRow,
  "id" | "named" | "countedOver" | "scope" | "language" | "template" | "methodologyVersion" | "status" | "title"
>;

/**
 * What files of a document keep back that name no verdict, kept from its guests: case numbers, courts, and days, of which the year
 * is left; whoever could be told by them is a victim. By the naming that files are written with, of which nothing may be kept here.
 */
export class KeptFromGuests {
  readonly #naming: Naming;
  readonly #inPlace: InPlace;
  readonly #dates: ReadonlySet<string>;

  private constructor(row: Row, naming: Naming, dates: ReadonlySet<string>) {
    this.#naming = naming;
    this.#inPlace = OUTPUT_WORDS[row.language].leftOut;
    this.#dates = dates;
  }

  /** Null where nothing is kept back: to members, and of a document whose files name verdicts. */
  static async of(store: Store, actor: Actor, row: Row): Promise<KeptFromGuests | null> {
    if (!actor.guest || !(await namesNoVerdict(store, row))) return null;
    // What a guest may not read is looked at all the same: its number may stand in what they read.
    const sources = new VerdictSources(store, { ...actor, guest: null });
    const readable = await sources.readable();
    const counted = [row.scope, ...row.countedOver].flatMap((scope) => verdictsIn(scope, readable));
    const found = await Promise.all(
      [...new Set([...row.named, ...counted.map(({ id }) => id)])].map((id) => sources.of(id)),
    );
    const verdicts = found.flatMap((each) => each ?? []);
    const others = [...(await otherNamesOf(verdicts)), ...(await numbersOf(sources))];
    const methodology = await store.methodologies.current();
    const dates = methodology?.content.questions.flatMap(({ id, type }) => (type === "date" ? id : [])) ?? [];
    return new KeptFromGuests(row, new Naming([...verdicts.map(({ ref }) => ref), ...others]), new Set(dates));
  }

  /** A title, or the line below it, in which a town by itself names its court. */
  title(title: string): string {
    return this.#naming.leaveOut(title, true, this.#inPlace);
  }

  /** What is printed of it, so that of sections that are left out nothing is sent; in the place of its room. */
  document(whole: OutputDocument): OutputDocument {
    const { imprint: _, ...document } = printedOf(whole);
    const said = rewriteDocument(document, (text, place) => {
      const name = place.slice(place.indexOf("/") + 1);
      if (name === "subtitle") return this.title(text);
      return TYPED.has(name) ? this.#said(text) : text;
    });
    return { ...said, content: said.content.map((node) => this.#node(node)) };
  }

  /** Parts of `document`, which is as it was written. */
  parts(parts: readonly PartState[], document: OutputDocument): PartState[] {
    const nodes = new Map([...nodesOf(document)].map(({ node }) => [BlockId.safeParse(node.attrs?.["id"]).data, node]));
    return withoutVerdictNames(parts).map((part) => this.#part(part, nodes.get(part.block)));
  }

  #said(text: string): string {
    return this.#naming.leaveOut(text, false, this.#inPlace);
  }

  #quoted(text: string): string {
    return this.#naming.leaveOut(text);
  }

  /** What typed fields do not say: days of rows, what was approved, and where links lead. */
  #node(node: OutputNode): OutputNode {
    const { attrs, content, marks } = node;
    const cut = Object.entries(attrs ?? {}).map(([name, value]): [string, unknown] => {
      if (name === "approved") return [name, null];
      return [name, DAYS.has(name) && typeof value === "string" ? value.slice(0, 4) : value];
    });
    const isShut = (href: unknown): boolean => typeof href === "string" && this.#quoted(href) !== href;
    return {
      ...node,
      ...(attrs ? { attrs: Object.fromEntries(cut) } : {}),
      ...(marks ? { marks: marks.filter(({ attrs: of }) => !isShut(of?.["href"])) } : {}),
      ...(content ? { content: content.map((each) => this.#node(each)) } : {}),
    };
  }

  #part(part: PartState, node: OutputNode | undefined): PartState {
    switch (part.kind) {
      case "quote":
        return this.#quote(part);
      case "figure":
        return part;
      case "record":
        return {
          ...part,
          pieces: part.pieces.map((piece) => ({ ...piece, text: this.#said(piece.text) })),
        };
      case "timeline":
        return { ...part, rows: part.rows.map((row) => this.#date(row)) };
      case "actors":
        return { ...part, rows: part.rows.map((row) => this.#person(row)) };
      case "comparison":
        return { ...part, rows: part.rows.map((row) => this.#compared(row)) };
      case "chart":
        return this.#chart(part, node);
    }
  }

  #quote(part: QuoteState): QuoteState {
    const { translation, words } = part;
    return {
      ...part,
      words: this.#quoted(words),
      translation: translation && { ...translation, words: this.#quoted(translation.words) },
    };
  }

  #date(row: DateRow): DateRow {
    return { ...row, label: this.#said(row.label), unit: row.unit && this.#said(row.unit) };
  }

  #person({ token, role, facts }: PersonRow): PersonRow {
    return { token, role: this.#said(role), facts: facts.map((fact) => this.#said(fact)) };
  }

  #compared(row: ComparisonState["rows"][number]): ComparisonState["rows"][number] {
    const cells = row.cells.map(({ said, stands, ...cell }) => ({
      ...cell,
      said: said.map(({ unit, words }) => ({ unit, words: this.#said(words) })),
      stands: this.#said(stands),
    }));
    return { ...row, cells };
  }

  /** A day is drawn as its year begins. */
  #chart(part: ChartState, node: OutputNode | undefined): ChartState {
    const asked = chartIn(node?.attrs ?? {}).questions;
    const drawn = (value: number | null, at: number): number | null =>
      value !== null && !part.isCount && this.#dates.has(asked[at] ?? "") ? yearOf(value) : value;
    const row = (each: ChartRow): ChartRow => ({
      ...each,
      label: each.label && this.#said(each.label),
      values: each.values.map(drawn),
      words: each.words.map((words) => this.#said(words)),
    });
    const isOfDays = part.chart === "spans";
    const scale = (of: ChartState["scale"]): ChartState["scale"] =>
      isOfDays ? { from: yearOf(of.from), to: yearOf(of.to) } : of;
    return {
      ...part,
      rows: part.rows.map(row),
      scale: scale(part.scale),
      ...(part.groups
        ? { groups: part.groups.map((each) => ({ ...each, rows: each.rows.map(row), scale: scale(each.scale) })) }
        : {}),
    };
  }
}

const DAY_MS = 86_400_000;

/** The first day of the year of a day, in days. */
function yearOf(day: number): number {
  return Date.UTC(new Date(day * DAY_MS).getUTCFullYear(), 0, 1) / DAY_MS;
}

const DAYS: ReadonlySet<string> = new Set(["date", "until"]);

/** What holds typed words: sentences, and attributes that take any words. */
const TYPED: ReadonlySet<string> = new Set([
  "text",
  ...Object.values(NODES).flatMap(({ attributes }) =>
    Object.entries(attributes).flatMap(([name, { value }]) => (value.safeParse("any words").success ? name : [])),
  ),
]);
