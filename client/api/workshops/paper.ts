import type { StepId, WorkshopId } from "../../../schema/domain/ids.ts";
import {
  type HandCounts,
  type PaperPrint,
  PaperSlips,
  WorkshopPaper,
} from "../../../schema/protocol/http/workshops/paper.ts";
import { download, request } from "../http.ts";

const of = (workshop: WorkshopId, step: StepId): string => `/api/workshops/${workshop}/steps/${step}/paper`;

/** The steps that slips are printed of; for the host's facilitators and who has the floor. */
export const readPaper = (workshop: WorkshopId): Promise<WorkshopPaper> =>
  request("GET", `/api/workshops/${workshop}/paper`, WorkshopPaper);
/** Hands slips to the browser as a file. Throws coded-blind, workshop-moved. */
export const printPaper = (workshop: WorkshopId, step: StepId, print: PaperPrint): Promise<void> =>
  download(of(workshop, step), print);
/** What was counted by hand; null takes it back. Throws workshop-moved where the step is not over. */
export const countPaper = (workshop: WorkshopId, step: StepId, counts: HandCounts | null): Promise<PaperSlips> =>
  request("PUT", of(workshop, step), PaperSlips, { counts });
