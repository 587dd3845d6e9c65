// The page's engine under node: `load(file)` compiles it, `instance().ask(text)` answers one request.
import { readFileSync } from "node:fs";

/** Where the tables lie that a page has beside the engine. */
const TABLES = new URL("../crates/aws-facts/data/", import.meta.url);

export async function load(file) {
  const module = await WebAssembly.compile(readFileSync(file));
  return { instance: () => new Engine(module) };
}

class Engine {
  constructor(module) {
    this.module = module;
    this.start();
  }

  start() {
    this.exports = new WebAssembly.Instance(this.module, {}).exports;
  }

  // Room in the engine's memory that holds these bytes.
  room(bytes) {
    const start = this.exports.alloc(bytes.length);
    new Uint8Array(this.exports.memory.buffer, start, bytes.length).set(bytes);
    return start;
  }

  text(packed) {
    const bits = BigInt.asUintN(64, packed);
    const [start, length] = [Number(bits >> 32n), Number(bits & 0xffffffffn)];
    const text = new TextDecoder().decode(new Uint8Array(this.exports.memory.buffer, start, length));
    return { text, start, length };
  }

  // Throws where the engine traps; such an engine is not to be asked again. A table that is missing is supplied, as the
  // page's worker does it.
  ask(request) {
    const answer = this.answer(request);
    if (!answer.startsWith('{"needs"')) return answer;
    const table = readFileSync(new URL(JSON.parse(answer).needs, TABLES));
    this.start();
    this.exports.supply(this.room(table), table.length);
    return this.answer(request);
  }

  answer(request) {
    const bytes = new TextEncoder().encode(request);
    const start = this.room(bytes);
    const answer = this.text(this.exports.run(start, bytes.length));
    this.exports.dealloc(start, bytes.length);
    this.exports.dealloc(answer.start, answer.length);
    return answer.text;
  }

  lastPanic() {
    return this.text(this.exports.last_panic()).text;
  }
}
