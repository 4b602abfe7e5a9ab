const memories = new Set<{ clear(): void }>();

/** Something of who is signed in that lives as long as the page: another member who signs in on it finds it empty. */
export function ofMember<Memory extends { clear(): void }>(memory: Memory): Memory {
  memories.add(memory);
  return memory;
}

/** Somebody else has signed in. */
export function forgetMember(): void {
  for (const memory of memories) memory.clear();
}
