import type { VerdictId } from "../../../schema/domain/ids.ts";
import { Review, ReviewList, type ReviewCommand } from "../../../schema/protocol/http/methodology.ts";
import { request } from "../http.ts";

/** Tags that wait for the reader since their category means something else; members only. */
export const readReviews = (signal?: AbortSignal): Promise<ReviewList> =>
  request("GET", "/api/reviews", ReviewList, undefined, signal);
/** Says what a tag is from now on. Throws methodology-moved, not-found. */
export const decideReview = (verdict: VerdictId, command: ReviewCommand): Promise<Review> =>
  request("POST", `/api/verdicts/${verdict}/reviews`, Review, command);
