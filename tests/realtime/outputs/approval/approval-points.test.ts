import { expect, test } from "vitest";
import { BlockId } from "../../../../schema/domain/output.ts";
import { CategoryId, newId } from "../../../../schema/domain/ids.ts";
import type { OutputNode } from "../../../../schema/editor/output-document.ts";
import { OutputView } from "../../../../schema/protocol/http/outputs.ts";
import type { MEND_FIRST } from "../../../../schema/protocol/http/parts/point-kinds.ts";
import { OutputRoom } from "../../../../schema/rooms/output-room.ts";
import { makeNode } from "../../../../server/outputs/from-template.ts";
import { paragraph } from "../../../helpers/network/outputs.ts";
import { quoteOf, TEXT, written, type Written } from "../../../helpers/network/written-output.ts";
import { RawClient } from "../../../helpers/rooms/raw-client.ts";
import { anAnnotation, NO_ROWS, NOW } from "../../../helpers/store/store-fixture.ts";

/** Those of records come of workshops alone: tests/realtime/workshops/workshop-minutes-later.test.ts. */
type MendFirst = Exclude<(typeof MEND_FIRST)[number], `record-${string}`>;

const block = (type: Parameters<typeof makeNode>[0], attrs: Record<string, unknown> = {}): OutputNode =>
  makeNode(
    type,
    { id: newId(BlockId), ...attrs },
    type === "recommendation" ? [{ type: "text", text: "Decide." }] : [],
  );
const FIELDS = { finding: "Sent away.", addressee: "Courts", verb: "decide", deadline: "2027", indicator: "Claims" };
const recommendation = (without: keyof typeof FIELDS): OutputNode =>
  block("recommendation", { ...FIELDS, [without]: "" });

/** Words that were typed into a timeline of the leading document, which stands in the other one without them. */
const typedInLeading = async (of: Written, cell: string): Promise<void> => {
  const [verdict, leads] = [of.verdict.verdict.id, newId(BlockId)];
  const entry = (text: string): OutputNode =>
    makeNode("entry", { id: newId(BlockId), cell }, text ? [{ type: "text", text }] : []);
  await added(of, makeNode("timeline", { id: leads, verdict }, [entry("First found.")]));
  const other = makeNode("timeline", { id: newId(BlockId), verdict, pair: leads }, [entry("")]);
  await added(await partnerOf(of), other);
};

/** A verdict of a summary in Serbian, and what was done to it after it was quoted. */
const quoted = async (
  of: Written,
  then: (path: string) => Promise<Response>,
  language: "sr" | "sq" = "sr",
): Promise<void> => {
  const { verdict } = await of.server.newVerdict(TEXT, { language });
  await added(of, quoteOf(verdict.id));
  expect((await then(`/api/verdicts/${verdict.id}`)).status).toBe(200);
};
const corrected = (of: Written, edit: { start: number; end: number; insert: string }): Promise<void> =>
  quoted(of, (path) =>
    of.server.ask(of.server.people.facilitator, "POST", `${path}/edits`, {
      baseRevision: 1,
      kind: "correct",
      edits: [edit],
    }),
  );
const named = ({ server }: Written, name: string | null): Promise<Response> =>
  server.ask(server.people.lawyer, "PUT", "/api/account/author", { name });
const room = ({ client }: Pick<Written, "client">, change: (room: OutputRoom) => void): Promise<void> =>
  client.write((doc) => change(new OutputRoom(doc)));
/** Puts blocks into the section that is printed. */
const added = (of: Pick<Written, "client">, ...blocks: OutputNode[]): Promise<void> =>
  room(of, (each) => {
    const now = each.document();
    each.replace({ ...now, content: now.content.toSpliced(1, 0, ...blocks) });
  });
const LED = newId(BlockId);
const partnerOf = async ({ server, id }: Written): Promise<Pick<Written, "client">> => {
  const view = OutputView.parse(await (await server.ask(server.people.lawyer, "GET", `/api/outputs/${id}`)).json());
  const partner = view.languages.find(({ output }) => output !== id);
  const { content } = await server.store.outputs.rooms(partner?.output ?? id);
  return { client: await RawClient.joinAt(server, content, server.people.otherLawyer) };
};

