import { cdp } from "vitest/browser";

export interface Point {
  x: number;
  y: number;
}

interface Devtools {
  send(method: "Input.dispatchMouseEvent", params: Record<string, unknown>): Promise<unknown>;
}

/** One event of the browser's own mouse, which selects and clicks as a hand's does. Modifiers: 2 = Ctrl. */
export async function mouse(
  type: "mouseMoved" | "mousePressed" | "mouseReleased",
  { x, y }: Point,
  { isDown = type === "mousePressed", modifiers = 0 }: { isDown?: boolean; modifiers?: number } = {},
): Promise<void> {
  const frame = window.frameElement?.getBoundingClientRect() ?? new DOMRect();
  const scale = frame.width > 0 ? frame.width / window.innerWidth : 1;
  const at = { x: frame.x + x * scale, y: frame.y + y * scale };
  const event = { type, ...at, button: "left", buttons: isDown ? 1 : 0, clickCount: 1, modifiers };
  await (cdp() as unknown as Devtools).send("Input.dispatchMouseEvent", event);
}

/** Drags from one place to another; `halfway` something else happens. */
export async function dragPoints(
  from: Point,
  to: Point,
  modifiers = 0,
  halfway: () => Promise<unknown> = async () => undefined,
): Promise<void> {
  await mouse("mouseMoved", from, { modifiers });
  await mouse("mousePressed", from, { modifiers });
  await mouse("mouseMoved", { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 }, { isDown: true, modifiers });
  await halfway();
  await mouse("mouseMoved", to, { isDown: true, modifiers });
  await mouse("mouseReleased", to, { modifiers });
}

/** Presses the mouse on an element, and releases it once something else has happened and been drawn, or not drawn. */
export async function pressWhile(element: Element, meanwhile: () => Promise<unknown>): Promise<void> {
  const { left, top, width, height } = element.getBoundingClientRect();
  const point = { x: left + width / 2, y: top + height / 2 };
  await mouse("mouseMoved", point);
  await mouse("mousePressed", point);
  await meanwhile();
  await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
  await mouse("mouseReleased", point);
}
