#!/usr/bin/env node
// Starts the Firefox named by FIREFOX_PATH and stands between it and Playwright, which sets preferred colours in every
// context and knows no way without: of a Firefox that has no such command yet the refusal is taken as done.
import { spawn } from "node:child_process";
import { WebSocket, WebSocketServer } from "ws";

const COLOURS = '"method":"emulation.setMediaFeaturesOverride"';

const firefox = spawn(process.env.FIREFOX_PATH, process.argv.slice(2), { stdio: ["ignore", "inherit", "pipe"] });
firefox.on("error", ({ message }) => {
  process.stderr.write(`${message}\n`);
  process.exit(1);
});
firefox.on("exit", (code) => process.exit(code ?? 1));
for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"]) process.on(signal, () => firefox.kill(signal));

let printed = "";
firefox.stderr.setEncoding("utf8").on("data", (text) => {
  process.stderr.write(text.replaceAll("WebDriver BiDi listening", "Firefox listening"));
  if (printed === null) return;
  printed += text;
  const real = /WebDriver BiDi listening on (ws:\S+)\s/.exec(printed)?.[1];
  if (!real) return;
  printed = null;
  const server = new WebSocketServer({ host: "127.0.0.1", port: 0, perMessageDeflate: false });
  server.on("connection", (near, { url }) => join(near, new WebSocket(real + url, { perMessageDeflate: false })));
  server.on("listening", () => {
    process.stderr.write(`\nWebDriver BiDi listening on ws://127.0.0.1:${server.address().port}\n`);
  });
});

function join(near, far) {
  const asked = new Set();
  const early = [];
  near.on("message", (data) => {
    const text = data.toString();
    if (text.includes(COLOURS)) asked.add(JSON.parse(text).id);
    if (far.readyState === WebSocket.OPEN) far.send(text);
    else early.push(text);
  });
  far.on("open", () => early.forEach((text) => far.send(text)));
  far.on("message", (data) => {
    const text = data.toString();
    const id = asked.size > 0 && text.includes('"unknown command"') ? JSON.parse(text).id : null;
    near.send(asked.delete(id) ? JSON.stringify({ type: "success", id, result: {} }) : text);
  });
  // Whoever asked for this Firefox is gone, however it ended.
  near.on("close", () => firefox.kill());
  far.on("close", () => near.close());
  near.on("error", () => far.terminate());
  far.on("error", () => near.terminate());
}
