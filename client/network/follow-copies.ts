import type { ServerEvent } from "../../schema/protocol/events.ts";
import type { NetworkView } from "../../schema/protocol/http/verdicts.ts";
import { concernsWork, sendWork } from "../app/send-work.ts";
import { device } from "../sync/offline/device.ts";

/** What home is told that copies on the device follow, too: it reads the list that they are brought in line with. */
export class FollowCopies {
  /** How much has been told. */
  told = 0;
  private followed = 0;

  hear(event: ServerEvent): void {
    if (concernsWork(event)) this.told++;
  }

  /** `list`: what is listed, not to be asked for once more; null where nobody waits for it any more. `told`: as it was asked for. */
  follow(list: NetworkView | null, told: number): void {
    if (told <= this.followed) return;
    this.followed = told;
    if (device.work) void sendWork(device.work, list);
  }
}
