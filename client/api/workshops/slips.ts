import type { StepId, WorkshopId } from "../../../schema/domain/ids.ts";
import { Calibration } from "../../../schema/protocol/http/workshops/calibration.ts";
import { OwnSlip, StepEdition, StepSlips } from "../../../schema/protocol/http/workshops/slips.ts";
import { request } from "../http.ts";

const of = (workshop: WorkshopId, step: StepId, sub: string): string =>
  `/api/workshops/${workshop}/steps/${step}/${sub}`;

export const readSlips = (workshop: WorkshopId, step: StepId): Promise<StepSlips> =>
  request("GET", of(workshop, step, "slips"), StepSlips);
/** Throws not-found before the first silence. */
export const readEdition = (workshop: WorkshopId, step: StepId): Promise<StepEdition> =>
  request("GET", of(workshop, step, "edition"), StepEdition);

/** Throws not-found where nothing is revealed, or too few slips are told of. */
export const askCalibration = (workshop: WorkshopId, step: StepId, signal?: AbortSignal): Promise<Calibration> =>
  request("GET", of(workshop, step, "calibration"), Calibration, undefined, signal);

/** Opens one's slip of the newest pass. Throws workshop-moved; not-allowed for who codes nothing. */
export const openSlip = (workshop: WorkshopId, step: StepId): Promise<OwnSlip> =>
  request("POST", of(workshop, step, "slip"), OwnSlip);
/** Throws workshop-moved once it is revealed. */
export const handInSlip = (workshop: WorkshopId, step: StepId, pass: number, handedIn: boolean): Promise<OwnSlip> =>
  request("PUT", of(workshop, step, "slip/handed-in"), OwnSlip, { pass, handedIn });
/** Throws workshop-moved before it is revealed. */
export const showSlip = (workshop: WorkshopId, step: StepId, pass: number, shown: boolean): Promise<OwnSlip> =>
  request("PUT", of(workshop, step, "slip/shown"), OwnSlip, { pass, shown });
