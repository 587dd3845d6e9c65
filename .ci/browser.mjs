// Reads the whole book in Chromium: no errors, no page that scrolls sideways on a phone, frames in place, live reload works.
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";

const dryrun = process.env.DRYRUN ?? join(process.cwd(), "target/release/dryrun");
const shots = "target/screenshots";
mkdirSync(shots, { recursive: true });

function serve(root) {
  const child = spawn(dryrun, ["serve", "--root", root, "--port", "0"], { stdio: ["ignore", "pipe", "inherit"] });
  const url = new Promise((resolve, reject) => {
    child.stdout.on("data", (data) => {
      const found = /http:\/\/\S+\//.exec(String(data));
      if (found) resolve(found[0]);
    });
    child.on("exit", () => reject(new Error("dryrun serve ended")));
  });
  return { child, url };
}

function check(holds, what) {
  if (!holds) throw new Error(what);
}

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});

async function readBook() {
  const { child, url } = serve(".");
  try {
    const base = await url;
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    const errors = [];
    page.on("pageerror", (error) => errors.push(`${page.url()}: ${error}`));
    page.on("requestfailed", (request) => {
      if (!request.url().endsWith("/__dryrun")) errors.push(`${request.url()}: ${request.failure()?.errorText}`);
    });
    page.on("request", (request) => check(request.url().startsWith(base) || !request.url().startsWith("http"), `a third-party request: ${request.url()}`));
    await page.goto(base);
    const links = await page.$$eval("nav a[href$='.html'], #mdbook-sidebar a[href$='.html']", (all) => [...new Set(all.map((a) => a.href.split("#")[0]))]);
    check(links.length >= 8, `only ${links.length} chapters in the sidebar`);
    let frames = 0;
    const anchors = new Map();
    const targets = [];
    for (const link of links) {
      const name = new URL(link).pathname.slice(1).replaceAll("/", "-").replace(".html", "") || "index";
      for (const [device, width] of [["desktop", 1280], ["phone", 390]]) {
        await page.setViewportSize({ width, height: 900 });
        await page.goto(link);
        const wide = await page.evaluate(() => document.querySelector("main").scrollWidth - document.documentElement.clientWidth);
        check(wide <= 1, `${link} is ${wide} px too wide on a ${device}`);
        await page.screenshot({ path: `${shots}/${name}-${device}.png`, fullPage: true });
      }
      anchors.set(link, new Set(await page.$$eval("[id]", (all) => all.map((element) => element.id))));
      for (const target of await page.$$eval("main a[href]", (all) => all.map((a) => a.href))) targets.push([link, target]);
      frames += await page.locator(".dryrun").count();
      check((await page.locator(".dryrun-stale").count()) === 0, `${link} shows a stale result`);
      const raw = await page.locator("main").evaluate((main) => {
        const copy = main.cloneNode(true);
        copy.querySelectorAll("code, style").forEach((code) => code.remove());
        return copy.textContent;
      });
      check(!raw.includes("dryrun:"), `${link} shows a comment of ours`);
    }
    check(frames > 40, `only ${frames} frames`);
    anchors.set(base, anchors.get(new URL("index.html", base).href) ?? new Set());
    for (const [from, target] of targets.filter(([, target]) => target.startsWith(base))) {
      const [file, anchor] = target.split("#");
      check(anchors.has(file), `${from} links to ${file}, which is no chapter`);
      check(!anchor || anchors.get(file)?.has(decodeURIComponent(anchor)), `${from} links to ${target}, which has no such anchor`);
    }
    await page.goto(base);
    await page.evaluate(() => { document.documentElement.className = document.documentElement.className.replace(/\blight\b/, "ayu"); });
    await page.setViewportSize({ width: 1280, height: 900 });
    await page.screenshot({ path: `${shots}/index-dark.png`, fullPage: true });
    check(errors.length === 0, errors.join("\n"));
    await page.close();
    console.log(`${links.length} pages read, ${frames} frames`);
  } finally {
    child.removeAllListeners("exit");
    child.kill();
  }
}

async function liveReload() {
  const root = mkdtempSync(join(tmpdir(), "dryrun-book-"));
  const chapter = join(root, "src/one.md");
  const text = (name, output) => `# One\n\n\`\`\`json asl id=one\n{ "StartAt": "A", "States": { "A": { "Type": "Pass", "Result": ${name}, "End": true } } }\n\`\`\`\n\n\`\`\`json output of=one\n${output}\n\`\`\`\n`;
  mkdirSync(join(root, "src"));
  writeFileSync(join(root, "book.toml"), '[book]\ntitle = "One"\n[preprocessor.dryrun]\nbefore = ["links"]\n');
  writeFileSync(join(root, "src/SUMMARY.md"), "# Summary\n\n- [One](one.md)\n");
  writeFileSync(chapter, text('"first"', '"first"'));
  const { child, url } = serve(root);
  try {
    const page = await browser.newPage();
    await page.goto(`${await url}one.html`);
    await page.locator(".dryrun-verified").first().waitFor();
    await page.waitForTimeout(700);
    writeFileSync(chapter, text('"second"', '"first"'));
    await page.locator(".dryrun-stale").first().waitFor({ timeout: 10000 });
    writeFileSync(chapter, text('"second"', '"second"'));
    await page.locator(".dryrun-verified").first().waitFor({ timeout: 10000 });
    const script = '<img src=x onerror="document.title=1">';
    writeFileSync(chapter, text(JSON.stringify(script), JSON.stringify(script)));
    await page.waitForFunction(() => document.querySelector("main")?.textContent.includes("onerror"), null, { timeout: 10000 }).catch(async () => {
      throw new Error(`the page does not show the new text:\n${await page.locator("body").innerText()}`);
    });
    check((await page.title()) !== "1", "a result was run as HTML");
    rmSync(chapter);
    await page.locator("#dryrun-failure").waitFor({ timeout: 10000 });
    console.log("live reload follows the chapter, and tells a failed build");
    await page.close();
  } finally {
    child.removeAllListeners("exit");
    child.kill();
    rmSync(root, { recursive: true, force: true });
  }
}

try {
  await readBook();
  await liveReload();
} finally {
  await browser.close();
}
