import type * as Y from "yjs";
import { CategoryId, type AnnotationId, type ThreadId } from "../../../schema/domain/ids.ts";
import { DiscussionRoom } from "../../../schema/rooms/discussion-room.ts";
import { LayerRoom, type Annotation } from "../../../schema/rooms/layer-room.ts";
import { NOW } from "../store/store-fixture.ts";

export const CATEGORY: CategoryId = CategoryId.parse("means.vulnerability");
export const OTHER_CATEGORY: CategoryId = CategoryId.parse("means.force");

/** Tags five characters from `start`. */
export function tag(doc: Y.Doc, start = 0, note = ""): AnnotationId {
  const anchor = { revision: 1, ranges: [{ start, end: start + 5 }] };
  return new LayerRoom(doc).add({ category: CATEGORY, version: 1, anchor, note }, NOW);
}

export function setNote(doc: Y.Doc, id: AnnotationId, note: string): void {
  new LayerRoom(doc).change(id, { note });
}

export function noteOf(doc: Y.Doc, id: AnnotationId): string | undefined {
  return new LayerRoom(doc).annotation(id)?.note;
}

export function tagsIn(doc: Y.Doc): Annotation[] {
  return new LayerRoom(doc).annotations();
}

/** Opens a thread on five characters from `start`. */
export function discuss(doc: Y.Doc, body: string, start = 0): ThreadId {
  return new DiscussionRoom(doc).open({ anchor: { revision: 1, ranges: [{ start, end: start + 5 }] } }, body, NOW);
}
