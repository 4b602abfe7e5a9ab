import { can, type Actor } from "../../schema/domain/can.ts";
import { chartIn, verdictsDrawnOn } from "../../schema/editor/drawn-on.ts";
import { VerdictId } from "../../schema/domain/ids.ts";
import { FigureScope, parseJson, verdictsOfScope, type OutputScope } from "../../schema/domain/output.ts";
import { nodesOf, type OutputDocument, type OutputNode } from "../../schema/editor/output-document.ts";
import type { OutputVersion } from "../../schema/protocol/http/parts/output-versions.ts";
import type { OutputRow } from "../store/output-store.ts";
import type { Store } from "../store/store.ts";
import { OutputSubjects } from "./output-subjects.ts";

/**
 * A version of an output that the actor may read; null where there is none, or where they may not read all that it quoted: the
 * document may have been rid of that since.
 */
export async function readableVersion(
  store: Pick<Store, "methodologies" | "outputs" | "passages" | "verdicts">,
  actor: Actor,
  row: OutputRow,
  number: number,
): Promise<OutputVersion | null> {
  const version = await store.outputs.version(row.id, number);
  return version && (await mayReadVersion(store, actor, row, version)) ? version : null;
}

/** Whether an actor may read all that a version of an output quotes and counts. */
export async function mayReadVersion(
  store: Pick<Store, "methodologies" | "passages" | "verdicts">,
  actor: Actor,
  row: OutputRow,
  { document }: Pick<OutputVersion, "document">,
): Promise<boolean> {
  const named = [...new Set([...row.named, ...verdictsIn(document)])];
  const countedOver = [...row.countedOver, ...countedIn(document, row.scope)];
  return can(actor, "output.read", await new OutputSubjects(store).of(actor, { ...row, named, countedOver }));
}

function verdictsIn(document: OutputDocument): VerdictId[] {
  return [...nodesOf(document)].flatMap(({ node }) => {
    const scope = node.attrs?.["scope"];
    if (node.type === "figure")
      return verdictsOfScope(parseJson(FigureScope, typeof scope === "string" ? scope : null));
    return verdictsDrawnOn(node);
  });
}

/** What the figures of a document count over; `own`: the scope of the document. */
export function countedIn(document: OutputDocument, own: OutputScope): OutputScope[] {
  return countingIn(document, own).map(({ over }) => over);
}

/** Figures and charts of a document, each with what it counts over. */
export function countingIn(document: OutputDocument, own: OutputScope): { node: OutputNode; over: OutputScope }[] {
  return [...nodesOf(document)].flatMap(({ node }) => {
    const { type, attrs } = node;
    if (type === "chart") {
      const { questions, scope } = chartIn(attrs ?? {});
      return questions.length === 0 ? [] : [{ node, over: scope === "output" ? own : scope }];
    }
    if (type !== "figure" || (!attrs?.["subject"] && !attrs?.["approved"])) return [];
    const scope = attrs["scope"];
    const over = parseJson(FigureScope, typeof scope === "string" ? scope : null);
    return [{ node, over: over === null || over === "output" ? own : over }];
  });
}
