import { describe, expect, it } from "vitest";
import { LayerId, newId, QuestionId, RoomId, RoundId } from "../../../schema/domain/ids.ts";
import type { BroughtRound } from "../../../server/store/codings-store.ts";
import type { Member } from "../../../schema/domain/member.ts";
import type { NewVerdict } from "../../../server/store/verdict-store.ts";
import type { AnswerRow } from "../../../server/store/rows.ts";
import { addNetwork, anAnnotation, expectFailure, NOW, type StoreUnderTest } from "./store-fixture.ts";

function aRound(of: NewVerdict, { facilitator, lawyer }: { facilitator: Member; lawyer: Member }): BroughtRound {
  const layers = [lawyer, facilitator].map(({ id: owner }) => {
    const [layer, room] = [newId(LayerId), newId(RoomId)];
    const answer: AnswerRow = {
      room,
      layer,
      verdict: of.verdict.id,
      question: QuestionId.parse("q.claim"),
      subject: "verdict",
      value: "yes",
      version: 1,
      note: "",
      certainty: "sure",
      evidence: [],
      author: owner,
      lastWriter: owner,
    };
    return { layer, room, owner, annotations: [anAnnotation(of, owner, { layer, room })], answers: [answer] };
  });
  const base = { revision: 1, round: of.round };
  return { verdict: of.verdict.id, round: newId(RoundId), base, by: facilitator.id, at: NOW, layers };
}

export function describeCodings({ store, reopen }: StoreUnderTest): void {
  describe("codings", () => {
    it("become a revealed round with frozen own layers, whose rooms are never open", async () => {
      const network = await addNetwork(store());
      const brought = aRound(network.verdict, network);
      const { id: verdict } = network.verdict.verdict;
      expect(await store().codings.bring(brought)).toEqual({ id: brought.round, verdict, number: 2, mode: "revealed" });
      const { verdicts, passages, rooms } = await reopen();
      expect(await verdicts.currentRound(verdict)).toMatchObject({ id: brought.round, mode: "revealed" });
      // The one that was open has ended with it.
      expect((await verdicts.rounds(verdict)).map(({ mode }) => mode)).toEqual(["revealed", "revealed"]);
      const own = (await verdicts.layers(verdict)).filter(({ roundNumber }) => roundNumber === 2);
      expect(own.map(({ kind, owner, frozenAt }) => ({ kind, owner, frozenAt }))).toEqual(
        [network.lawyer.id, network.facilitator.id].sort().map((owner) => ({ kind: "own", owner, frozenAt: NOW })),
      );
      for (const { layer, room, annotations, answers } of brought.layers) {
        expect(await passages.annotations([layer])).toEqual(annotations);
        expect(await passages.answers([layer])).toEqual(answers.map((row) => ({ ...row, at: null })));
        expect((await rooms.row(room))?.gone).toBe(true);
      }
    });

    it("are refused as a whole where text or round have moved on", async () => {
      const network = await addNetwork(store());
      const { verdict } = network;
      const before = aRound(verdict, network);
      await expectFailure(store().codings.bring({ ...before, base: { ...before.base, revision: 2 } }), "conflict");
      await store().codings.bring(before);
      await expectFailure(store().codings.bring(aRound(verdict, network)), "conflict");
      expect(await store().verdicts.rounds(verdict.verdict.id)).toHaveLength(2);
    });
  });
}
