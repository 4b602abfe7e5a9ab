import { z } from "zod";
import { CategoryId, MemberId } from "../../../schema/domain/ids.ts";

const Offset = z.int().nonnegative();

/** Ranges of tags as a row keeps them: coder, category, start, end, and whether it is a further range of the tag before. */
export const PackedSpans = z.array(z.tuple([MemberId, CategoryId, Offset, Offset, z.literal([0, 1])]));
