import type { Canvas } from "@napi-rs/canvas";
import { chooseModel, confidenceOf, SURE, type ChosenModel } from "./choose-model.ts";
import type { Model } from "./ocr-data.ts";
import { encodePage, greyOf, liesOnItsSide, turnedBy } from "./page-image.ts";
import { itemsOfPage } from "./page-items.ts";
import { openPages, type PageSource, type SourcePage } from "./page-source.ts";
import type { ReadAnswer, ReadJob } from "./reader-messages.ts";
import { Recogniser } from "./recogniser.ts";
import { rulesOf, withoutRules } from "./rules.ts";
import type { ScanItem } from "../store/shapes/scanned-page.ts";

/** Below this a page is perhaps in another language than the one before, and is looked at anew. */
const DOUBTFUL = 70;
/** Below this it perhaps lies on its side or head. */
const WRONG_WAY = 60;

/** Reads the pages of a file that are not done, one after the other. Throws ImportFailure. */
export async function readPages(job: ReadJob, tell: (answer: ReadAnswer) => void): Promise<void> {
  const source = await openPages(job.bytes, job.kind);
  tell({ kind: "opened", pages: source.count });
  const done = new Set(job.done);
  const languages = new Languages(job);
  const reader = new Recogniser(job.data.folder);
  for (let number = 1; number <= source.count; number++)
    if (!done.has(number)) tell(await readPage(source, number, reader, languages));
}

async function readPage(
  source: PageSource,
  number: number,
  reader: Recogniser,
  languages: Languages,
): Promise<ReadAnswer> {
  const page = await source.page(number);
  try {
    return await readSource(page, number, reader, languages);
  } finally {
    // Canvases lie outside of the heap, and would wait for its collector.
    Object.assign(page.canvas, { width: 0, height: 0 });
  }
}

async function readSource(
  page: SourcePage,
  number: number,
  reader: Recogniser,
  languages: Languages,
): Promise<ReadAnswer> {
  if (page.items) return tellOf(number, page.canvas, "text", page.items, await encodePage(page.canvas));
  // The picture is packed while Tesseract reads: it works in another thread.
  const packed = encodePage(page.canvas);
  const { canvas, items } = await readPicture(page, reader, languages);
  const image = canvas === page.canvas ? await packed : await encodePage(canvas);
  return tellOf(number, canvas, "read", items, image);
}

function tellOf(
  number: number,
  { width, height }: Canvas,
  source: "read" | "text",
  items: ScanItem[],
  image: Uint8Array,
): ReadAnswer {
  return { kind: "page", page: { number, source, width, height, items }, image };
}

interface ReadPicture {
  canvas: Canvas;
  items: ScanItem[];
  confidence: number;
}

/** What stands on a page, and the page as it was read: one that lay on its side or head is turned. */
async function readPicture(
  { canvas, pointsPerPixel }: SourcePage,
  reader: Recogniser,
  languages: Languages,
): Promise<ReadPicture> {
  const read = async (picture: Canvas, model: Model): Promise<ReadPicture> => {
    const page = greyOf(picture);
    const rules = rulesOf(page);
    const blocks = await reader.read(withoutRules(page, rules), model);
    return {
      canvas: picture,
      items: itemsOfPage(blocks, rules, page, pointsPerPixel),
      confidence: confidenceOf(blocks),
    };
  };
  const usual = languages.usual && (await read(canvas, languages.usual));
  if (usual && usual.confidence >= DOUBTFUL) return usual;
  const look = await languages.look(canvas, reader);
  const looksUpright = Math.max(look?.confidence ?? 0, usual?.confidence ?? 0) >= WRONG_WAY;
  // A few lines tell which way up it is, and the whole page is then read once.
  const turned = looksUpright ? null : await languages.turn(canvas, reader);
  let other: ReadPicture | null = null;
  if (turned && turned.confidence >= SURE) {
    other = await read(turned.canvas, turned.model);
    if (other.confidence >= DOUBTFUL) return languages.keep(other, turned.model);
  }
  let found = usual ?? { canvas, items: [], confidence: 0 };
  if (look && look.model !== languages.usual) {
    const again = await read(canvas, look.model);
    if (again.confidence > found.confidence || !usual) found = languages.keep(again, look.model);
  }
  if (found.confidence >= WRONG_WAY) return found;
  const best = turned ?? (await languages.turn(canvas, reader));
  if (!best || best.confidence < DOUBTFUL) return found;
  other ??= await read(best.canvas, best.model);
  return other.confidence > found.confidence ? languages.keep(other, best.model) : found;
}

/** Which model reads a page: the one of the page before, unless that can not have been right. */
class Languages {
  readonly #models: readonly Model[];
  #usual: Model | null = null;

  constructor(job: ReadJob) {
    this.#models = job.data.models;
  }

  /** What the page before was read with; null where none was yet. An empty page says nothing of the others. */
  get usual(): Model | null {
    return this.#usual;
  }

  keep(page: ReadPicture, model: Model): ReadPicture {
    this.#usual = model;
    return page;
  }

  look(picture: Canvas, reader: Recogniser): Promise<ChosenModel | null> {
    return chooseModel(greyOf(picture), reader, this.#models);
  }

  /** The picture as it is surest read when it is turned; null where nothing is read in any turn. */
  async turn(picture: Canvas, reader: Recogniser): Promise<(ChosenModel & { canvas: Canvas }) | null> {
    let best: (ChosenModel & { canvas: Canvas }) | null = null;
    for (const quarters of liesOnItsSide(greyOf(picture)) ? [1, 3, 2] : [2, 1, 3]) {
      const canvas = turnedBy(picture, quarters);
      const look = await this.look(canvas, reader);
      if (look && look.confidence > (best?.confidence ?? 0)) best = { ...look, canvas };
      if (best && best.confidence >= SURE) break;
    }
    return best;
  }
}