/** What makes each point, in an order in which those that stay stand last. */
const SPOIL: Record<MendFirst, (of: Written) => Promise<unknown>> = {
  "quote-foreign": async (of) => {
    const { server, id, verdict } = of;
    const row = await server.store.outputs.get(id);
    const about = { number: row?.number, verdicts: [verdict.verdict.id] };
    expect((await server.ask(server.people.lawyer, "POST", `/api/outputs/${id}/verdicts`, about)).status).toBe(200);
    await added(of, quoteOf((await server.newVerdict(TEXT)).verdict.id));
  },
  "section-missing": (of) =>
    room(of, (each) => {
      const now = each.document();
      const isFacts = ({ attrs }: OutputNode): boolean => attrs?.["section"] === "facts";
      each.replace({ ...now, content: now.content.filter((node) => !isFacts(node)) });
    }),
  "section-empty": (of) => room(of, (each) => each.setLeftOut("victim", false)),
  "title-template": (of) => room(of, (each) => each.setTitle("Резиме")),
  "quote-changed": (of) => corrected(of, { start: 3, end: 3, insert: "baš " }),
  "quote-removed": (of) => corrected(of, { start: 0, end: 20, insert: "" }),
  "quote-untranslated": (of) => quoted(of, (path) => of.server.ask(of.server.people.lawyer, "GET", path), "sq"),
  "figure-uncountable": (of) =>
    added(
      of,
      makeNode("paragraph", { id: newId(BlockId) }, [
        block("figure", {
          subject: JSON.stringify({ kind: "category", category: "means", counts: "verdicts" }),
          scope: JSON.stringify("output"),
        }),
      ]),
    ),
  "table-unset": (of) => added(of, block("timeline")),
  leak: (of) => added(of, paragraph("Pišite na mira@primer.rs.", newId(BlockId))),
  uncleared: async (of) => {
    await of.server.newVerdict("Milica je odvedena u stan kod reke.", { stage: "in-preparation" });
    await added(of, paragraph("Kaže se da Milica je odvedena u stan.", newId(BlockId)));
  },
  "rec-finding": (of) => added(of, recommendation("finding")),
  "rec-addressee": (of) => added(of, recommendation("addressee")),
  "reference-gone": (of) =>
    added(of, makeNode("paragraph", { id: newId(BlockId) }, [block("reference", { to: newId(BlockId) })])),
  "rec-verb": (of) => added(of, recommendation("verb")),
  "author-line": async (of) => {
    await named(of, null);
  },
  "partner-missing": async (of) => {
    await added(of, paragraph("The first thought.", LED));
    const made = await of.server.ask(of.server.people.otherLawyer, "POST", `/api/outputs/${of.id}/partner`, {
      language: "mk",
    });
    expect(made.status).toBe(201);
  },
  "partner-behind": async (of) => {
    await added(
      await partnerOf(of),
      makeNode("paragraph", { id: newId(BlockId), pair: LED }, [{ type: "text", text: "Мисла." }]),
    );
    await added(of, paragraph("The first thought, better.", LED));
  },
  "partner-table-missing": (of) => added(of, block("timeline")),
  "partner-list-missing": (of) =>
    added(of, makeNode("bulletList", { id: newId(BlockId) }, [makeNode("listItem", {}, [paragraph("A point.")])])),
  "partner-chart-missing": (of) => added(of, block("chart")),
  "partner-quote-missing": (of) => added(of, quoteOf(of.verdict.verdict.id)),
  "partner-row-missing": (of) => typedInLeading(of, ""),
  "partner-caption-missing": (of) => typedInLeading(of, "caption"),
  "partner-remark-missing": (of) => typedInLeading(of, "v/q"),
  "rec-addressee-untranslated": async (of) => {
    const leads = block("recommendation", { ...FIELDS, addressee: "State legal aid" });
    await added(of, leads);
    await added(await partnerOf(of), block("recommendation", { ...FIELDS, addressee: "", pair: leads.attrs?.["id"] }));
  },
  "rec-deadline-untranslated": async (of) => {
    const leads = block("recommendation", { ...FIELDS, deadline: "before the next report" });
    await added(of, leads);
    await added(await partnerOf(of), block("recommendation", { ...FIELDS, deadline: "", pair: leads.attrs?.["id"] }));
  },
  "donor-line": async ({ server }) => {
    const grant = { field: "grant-number", grant: null, value: { number: "1", from: null, to: null } };
    await server.ask(server.people.facilitator, "PATCH", "/api/house", grant);
  },
  "quote-unsorted": async (of) => {
    const { server, verdict, client } = of;
    const { lawyer, facilitator } = server.people;
    const { store } = server;
    const inForce = await store.methodologies.current();
    if (!inForce) throw new Error("no methodology in force");
    const tag = anAnnotation(verdict, lawyer.member.id, { version: inForce.number });
    await store.rooms.replaceRows(verdict.rooms.layer, { ...NO_ROWS, annotations: [tag] });
    const [was] = inForce.content.categories.filter(({ id }) => id === tag.category);
    if (!was) throw new Error("no category");
    const parts = ["means.poverty", "means.age"].map((id, i) => {
      return { ...was, id: CategoryId.parse(id), code: `X${i}`, label: { en: id } };
    });
    const categories = [...inForce.content.categories.filter(({ id }) => id !== was.id), ...parts];
    const fates = { [was.id]: { kind: "split", into: parts.map(({ id }) => id) } } as const;
    const onto = { base: inForce.number, fates };
    await store.methodologies.freeze({ ...inForce.content, categories }, "split", facilitator.member.id, NOW, onto);
    const quote = quoteOf(verdict.verdict.id);
    await added({ client }, { ...quote, attrs: { ...quote.attrs, annotation: tag.id, layer: "shared" } });
  },
  // Lawyers see nothing of it from then on.
  "quote-stage": (of) =>
    quoted(of, (path) =>
      of.server.ask(of.server.people.facilitator, "POST", `${path}/stage`, { stage: "in-preparation" }),
    ),
};

