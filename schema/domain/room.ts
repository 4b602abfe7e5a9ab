import { z } from "zod";

export const ROOM_KINDS = ["layer", "discussion", "methodology", "output", "slip"] as const;
export const RoomKind = z.enum(ROOM_KINDS);
export type RoomKind = z.infer<typeof RoomKind>;

/** Who a discussion is for: members only, or members and the guests of its verdict. */
export const Audience = z.enum(["internal", "review"]);
export type Audience = z.infer<typeof Audience>;

export const RoomRight = z.enum(["read", "write"]);
export type RoomRight = z.infer<typeof RoomRight>;
