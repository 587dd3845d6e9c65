// What all tests of the page share: a site, a browser, a reader's hands.
import { execFileSync, spawn } from "node:child_process";
import { createServer } from "node:http";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { extname, join, normalize, resolve as absolute } from "node:path";
import { chromium } from "playwright-core";

export const shots = "target/screenshots";
mkdirSync(shots, { recursive: true });
const axe = readFileSync("node_modules/axe-core/axe.min.js", "utf8");

export function check(holds, what) {
  if (!holds) throw new Error(what);
}

const TYPES = { ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".css": "text/css", ".wasm": "application/wasm", ".json": "application/json", ".bin": "application/octet-stream", ".svg": "image/svg+xml" };

/** A host that knows nothing of us: files below a path, no header but the type. */
export function host(folder, prefix) {
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://x").pathname);
    const file = normalize(join(folder, path.slice(prefix.length)));
    const found = path.startsWith(prefix) && file.startsWith(normalize(folder)) && existsSync(file) && extname(file) !== "";
    response.writeHead(found ? 200 : 404, { "content-type": TYPES[extname(file)] ?? "application/octet-stream" });
    response.end(found ? readFileSync(file) : "");
  });
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => resolve({ url: `http://127.0.0.1:${server.address().port}${prefix}`, close: () => server.close() }));
  });
}

/** `dryrun serve` of this book, with its Content-Security-Policy as a header. */
function serve() {
  const child = spawn(dryrun, ["serve", "--port", "0"], { stdio: ["ignore", "pipe", "inherit"] });
  return new Promise((resolve, reject) => {
    child.stdout.on("data", (data) => {
      const found = /http:\/\/\S+\//.exec(String(data));
      if (found) resolve({ url: found[0], isServe: true, close: () => { child.removeAllListeners("exit"); child.kill(); } });
    });
    child.on("exit", () => reject(new Error("dryrun serve ended")));
  });
}

const dryrun = absolute(process.env.DRYRUN ?? "target/release/dryrun");
const given = process.argv.indexOf("--pages");

/** The book as `dryrun build` makes it, for any host; a copy, since `dryrun serve` builds in the same place. */
export const built = given > 0 ? process.argv[given + 1] : copied();

function copied() {
  execFileSync(dryrun, ["build"], { stdio: "ignore" });
  const folder = mkdtempSync(join(tmpdir(), "dryrun-pages-"));
  process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
  cpSync("target/book", folder, { recursive: true });
  return folder;
}

export const site = given > 0 ? await host(process.argv[given + 1], "/a/book/") : await serve();
export const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});

export const errors = [];
const DESKTOP = { width: 1280, height: 900 };

/** A page in a browser that has never been here; what it complains about is noted. */
export async function fresh({ quiet = false, ...options } = {}, on = site) {
  const context = await browser.newContext({ viewport: DESKTOP, ...options });
  const page = await context.newPage();
  if (quiet) return page;
  page.on("pageerror", (error) => errors.push(`${page.url()}: ${error}`));
  page.on("console", (message) => {
    if (message.type() === "error" && !message.text().includes("404")) errors.push(`${page.url()}: ${message.text()}`);
  });
  page.on("request", (request) => {
    if (request.url().startsWith("http") && !request.url().startsWith(new URL(on.url).origin)) errors.push(`a third-party request: ${request.url()}`);
  });
  await page.addInitScript(() => {
    window.seen = { shift: 0, long: 0 };
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        if (!entry.hadRecentInput && entry.sources.length > 0 && entry.sources.every((source) => source.node?.closest?.(".dryrun") ?? source.node?.parentElement?.closest(".dryrun"))) { window.seen.shift += entry.value; window.seen.what = entry.sources.map((source) => `${(source.node?.outerHTML ?? source.node?.textContent ?? "").slice(0, 80)} ${JSON.stringify(source.previousRect)} ${JSON.stringify(source.currentRect)}`).join("\n"); }
      }
    }).observe({ type: "layout-shift", buffered: true });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) window.seen.long = Math.max(window.seen.long, entry.duration);
    }).observe({ type: "longtask", buffered: true });
  });
  return page;
}

export const at = (path) => new URL(path, site.url).href;
export const frame = (page, id) => page.locator(`#example-${id}`);
export const status = (page, id) => frame(page, id).locator(".dr-toolbar .dr-status");
export const settled = (page, id, kind) => frame(page, id).locator(`.dr-status[data-kind=${kind}]`).waitFor({ timeout: 20000 });
export const tab = (page, id, name) => frame(page, id).getByRole("tab", { name, exact: true });
export const press = (page, id, name) => frame(page, id).locator(".dr-bench").getByRole("button", { name, exact: true }).click();
export const act = (page, id, name) => frame(page, id).locator(`[data-act=${name}]`).first().click();

/** Replaces the text of the open editor. */
export async function type(page, id, change) {
  const content = frame(page, id).locator(".cm-content");
  await content.click();
  const text = await content.evaluate((element) => element.cmTile?.view?.state.doc.toString() ?? element.cmView?.view?.state.doc.toString() ?? [...element.querySelectorAll(".cm-line")].map((line) => line.textContent).join("\n"));
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.insertText(change(text));
}

export async function serious(page, where) {
  await page.evaluate(axe);
  const found = await page.evaluate(() => window.axe.run({ include: [[".dryrun"]] }, { resultTypes: ["violations"] }));
  const bad = found.violations.filter((one) => one.impact === "serious" || one.impact === "critical");
  check(bad.length === 0, `${where}: ${bad.map((one) => `${one.id} (${one.nodes.map((node) => `${node.target.join(" ")} ${node.any.map((any) => any.message).join(";")}`).slice(0, 3).join(" | ")})`).join("\n")}`);
}