test("each point that is to be mended first refuses the asking", async (context) => {
  const of = await written(context);
  const { server, client, view } = of;
  // Who sees a verdict that went back to its preparation too.
  const { facilitator } = server.people;
  const base = new OutputRoom(client.doc).document();
  const kinds = async (): Promise<string[]> => (await view(facilitator)).points.map(({ kind }) => kind);
  for (const [kind, spoil] of Object.entries(SPOIL)) {
    const isMended = !(await kinds()).includes(kind);
    await spoil(of);
    const { number } = OutputView.parse(await (await server.ask(facilitator, "GET", `/api/outputs/${of.id}`)).json());
    const answer = await server.ask(facilitator, "POST", `/api/outputs/${of.id}/approval/ask`, {
      number,
      joint: false,
    });
    const { code, params } = (await answer.json()) as { code?: string; params?: { kinds: string } };
    expect([kind, isMended, code]).toEqual([kind, true, "approval-points"]);
    expect(params?.kinds.split(" ")).toContain(kind);
    if (kind === "quote-stage") break;
    await room(of, (each) => {
      each.setTitle("One claim");
      each.replace(base);
    });
    await named(of, "A. Lawyer");
  }
});

test("nobody asks before it is said why what is open may stay, nor who may not write", async (context) => {
  const of = await written(context);
  const { server, view, act, ask, sign } = of;
  const { lawyer, reader } = server.people;
  await added(of, recommendation("indicator"));
  const [point] = (await view()).points;
  expect(point).toMatchObject({ kind: "rec-indicator", reason: null });
  expect(await ask()).toEqual([409, "approval-points"]);
  const points = [point?.key];
  expect(await act(reader, "reasons", { points, words: "no" })).toEqual([403, "not-allowed"]);
  expect(await act(lawyer, "reasons", { points, words: "Nobody counts it." })).toEqual([200, undefined]);
  expect((await view()).points[0]?.reason).toMatchObject({ words: "Nobody counts it.", by: lawyer.member.id });
  expect(await ask()).toEqual([200, undefined]);
  // Whoever reads the approved paper reads why it stayed so.
  expect(await sign(server.people.facilitator)).toEqual([200, undefined]);
  expect((await view()).points).toMatchObject([{ kind: "rec-indicator", reason: { words: "Nobody counts it." } }]);
});
