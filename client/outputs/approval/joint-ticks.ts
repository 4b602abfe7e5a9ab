import { OutputId } from "../../../schema/domain/ids.ts";
import { ofMember } from "../../typed/of-member.ts";

const KEY = "coram-joint";

/**
 * Of which documents somebody said that they are to be joint, or are not, before signatures were asked for: kept by the tab, so that it stands
 * after a reload. Ids only.
 */
class JointTicks {
  of(output: OutputId): boolean | undefined {
    return this.all().get(output);
  }

  set(output: OutputId, isJoint: boolean): void {
    const all = this.all().set(output, isJoint);
    this.keep([...all].map(([id, is]) => `${id} ${is ? "joint" : "alone"}`).join("\n"));
  }

  clear(): void {
    this.keep("");
  }

  private all(): Map<OutputId, boolean> {
    return new Map(
      read()
        .split("\n")
        .flatMap((line) => {
          const [id, said] = line.split(" ");
          const output = OutputId.safeParse(id);
          return output.success ? [[output.data, said === "joint"] as const] : [];
        }),
    );
  }

  private keep(words: string): void {
    try {
      sessionStorage.setItem(KEY, words);
    } catch {
      // A browser that keeps nothing forgets it with the page.
    }
  }
}

function read(): string {
  try {
    return sessionStorage.getItem(KEY) ?? "";
  } catch {
    return "";
  }
}

export const jointTicks = ofMember(new JointTicks());
