import type { AnnotationId, VerdictId } from "../../../schema/domain/ids.ts";
import { Review, ReviewList, type ReviewCommand } from "../../../schema/protocol/http/methodology.ts";
import { command as send, request } from "../http.ts";

/** Tags that wait for the reader since their category means something else; members only. */
export const readReviews = (signal?: AbortSignal): Promise<ReviewList> =>
  request("GET", "/api/reviews", ReviewList, undefined, signal);
/** Says what a tag is from now on. Throws methodology-moved, not-found. */
export const decideReview = (verdict: VerdictId, command: ReviewCommand): Promise<Review> =>
  request("POST", `/api/verdicts/${verdict}/reviews`, Review, command);
/** Takes one's own decision back: the tag is what it was, and waits again. Throws not-found. */
export const takeBackReview = (verdict: VerdictId, annotation: AnnotationId): Promise<void> =>
  send("DELETE", `/api/verdicts/${verdict}/reviews/${annotation}`);
