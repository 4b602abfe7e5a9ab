import { type Picture, PictureId } from "../../schema/domain/house.ts";
import { newId } from "../../schema/domain/ids.ts";
import { PICTURE_MAX } from "../../schema/protocol/http/house.ts";
import { Refusal } from "../refusal.ts";
import { readPng, UnreadablePicture, writePng } from "./draw-png.ts";

/** More than a logo needs, drawn at its largest: such a file would go out with every paper. */
const MAX_BYTES = 2 ** 20;

/** The picture in somebody's file, drawn anew: of their bytes nothing is kept. */
export async function drawPicture(bytes: Uint8Array): Promise<Picture> {
  try {
    const pixels = await readPng(bytes, PICTURE_MAX);
    const png = await writePng(pixels);
    if (png.length > MAX_BYTES) throw new UnreadablePicture("too much in it");
    return {
      id: newId(PictureId),
      width: pixels.width,
      height: pixels.height,
      png: Buffer.from(png).toString("base64"),
    };
  } catch (error) {
    throw error instanceof UnreadablePicture ? new Refusal("picture-unreadable") : error;
  }
}
