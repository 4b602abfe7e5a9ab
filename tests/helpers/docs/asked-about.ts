import type { VerdictSubject } from "../../../schema/domain/can.ts";
import { MemberId, newId, type OrganisationId } from "../../../schema/domain/ids.ts";
import type { Leader, Place } from "../../../schema/domain/people/place-rights.ts";

export const leads = (organisation: OrganisationId): Place => ({ role: "facilitator", organisation });
export const codes = (organisation: OrganisationId): Place => ({ role: "lawyer", organisation });
export const reads = (organisation: OrganisationId): Place => ({ role: "reader", organisation });
export const leader = (organisation: OrganisationId, id = newId(MemberId)): Leader => ({ id, organisation });
export const network = (): null => null;
export const itself = (verdict: VerdictSubject): VerdictSubject => verdict;
