import type { CategoryId, MemberId } from "../../schema/domain/ids.ts";

/** Who has read so many branches to their end has read the methodology. */
export const BRANCHES = 3;

const KEY = "coram.branches-read";

/** As the device keeps it, which may keep nothing: the member, then the branches. */
let kept: readonly string[] | null = null;

function stored(): readonly string[] {
  try {
    return (localStorage.getItem(KEY) ?? "").split(" ");
  } catch {
    return [];
  }
}

/** Branches of the methodology that somebody has read to their end on this device, at whatever visit. */
export function branchesRead(member: MemberId | undefined): ReadonlySet<string> {
  const [whose, ...read] = kept ?? stored();
  return new Set(member !== undefined && whose === member ? read : []);
}

export function addBranchRead(member: MemberId, branch: CategoryId): void {
  kept = [member, ...new Set([...branchesRead(member), branch])];
  try {
    localStorage.setItem(KEY, kept.join(" "));
    kept = null;
  } catch {
    // It is known as long as the tab is open.
  }
}
