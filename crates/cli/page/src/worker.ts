// The engines in a worker of their own: loaded once, asked one request at a time.

interface Exports {
  memory: WebAssembly.Memory;
  alloc(length: number): number;
  dealloc(pointer: number, length: number): void;
  run(pointer: number, length: number): bigint;
  supply(namePointer: number, nameLength: number, pointer: number, length: number): void;
  last_panic(): bigint;
}

/** A request, or the name of a table that requests will need. */
type Message = { id: number; request: unknown } | { fetch: string };

interface Scope {
  location: Location;
  postMessage(message: unknown): void;
  onmessage: ((event: MessageEvent<Message>) => void) | null;
}

const scope = self as unknown as Scope;

/** Undoes gzip where a host sends the compressed file as it is. */
async function unpacked(bytes: ArrayBuffer): Promise<ArrayBuffer> {
  const [first, second] = new Uint8Array(bytes);
  if (first !== 0x1f || second !== 0x8b) return bytes;
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream).arrayBuffer();
}

/** A file beside this one, of the same version. */
async function file(name: string): Promise<ArrayBuffer> {
  const url = new URL(`${name}${scope.location.search}`, scope.location.href);
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url.pathname}: ${response.status} ${response.statusText}`);
  return unpacked(await response.arrayBuffer());
}

const tables = new Map<string, Promise<ArrayBuffer>>();

/** A table that the engines need for some requests only; fetched once. */
function table(name: string): Promise<ArrayBuffer> {
  const found = tables.get(name) ?? file(name);
  tables.set(name, found);
  return found;
}

function instance(module: WebAssembly.Module): Exports {
  return new WebAssembly.Instance(module).exports as unknown as Exports;
}

function text(engines: Exports, packed: bigint): string {
  const whole = BigInt.asUintN(64, packed);
  const pointer = Number(whole >> 32n);
  const length = Number(whole & 0xffff_ffffn);
  const answer = new TextDecoder().decode(new Uint8Array(engines.memory.buffer, pointer, length));
  if (length > 0) engines.dealloc(pointer, length);
  return answer;
}

/** Bytes in the engines' memory: where they begin. */
function room(engines: Exports, bytes: Uint8Array): number {
  const pointer = engines.alloc(bytes.length);
  new Uint8Array(engines.memory.buffer, pointer, bytes.length).set(bytes);
  return pointer;
}

function ask(engines: Exports, request: string): string {
  const bytes = new TextEncoder().encode(request);
  const pointer = room(engines, bytes);
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

const loading = file("dryrun.wasm").then((bytes) => WebAssembly.compile(bytes));
let engines: Exports | undefined;
loading.then(
  () => scope.postMessage({ ready: true }),
  (error: unknown) => scope.postMessage({ failed: String(error) }),
);

/** The tables that the engines have, in the order they were missed. */
const had = new Map<string, Uint8Array>();

/** The engines anew, with a table that the ones before were missing. */
async function supplied(module: WebAssembly.Module, missing: string): Promise<Exports | undefined> {
  scope.postMessage({ waits: true });
  try {
    if (had.has(missing)) throw new Error(`${missing} is not what the engines expect`);
    had.set(missing, new Uint8Array(await table(missing)));
    const fresh = instance(module);
    for (const [name, bytes] of had) {
      const label = new TextEncoder().encode(name);
      fresh.supply(room(fresh, label), label.length, room(fresh, bytes), bytes.length);
    }
    scope.postMessage({ waits: false });
    return fresh;
  } catch (error) {
    scope.postMessage({ failed: String(error) });
    return undefined;
  }
}

scope.onmessage = async ({ data }) => {
  if ("fetch" in data) {
    // A failure is told when a request needs it.
    table(data.fetch).catch(() => undefined);
    return;
  }
  const module = await loading;
  engines ??= instance(module);
  try {
    const request = JSON.stringify(data.request);
    let answer = JSON.parse(ask(engines, request)) as { needs?: string };
    while (answer.needs !== undefined) {
      engines = await supplied(module, answer.needs);
      if (!engines) return;
      answer = JSON.parse(ask(engines, request));
    }
    scope.postMessage({ id: data.id, answer });
  } catch (error) {
    // The instance is not to be used again; the page ends this worker.
    scope.postMessage({ id: data.id, crashed: engines ? lastWords(engines, error) : String(error) });
  }
};
