// The page's engine under node: `load(file)` compiles it, `instance().ask(text)` answers one request.
import { readFileSync } from "node:fs";

/** The tables that a page has beside the engine. */
const TABLES = {
  "aws.bin": new URL("../crates/aws-facts/data/aws.bin", import.meta.url),
  "charsets.bin": new URL("../crates/cty/data/charsets.bin", import.meta.url),
};

export async function load(file) {
  const module = await WebAssembly.compile(readFileSync(file));
  return { instance: () => new Engine(module) };
}

class Engine {
  constructor(module) {
    this.module = module;
    this.tables = new Map();
    this.start();
  }

  start() {
    this.exports = new WebAssembly.Instance(this.module, {}).exports;
    for (const [name, bytes] of this.tables) {
      const label = new TextEncoder().encode(name);
      this.exports.supply(this.room(label), label.length, this.room(bytes), bytes.length);
    }
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
    for (;;) {
      const answer = this.answer(request);
      if (!answer.startsWith('{"needs"')) return answer;
      const { needs } = JSON.parse(answer);
      if (this.tables.has(needs)) throw new Error(`${needs} is supplied and missing`);
      this.tables.set(needs, readFileSync(TABLES[needs]));
      this.start();
    }
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
