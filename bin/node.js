#!/usr/bin/env node
// `node bin/node.js file.ts …`: runs a TypeScript file of the project with a Node that can.
import { resolve } from "node:path";
import { runNode } from "./run-node.js";

const [entry, ...args] = process.argv.slice(2);
if (!entry) {
  process.stderr.write("Name the file to run: node bin/node.js FILE [ARGUMENT …]\n");
  process.exit(2);
}
runNode(resolve(entry), args);
