// A link that carries an example's edits: `#dryrun=1.ID.DATA`, DATA being JSON, deflated, in base64url. It is data only:
// what it holds is put into editors as text.

import { isRecord, isTexts } from "./store";

/** Texts by the names of the parts; where to look. */
export interface Shared {
  texts: Record<string, string>;
  case?: string;
}

const VERSION = "1";
const NAME = "dryrun";
/** More than this is no link of ours. */
const LARGEST = 2_000_000;

async function through(bytes: BlobPart, stream: GenericTransformStream, limit = Infinity): Promise<Uint8Array<ArrayBuffer>> {
  const reader = new Blob([bytes]).stream().pipeThrough(stream as ReadableWritablePair<Uint8Array, Uint8Array>).getReader();
  const chunks: BlobPart[] = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.length;
    if (size > limit) throw new Error("the link holds too much");
    chunks.push(value as Uint8Array<ArrayBuffer>);
  }
  return new Uint8Array(await new Blob(chunks).arrayBuffer());
}

function base64url(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  const plain = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(plain, (c) => c.charCodeAt(0));
}

export async function fragment(id: string, shared: Shared): Promise<string> {
  const packed = await through(JSON.stringify(shared), new CompressionStream("deflate-raw"));
  return `#${NAME}=${VERSION}.${encodeURIComponent(id).replaceAll(".", "%2E")}.${base64url(packed)}`;
}

/** What a link carries; `undefined` for links that are not ours, an error for ours that cannot be read. */
export async function opened(hash: string): Promise<{ id: string; shared: Shared } | undefined> {
  if (!hash.startsWith(`#${NAME}=`)) return undefined;
  const [version, id, data] = hash.slice(NAME.length + 2).split(".");
  if (version !== VERSION) throw new Error("this link was made by another version of this page");
  if (!id || !data) throw new Error("this link is not whole");
  let read: unknown;
  try {
    const bytes = await through(bytesOf(data), new DecompressionStream("deflate-raw"), LARGEST);
    read = JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    throw new Error("this link is not whole");
  }
  if (!isRecord(read) || !isTexts(read["texts"])) throw new Error("this link holds something else");
  const name = typeof read["case"] === "string" ? { case: read["case"] } : {};
  return { id: decodeURIComponent(id), shared: { texts: read["texts"], ...name } };
}
