// The page's engine under node: `load(file)` compiles it, `instance().ask(text)` answers one request.
import { readFileSync } from "node:fs";

export async function load(file) {
  const module = await WebAssembly.compile(readFileSync(file));
  return { instance: () => new Engine(new WebAssembly.Instance(module, {}).exports) };
}

class Engine {
  constructor(exports) {
    this.exports = exports;
  }

  text(packed) {
    const bits = BigInt.asUintN(64, packed);
    const [start, length] = [Number(bits >> 32n), Number(bits & 0xffffffffn)];
    const text = new TextDecoder().decode(new Uint8Array(this.exports.memory.buffer, start, length));
    return { text, start, length };
  }

  // Throws where the engine traps; such an engine is not to be asked again.
  ask(request) {
    const bytes = new TextEncoder().encode(request);
    const start = this.exports.alloc(bytes.length);
    new Uint8Array(this.exports.memory.buffer, start, bytes.length).set(bytes);
    const answer = this.text(this.exports.run(start, bytes.length));
    this.exports.dealloc(start, bytes.length);
    this.exports.dealloc(answer.start, answer.length);
    return answer.text;
  }

  lastPanic() {
    return this.text(this.exports.last_panic()).text;
  }
}
