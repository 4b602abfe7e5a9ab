import { createRequire } from "node:module";
import { createCanvas, GlobalFonts } from "@napi-rs/canvas";
import { turnedBy } from "../../../server/scans/page-image.ts";
import { tiffToPdf } from "../../../server/scans/tiff-pdf.ts";
import { readTiff } from "../../../server/scans/tiff.ts";
import { makeTiff } from "./make-tiff.ts";

const FONT = "Drawn";
const file = "@expo-google-fonts/source-serif-4/400Regular/SourceSerif4_400Regular.ttf";
GlobalFonts.registerFromPath(createRequire(import.meta.url).resolve(file), FONT);

/** A4 at 200 pixels an inch. */
const SIZE = { width: 1654, height: 2339 };
const MARGIN = 200;
const LETTER = 33;
const LEADING = 48;

export interface DrawnPage {
  /** Each a paragraph, set in lines that break between words, or at a "\u00ad" inside them. */
  paragraphs: readonly string[];
  header?: string;
  footer?: string;
  /** How far the paper lies askew, in degrees. */
  turned?: number;
  /** How it was laid under the lid: turned to the right so many times by a quarter. */
  quarters?: number;
}

/** A page as a scanner gives it: PNG, or JPEG. */
export async function drawPage(page: DrawnPage, kind: "png" | "jpeg" = "png"): Promise<Uint8Array> {
  const { paragraphs, header, footer, turned = 0, quarters = 0 } = page;
  const canvas = createCanvas(SIZE.width, SIZE.height);
  const context = canvas.getContext("2d");
  context.fillStyle = "#fff";
  context.fillRect(0, 0, SIZE.width, SIZE.height);
  context.translate(SIZE.width / 2, SIZE.height / 2);
  context.rotate((turned * Math.PI) / 180);
  context.translate(-SIZE.width / 2, -SIZE.height / 2);
  context.fillStyle = "#111";
  context.font = `${LETTER}px "${FONT}"`;
  if (header !== undefined) context.fillText(header, MARGIN, 110);
  if (footer !== undefined) context.fillText(footer, SIZE.width / 2, SIZE.height - 100);
  let y = 300;
  const fits = (line: string): boolean => context.measureText(line).width <= SIZE.width - 2 * MARGIN;
  for (const paragraph of paragraphs) {
    for (const line of linesOf(paragraph, fits)) {
      context.fillText(line, MARGIN, y);
      y += LEADING;
    }
    y += LEADING;
  }
  const laid = quarters === 0 ? canvas : turnedBy(canvas, quarters);
  return kind === "png" ? laid.encode("png") : laid.encode("jpeg", 80);
}

/** A PDF of pictures of pages, without any text. Short pages are read in a second; a line that all have is a running head. */
export async function drawScan(pages: readonly DrawnPage[]): Promise<Buffer> {
  const pictures = await Promise.all(pages.map((page) => drawPage(page)));
  return Buffer.from(tiffToPdf(readTiff(await makeTiff(pictures, { packing: "deflate", bits: 1 }))));
}

function linesOf(paragraph: string, fits: (line: string) => boolean): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of paragraph.split(" ")) {
    const whole = word.replaceAll("\u00ad", "");
    const longer = line === "" ? whole : `${line} ${whole}`;
    if (fits(longer)) {
      line = longer;
      continue;
    }
    const [head = "", ...rest] = word.split("\u00ad");
    const broken = `${line} ${head}-`;
    if (rest.length > 0 && fits(broken)) {
      lines.push(broken);
      line = rest.join("");
    } else {
      lines.push(line);
      line = whole;
    }
  }
  return line === "" ? lines : [...lines, line];
}
