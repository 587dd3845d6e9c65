// Asks the same of the engine as WebAssembly and of its native twin, and wants the same bytes.
//
//   node .ci/wasm-conformance.mjs WASM NATIVE     NATIVE answers one request a line (`crates/wasm/examples/lines.rs`)
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { dirname, join } from "node:path";
import { load } from "./wasm-module.mjs";
import { requests } from "./wasm-requests.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const shared = process.env.DRYRUN_SHARED ?? join(root, "../shared");
const [wasm, program] = process.argv.slice(2);
const twin = spawn(program, { stdio: ["pipe", "pipe", "inherit"] });
const answers = createInterface({ input: twin.stdout })[Symbol.asyncIterator]();
const native = async (request) => {
  twin.stdin.write(`${request}\n`);
  const { value, done } = await answers.next();
  if (done) throw new Error("the native twin ended");
  return value;
};

const { instance } = await load(wasm);
let engine = instance();
let [differ, there, here] = [0, 0, 0];
const tally = new Map();
for (const [suite, name, request] of requests(root, shared)) {
  // A request is one line, and JSON does not mind.
  const line = (typeof request === "string" ? request : JSON.stringify(request)).replace(/\n/g, " ");
  const began = performance.now();
  const want = await native(line);
  const between = performance.now();
  let got;
  try {
    got = engine.ask(line);
  } catch (trap) {
    got = `trap: ${trap.message}: ${engine.lastPanic()}`;
    engine = instance();
  }
  here += between - began;
  there += performance.now() - between;
  const counts = tally.get(suite) ?? { alike: 0, asked: 0 };
  tally.set(suite, counts);
  counts.asked += 1;
  if (got === want) counts.alike += 1;
  else {
    differ += 1;
    if (differ <= 20) {
      let at = 0;
      while (at < want.length && want[at] === got[at]) at += 1;
      const from = Math.max(0, at - 80);
      console.error(`${name}:\n  native ${want.slice(from, at + 120)}\n  wasm   ${got.slice(from, at + 120)}`);
    }
  }
}
twin.stdin.end();
let asked = 0;
for (const [suite, counts] of tally) {
  console.log(`${suite}: ${counts.alike} of ${counts.asked} answers equal`);
  asked += counts.asked;
}
console.log(`${asked - differ} of ${asked} in all; native ${Math.round(here)} ms, wasm ${Math.round(there)} ms`);
if (differ > 0 || asked < 500) process.exit(1);
