import { can } from "../../../schema/domain/can.ts";
import {
  AskForSignatures,
  SayWhy,
  SignCandidate,
  TakeCandidateBack,
  type ApprovalView,
} from "../../../schema/protocol/http/outputs.ts";
import type { FileStates } from "../../../schema/protocol/http/parts/file-state.ts";
import { askForSignatures, signCandidate, takeBack } from "../../outputs/approval/commands.ts";
import { fileStates } from "../../outputs/approval/file-state.ts";
import type { ApprovalNeeds } from "../../outputs/approval/look.ts";
import { approvalView, openOf } from "../../outputs/approval/view.ts";
import { OutputSubjects } from "../../outputs/output-subjects.ts";
import { audit } from "../../actions/audit.ts";
import { Refusal } from "../../refusal.ts";
import type { SignedIn } from "../../rooms/room-access.ts";
import type { OutputRow } from "../../store/output-store.ts";
import { createRoutes, readBody, type RequestContext } from "../route.ts";
import { mustSeeOutput } from "./outputs.ts";

/** What stands in the way of a document, and its signatures. */
export function approvalRoutes(deps: ApprovalNeeds) {
  const view = async (c: RequestContext, signedIn: SignedIn, row: OutputRow): Promise<Response> => {
    const now = await deps.store.outputs.get(row.id);
    return c.json<ApprovalView>(await approvalView(deps, signedIn, now ?? row));
  };
  return createRoutes()
    .get("/:id/approval", async (c) => {
      const { signedIn, row } = await mustSeeOutput(c, deps);
      return view(c, signedIn, row);
    })
    .get("/:id/file", async (c) => {
      const { signedIn, row } = await mustSeeOutput(c, deps);
      if (!(await may(deps, signedIn, row, "output.export"))) throw new Refusal("not-allowed");
      return c.json<FileStates>(await fileStates(deps, signedIn, row));
    })
    .post("/:id/approval/reasons", async (c) => {
      const { signedIn, row } = await mustSeeOutput(c, deps);
      const { points, words } = await readBody(c, SayWhy);
      if (!(await mayEnd(deps, signedIn, row)) && !(await may(deps, signedIn, row, "output.write")))
        throw new Refusal("not-allowed");
      if (deps.screens.holds(null, words, "said")) throw new Refusal("erased");
      const act = { by: signedIn.member.id, at: deps.clock().toISOString() };
      await deps.store.approvals.sayWhy(row.id, points, words, act);
      await audit(deps, signedIn, "output.reason", { output: row.id, points: points.length, said: words !== "" });
      deps.realtime.publish({ type: "output", output: row.id });
      return view(c, signedIn, row);
    })
    .post("/:id/approval/ask", async (c) => {
      const { signedIn, row } = await mustSeeOutput(c, deps);
      const asked = await readBody(c, AskForSignatures);
      if (!(await may(deps, signedIn, row, "output.ask"))) throw new Refusal("not-allowed");
      await askForSignatures(deps, signedIn, row, asked);
      return view(c, signedIn, row);
    })
    .post("/:id/approval/sign", async (c) => {
      const { signedIn, row } = await mustSeeOutput(c, deps);
      const signed = await readBody(c, SignCandidate);
      if (!(await may(deps, signedIn, { ...row, status: "asked" }, "output.sign"))) throw new Refusal("not-allowed");
      if (!(await signCandidate(deps, signedIn, row, signed)) && !signed.givesBack)
        throw new Refusal("approval-changed");
      return view(c, signedIn, row);
    })
    .post("/:id/approval/take-back", async (c) => {
      const { signedIn, row } = await mustSeeOutput(c, deps);
      const { candidate } = await readBody(c, TakeCandidateBack);
      if (!(await mayEnd(deps, signedIn, { ...row, status: "asked" }))) throw new Refusal("not-allowed");
      await takeBack(deps, signedIn, row, candidate);
      return view(c, signedIn, row);
    });
}

async function may(
  { store }: Pick<ApprovalNeeds, "store">,
  { actor }: SignedIn,
  row: OutputRow,
  action: "output.export" | "output.write" | "output.ask" | "output.sign",
): Promise<boolean> {
  return can(actor, action, await new OutputSubjects(store).of(actor, row));
}

async function mayEnd({ store }: Pick<ApprovalNeeds, "store">, { actor }: SignedIn, row: OutputRow): Promise<boolean> {
  const subject = await new OutputSubjects(store).of(actor, row);
  const open = await openOf(store, row);
  return can(actor, "output.take-back", { ...subject, actorAsked: open?.askedBy === actor.id });
}
