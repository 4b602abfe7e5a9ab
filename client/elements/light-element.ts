import { LitElement } from "lit";
import { Localised } from "../i18n/t.ts";
import "./input/keeps-focus-moved.ts";
import { lookAfterFocus } from "./input/lost-focus.ts";
import { whilePressed } from "./input/press.ts";

/**
 * The base of pages and elements: renders in light DOM, so that client/styles/base.css applies, and renders again when
 * the reader changes the language. Children written between the tags by a parent's template would be mixed with what
 * the element renders: pass templates and data as properties instead. Nothing is drawn while something is pressed (press.ts),
 * what is moved keeps the focus (keeps-focus-moved.ts), and what is drawn leaves it on no body (lost-focus.ts).
 */
export class LightElement extends LitElement {
  constructor() {
    super();
    new Localised(this);
    this.addController({ hostUpdated: lookAfterFocus });
  }

  protected override scheduleUpdate(): void | Promise<unknown> {
    const released = whilePressed();
    return released ? released.then(() => super.scheduleUpdate()) : super.scheduleUpdate();
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }
}
