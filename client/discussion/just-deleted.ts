import type { CommentId } from "../../schema/domain/ids.ts";
import { ofMember } from "../typed/of-member.ts";

/** The comment that its author deleted last: it keeps its place for them, to be taken back there. */
export const justDeleted = ofMember({
  comment: null as CommentId | null,
  clear(): void {
    this.comment = null;
  },
});
