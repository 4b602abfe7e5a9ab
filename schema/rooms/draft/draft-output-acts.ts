import { newKey } from "./draft-acts.ts";
import { orderAmong } from "./draft-order.ts";
import type { DraftRoom } from "./draft-room.ts";

// What people do with the templates of outputs, each as one change that others see whole. Entries are the ids in the room; one
// that is not there is ignored, since a colleague may have been quicker.

const isThere = ({ deleted }: { deleted: string | null }): boolean => deleted === null;

/** Adds an output at the end. Returns its entry. `now`: ISO 8601 UTC. */
export function addOutput(room: DraftRoom, now: string): string {
  const outputs = room.outputs().filter(isThere);
  const order = orderAmong(room.roots.outputs, outputs, outputs.length);
  return room.roots.outputs.add({ output: newKey("t"), order, createdAt: now });
}

/** Adds a section at the end of an output's. Returns its entry. */
export function addSection(room: DraftRoom, output: string, now: string): string {
  const sections = room.sections().filter((each) => isThere(each) && each.output === output);
  const order = orderAmong(room.roots.sections, sections, sections.length);
  const made = { output, section: newKey("s"), order, createdAt: now, fromCategories: [], fromQuestions: [] };
  return room.roots.sections.add(made);
}

/** Moves an output to a place among the outputs. */
export function moveOutput(room: DraftRoom, entry: string, index: number): void {
  const others = room.outputs().filter((each) => isThere(each) && each.entry !== entry);
  room.roots.outputs.set(entry, { order: orderAmong(room.roots.outputs, others, index) });
}

/** Moves a section to a place among those of its output. */
export function moveSection(room: DraftRoom, entry: string, index: number): void {
  const sections = room.sections().filter(isThere);
  const output = sections.find((each) => each.entry === entry)?.output;
  const others = sections.filter((each) => each.output === output && each.entry !== entry);
  room.roots.sections.set(entry, { order: orderAmong(room.roots.sections, others, index) });
}

/** Takes an output out, with its sections. */
export function removeOutput(room: DraftRoom, entry: string, now: string): void {
  const output = room.outputs().find((each) => each.entry === entry);
  if (!output) return;
  room.roots.outputs.transact(() => {
    for (const section of room.sections())
      if (section.output === output.id && isThere(section)) room.roots.sections.set(section.entry, { deleted: now });
    room.roots.outputs.set(entry, { deleted: now });
  });
}
