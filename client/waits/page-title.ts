import { onWaits, waitsTold } from "./waits-told.ts";

let words = "";

/** The title of the page in its tab, behind the number of what waits for the reader. */
export function setPageTitle(of: string): void {
  words = of;
  draw();
}

function draw(): void {
  const waits = waitsTold();
  document.title = waits > 0 ? `(${waits}) ${words} · Coram` : `${words} · Coram`;
}

onWaits(draw);
