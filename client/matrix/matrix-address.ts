import { VerdictId } from "../../schema/domain/ids.ts";
import { Country } from "../../schema/domain/language.ts";
import { Form } from "../../schema/domain/verdict.ts";
import { MatrixChoice } from "../../schema/matrix/choice.ts";

/** The cell whose passages are shown: a column, of a verdict, of a group, or of all. */
export interface OpenCell {
  column: string;
  of: VerdictId | Country | Form | "all";
}

/** What the address of the page says; words that somebody looks for are never in it. */
export function readAddress(search: string): { choice: MatrixChoice; cell: OpenCell | null } {
  const query = new URLSearchParams(search);
  const choice = MatrixChoice.safeParse({
    by: query.get("by") ?? undefined,
    rows: query.get("rows") ?? undefined,
    children: query.get("children") !== "no",
    country: query.get("country"),
    form: query.get("form"),
    part: query.get("part") || null,
    open: (query.get("open") ?? "").split(" ").filter(Boolean),
    only: (query.get("only") ?? "").split(" ").filter(Boolean),
  });
  const [column, of] = [query.get("column"), query.get("of")];
  return {
    // An address that somebody has spoilt shows the whole matrix.
    choice: choice.data ?? MatrixChoice.parse({}),
    cell: column ? { column, of: toOf(of) } : null,
  };
}

function toOf(of: string | null): OpenCell["of"] {
  return Country.safeParse(of).data ?? Form.safeParse(of).data ?? VerdictId.safeParse(of).data ?? "all";
}

/** The address that shows a choice and a cell. */
export function toAddress(
  { by, rows, children, country, form, part, open, only }: MatrixChoice,
  cell: OpenCell | null,
): string {
  const query = new URLSearchParams();
  const set = (name: string, value: string | null, plain: string | null = null): void => {
    if (value !== null && value !== plain) query.set(name, value);
  };
  set("by", by, "categories");
  set("rows", rows, "country");
  set("children", children ? "yes" : "no", "yes");
  set("country", country);
  set("form", form);
  set("part", part);
  set("open", open.join(" "), "");
  set("only", only.join(" "), "");
  set("column", cell?.column ?? null);
  set("of", cell?.of ?? null, "all");
  const text = query.toString();
  return text ? `/matrix?${text}` : "/matrix";
}

/** What the page keeps in its entry of the history besides: where it was scrolled to, and what was looked for. */
export interface KeptPlace {
  text: string;
  top: number;
  left: number;
}

export function readKept(): KeptPlace {
  const state: unknown = history.state;
  const kept = typeof state === "object" && state !== null && "matrix" in state ? state.matrix : null;
  if (typeof kept !== "object" || kept === null) return { text: "", top: 0, left: 0 };
  const { text, top, left } = kept as Partial<Record<keyof KeptPlace, unknown>>;
  return {
    text: typeof text === "string" ? text : "",
    top: typeof top === "number" ? top : 0,
    left: typeof left === "number" ? left : 0,
  };
}

/** Shows an address in the bar without a step in the history, and keeps the place with it. */
export function keepAddress(address: string, kept: KeptPlace): void {
  history.replaceState({ ...(history.state as object | null), matrix: kept }, "", address);
}
