import { expect, test } from "vitest";
import type { MethodologyVersion } from "../../../schema/domain/methodology/methodology.ts";
import { NetworkView } from "../../../schema/protocol/http/verdicts.ts";
import { addCategory } from "../../../schema/rooms/draft/draft-acts.ts";
import { draftContent } from "../../../schema/rooms/draft/draft-content.ts";
import { idOf, TestDraft } from "../../helpers/network/draft-of.ts";
import { startTestServer } from "../../helpers/network/test-server.ts";

const NOW = "2026-11-26T10:00:00.000Z";

test("what is proposed and decided by nobody stays out of the next version, and waits on in the draft, unless it is taken in", async (context) => {
  const server = await startTestServer(context);
  const { facilitator, lawyer, otherLawyer } = server.people;
  const draft = await TestDraft.open(server);
  const add = (label: string, under = ""): Promise<void> =>
    draft.change((room, entryOf) => {
      addCategory(room, { parent: under === "" ? null : entryOf(under), index: 0 }, { en: label }, NOW);
    });
  await add("Unpaid wages");
  await add("Debt");
  const ids = await draft.look((room) => new Map(room.categories().map(({ id, label }) => [label.en, id])));
  const debt = ids.get("Debt") ?? idOf("act");
  await add("Debt to a family", debt);
  const thread = await draft.propose({ category: debt }, "It is missing.");
  const rules = await draft.propose({ category: idOf("act") }, "Another wording.");
  await server.ask(otherLawyer, "POST", "/api/methodology/votes", { thread: rules, vote: "yes" });
  const { proposed, map, problems } = await draft.preview();
  const lines = proposed.map(({ label, from, thread: of, isTaken }) => [label.en, from, of, isTaken]);
  const by = lawyer.member.id;
  expect(new Set(lines.map((line) => line.join(" ")))).toEqual(
    new Set([
      `Debt ${by} ${thread} false`,
      `Debt to a family ${by}  false`,
      `Unpaid wages ${by}  false`,
      `act ${by} ${rules} `,
    ]),
  );
  expect(proposed.find(({ thread: of }) => of === rules)?.votes).toEqual({ yes: 1, no: 0, abstain: 0 });
  expect([map.fates, problems]).toEqual([{}, []]);
  const labels = (content: MethodologyVersion["content"] | undefined) =>
    content?.categories.map(({ label }) => label.en);
  const began = labels((await server.store.methodologies.version(1))?.content) ?? [];
  const second = await draft.freeze({ takeIn: [] });
  expect(labels(second.version?.content)).toEqual(began);
  const network = NetworkView.parse(await (await server.ask(facilitator, "GET", "/api/network")).json());
  expect(new Set(network.proposed?.map(({ label }) => label.en))).toEqual(
    new Set(["Debt to a family", "Unpaid wages"]),
  );
  expect(labels(await draft.look(draftContent))).toHaveLength(began.length + 3);
  // What stands under another brings it along.
  const below = (await draft.look((room) => room.categories())).find(({ label }) => label.en === "Debt to a family");
  const third = await draft.freeze({ takeIn: [below?.id ?? debt] });
  const took = new Set(labels(third.version?.content));
  expect(took).toEqual(new Set([...began, "Debt", "Debt to a family"]));
});
