import type { MemberId, StepId, WorkshopId } from "../../../schema/domain/ids.ts";
import { Calibration, KeyDistance, KeySetters } from "../../../schema/protocol/http/workshops/calibration.ts";
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

/** Who sets the key of a calibration; none takes it back. Throws floor-moved, workshop-moved. */
export const setStepKey = (
  workshop: WorkshopId,
  step: StepId,
  term: number,
  members: readonly MemberId[],
): Promise<KeySetters> => request("PUT", of(workshop, step, "key"), KeySetters, { term, members });
/** Throws not-found where there is no key, or it is not revealed. */
export const askKeyDistance = (workshop: WorkshopId, step: StepId, signal?: AbortSignal): Promise<KeyDistance> =>
  request("GET", of(workshop, step, "distance"), KeyDistance, undefined, signal);

/** Opens one's slip of the newest pass. Throws workshop-moved; not-allowed for who codes nothing. */
export const openSlip = (workshop: WorkshopId, step: StepId): Promise<OwnSlip> =>
  request("POST", of(workshop, step, "slip"), OwnSlip);
/** One's own of a pass, also of an earlier one. Throws not-found where one has none. */
export const readOwnSlip = (workshop: WorkshopId, step: StepId, pass: number): Promise<OwnSlip> =>
  request("GET", of(workshop, step, `slip/${pass}`), OwnSlip);
/** Throws workshop-moved once it is revealed. */
export const handInSlip = (workshop: WorkshopId, step: StepId, pass: number, handedIn: boolean): Promise<OwnSlip> =>
  request("PUT", of(workshop, step, "slip/handed-in"), OwnSlip, { pass, handedIn });
/** Throws workshop-moved before it is revealed. */
export const showSlip = (workshop: WorkshopId, step: StepId, pass: number, shown: boolean): Promise<OwnSlip> =>
  request("PUT", of(workshop, step, "slip/shown"), OwnSlip, { pass, shown });
