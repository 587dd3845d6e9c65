// What travels in the page: examples with all their parts, as inert JSON.

import type { Example } from "./protocol";

export interface Published {
  engine: string;
  example: Example;
  /** The page that defines it, from the book's root. */
  page: string;
  title?: string;
  base?: string;
  after?: string;
  files?: Record<string, string>;
}

export interface PageData {
  version: number;
  examples: Published[];
  playgrounds: Record<string, string>;
  exercises?: { key: string; of: string; page: string; title: string }[];
}

const NOTHING: PageData = { version: 1, examples: [], playgrounds: {} };

export function pageData(): PageData {
  const text = document.querySelector("script.dryrun-data")?.textContent;
  if (!text) return NOTHING;
  try {
    return JSON.parse(text) as PageData;
  } catch {
    return NOTHING;
  }
}

declare const path_to_root: string | undefined;

/** The book's root, with a slash at its end. mdBook writes the way there into each page. */
export function root(): URL {
  const way = typeof path_to_root === "string" ? path_to_root : "";
  return new URL(way || "./", document.baseURI);
}

/** The script's own address: its query names the version that belongs together. */
const own = (document.currentScript as HTMLScriptElement | null)?.src;

/** A file of the folder `dryrun/` beside the pages. */
export function asset(name: string): URL {
  const url = new URL(`dryrun/${name}`, root());
  url.search = own ? new URL(own).search : "";
  return url;
}
