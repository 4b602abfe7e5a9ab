#!/usr/bin/env node
import { fileURLToPath } from "node:url";
import { runNode } from "./run-node.js";

runNode(fileURLToPath(new URL("../server/cli.ts", import.meta.url)), process.argv.slice(2));
