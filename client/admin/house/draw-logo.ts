import { PICTURE_MAX_BYTES } from "../../../schema/protocol/http/house.ts";
import { ProblemError } from "../../api/http.ts";

/** Sides to which a picture is drawn, in pixels, until it is small enough as a file: a logo of 30 mm has 800 at 677 dots an inch. */
const SIDES = [800, 560, 400, 280];

/** A picture of a file, drawn on a canvas of ours and packed as the server takes it. Throws where it cannot be read. */
export async function drawLogo(file: Blob): Promise<{ png: string }> {
  const picture = await createImageBitmap(file).catch(() => null);
  if (!picture) throw new ProblemError("picture-unreadable");
  try {
    for (const side of SIDES) {
      const blob = await drawn(picture, Math.min(1, side / Math.max(picture.width, picture.height)));
      if (blob && blob.size <= PICTURE_MAX_BYTES) return { png: await base64Of(blob) };
    }
  } finally {
    picture.close();
  }
  throw new ProblemError("picture-unreadable");
}

function drawn(picture: ImageBitmap, scale: number): Promise<Blob | null> {
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  const context = canvas.getContext("2d");
  if (context) context.imageSmoothingQuality = "high";
  context?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve) => {
    canvas.toBlob(resolve, "image/png");
  });
}

async function base64Of(blob: Blob): Promise<string> {
  const bytes = new Uint8Array(await blob.arrayBuffer());
  let letters = "";
  for (let at = 0; at < bytes.length; at += 0x8000) letters += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(letters);
}
