// The engines in a worker of their own: loaded once, asked one request at a time.

interface Exports {
  memory: WebAssembly.Memory;
  alloc(length: number): number;
  dealloc(pointer: number, length: number): void;
  run(pointer: number, length: number): bigint;
  last_panic(): bigint;
}

interface Scope {
  location: Location;
  postMessage(message: unknown): void;
  onmessage: ((event: MessageEvent<{ id: number; request: unknown }>) => void) | null;
}

const scope = self as unknown as Scope;

/** Undoes gzip where a host sends the compressed file as it is. */
async function unpacked(bytes: ArrayBuffer): Promise<ArrayBuffer> {
  const [first, second] = new Uint8Array(bytes);
  if (first !== 0x1f || second !== 0x8b) return bytes;
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream).arrayBuffer();
}

async function load(): Promise<Exports> {
  const url = new URL(`dryrun.wasm${scope.location.search}`, scope.location.href);
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url.pathname}: ${response.status} ${response.statusText}`);
  const { instance } = await WebAssembly.instantiate(await unpacked(await response.arrayBuffer()));
  return instance.exports as unknown as Exports;
}

function text(engines: Exports, packed: bigint): string {
  const whole = BigInt.asUintN(64, packed);
  const pointer = Number(whole >> 32n);
  const length = Number(whole & 0xffff_ffffn);
  const answer = new TextDecoder().decode(new Uint8Array(engines.memory.buffer, pointer, length));
  if (length > 0) engines.dealloc(pointer, length);
  return answer;
}

function ask(engines: Exports, request: string): string {
  const bytes = new TextEncoder().encode(request);
  const pointer = engines.alloc(bytes.length);
  new Uint8Array(engines.memory.buffer, pointer, bytes.length).set(bytes);
  const answer = engines.run(pointer, bytes.length);
  engines.dealloc(pointer, bytes.length);
  return text(engines, answer);
}

/** What ended the engines: the panic's message, or what the browser says of the trap. */
function lastWords(engines: Exports, error: unknown): string {
  try {
    return text(engines, engines.last_panic()) || String(error);
  } catch {
    return String(error);
  }
}

const loading = load();
loading.then(
  () => scope.postMessage({ ready: true }),
  (error: unknown) => scope.postMessage({ failed: String(error) }),
);

scope.onmessage = async ({ data }) => {
  const engines = await loading;
  try {
    scope.postMessage({ id: data.id, answer: JSON.parse(ask(engines, JSON.stringify(data.request))) });
  } catch (error) {
    // The instance is not to be used again; the page ends this worker.
    scope.postMessage({ id: data.id, crashed: lastWords(engines, error) });
  }
};
