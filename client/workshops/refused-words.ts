import type { WorkshopView } from "../../schema/protocol/http/workshops/workshops.ts";
import { describeProblem, ProblemError } from "../api/http.ts";
import { nameOf } from "./workshop-words.ts";

/** Why a command of a workshop was refused. Whoever has lost the floor is told to whom, as soon as their page has heard of it. */
export function refusedWords(refused: unknown, view: Pick<WorkshopView, "members" | "rights" | "workshop">): string {
  const { holder } = view.workshop;
  const isMoved = refused instanceof ProblemError && refused.code === "floor-moved";
  if (!isMoved || holder === null || view.rights.lead) return describeProblem(refused);
  return describeProblem(new ProblemError("floor-moved", { what: "to", name: nameOf(view, holder) }));
}
