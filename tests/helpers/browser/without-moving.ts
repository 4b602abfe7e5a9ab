import { onTestFinished } from "vitest";

/** As in a browser that moves nothing by itself (Firefox before 144, Safari), until the test ends. */
export function withoutMoving(): void {
  const own = Object.getOwnPropertyDescriptor(Element.prototype, "moveBefore");
  if (!own) return;
  Reflect.deleteProperty(Element.prototype, "moveBefore");
  onTestFinished(() => void Object.defineProperty(Element.prototype, "moveBefore", own));
}
