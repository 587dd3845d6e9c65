// The engines behind the page: how they load, how fast they answer, how they end; any host, a strict policy.
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { act, at, built, check, frame, fresh, host, press, settled, site, status, tab } from "./reader.mjs";

/** A module with the engines' exports whose `run` does what these instructions say. */
function engine(instructions) {
  const bytes = (...all) => all.flat(Infinity);
  const section = (id, ...content) => { const body = bytes(content); return [id, body.length, body]; };
  const name = (text, ...rest) => [text.length, [...text].map((letter) => letter.charCodeAt(0)), rest];
  const body = (...code) => { const inner = bytes(0, code, 0x0b); return [inner.length, inner]; };
  return Buffer.from(bytes(
    0, 0x61, 0x73, 0x6d, 1, 0, 0, 0,
    section(1, 4, [0x60, 1, 0x7f, 1, 0x7f], [0x60, 2, 0x7f, 0x7f, 0], [0x60, 2, 0x7f, 0x7f, 1, 0x7e], [0x60, 0, 1, 0x7e]),
    section(3, 4, 0, 1, 2, 3),
    section(5, 1, 0, 4),
    section(7, 5, name("memory", 2, 0), name("alloc", 0, 0), name("dealloc", 0, 1), name("run", 0, 2), name("last_panic", 0, 3)),
    section(10, 4, body(0x41, 0), body(), body(instructions, 0x42, 0), body(0x42, 0)),
  ));
}
const TRAPS = engine([0x00]);
const NEVER_ENDS = engine([0x03, 0x40, 0x0c, 0, 0x0b]);

const serves = (page, body) => page.route("**/dryrun.wasm*", (route) => route.fulfill({ status: 200, contentType: "application/wasm", body }));
const median = (all) => [...all].sort((a, b) => a - b)[all.length >> 1];

/** The least of three: a mark speaks of the page, not of what else the machine does. */
async function least(measure) {
  const all = [];
  for (let round = 0; round < 3; round += 1) all.push(await measure());
  return Math.min(...all);
}

/** Times may be this many times their mark: a machine that does other things besides is slow. */
const SLOW = Number(process.env.SLOW ?? 1);

/** Prints a figure with its mark, and fails above what is allowed. */
function mark(what, is, most, unit, allowed = unit === "ms" ? most * SLOW : most) {
  const missed = is < most ? "" : ", missed";
  console.log(`  ${what}: ${is < 10 ? is.toFixed(1) : Math.round(is)} ${unit} (mark: below ${most} ${unit}${missed})`);
  check(is < allowed, `${what}: ${is} ${unit} are not below ${allowed}`);
}

/** From a press of Run on a page that has loaded nothing yet to the result. */
async function cold(path, id) {
  const page = await fresh();
  await page.goto(at(path));
  const took = await frame(page, id).evaluate(async (element) => {
    const done = new Promise((resolve) => new MutationObserver(() => {
      if (element.querySelector(".dr-panel .dr-text")) resolve();
    }).observe(element, { childList: true, subtree: true }));
    const start = performance.now();
    element.querySelector("[data-act=run]").click();
    await done;
    return performance.now() - start;
  });
  check((await status(page, id).first().textContent()).includes("As recorded on this page."), "the page's results come out");
  await page.context().close();
  return took;
}

/** From a keystroke in an open editor to the changed result, several times. */
async function edits(path, id) {
  const page = await fresh();
  await page.goto(at(path));
  await act(page, id, "edit");
  await frame(page, id).locator(".cm-content").waitFor();
  await press(page, id, "Run");
  await settled(page, id, "good");
  await frame(page, id).locator(".cm-content").click();
  await page.keyboard.press("ControlOrMeta+End");
  const took = [];
  for (let round = 0; round < 9; round += 1) {
    await frame(page, id).locator(".dr-bench").evaluate((bench) => {
      window.edited = new Promise((resolve) => {
        const panel = bench.querySelector(".dr-panel");
        let start;
        bench.addEventListener("beforeinput", () => { start = performance.now(); }, { once: true, capture: true });
        bench.addEventListener("keydown", () => { start ??= performance.now(); }, { once: true, capture: true });
        const seen = new MutationObserver(() => { seen.disconnect(); resolve(performance.now() - start); });
        seen.observe(panel, { childList: true });
      });
    });
    await page.keyboard.press("Enter");
    took.push(await page.evaluate(() => window.edited));
  }
  await page.context().close();
  return median(took);
}

export default {
  async "sizes: what a page loads"() {
    const size = async (name) => gzipSync(Buffer.from(await (await fetch(at(`dryrun/${name}`))).arrayBuffer()), { level: 9 }).length / 1000;
    mark("dryrun.wasm, gzip", await size("dryrun.wasm"), 1500, "kB");
    for (const [table, use] of [["aws.bin", "plans"], ["charsets.bin", "rarer character sets"]]) {
      console.log(`  ${table}, gzip (for ${use} only): ${Math.round(await size(table))} kB`);
    }
    const scripts = await Promise.all(["dryrun.js", "editor.js", "worker.js"].map(size));
    mark("scripts, gzip", scripts.reduce((sum, one) => sum + one, 0), 250, "kB");
  },

  async "the first run of a cold page"() {
    mark("first run of a machine", await least(() => cold("step-functions/retry-loop.html", "retry-loop")), 1000, "ms");
    mark("first plan", await least(() => cold("together/service.html", "service")), 1000, "ms");
  },

  async "an edit is answered at once, in the largest examples"() {
    mark("edit to result, the largest machine", await least(() => edits("step-functions/retry-loop.html", "retry-loop")), 50, "ms");
    mark("edit to result, the largest module", await least(() => edits("together/service.html", "service")), 50, "ms");
  },

  async "only what an example needs is loaded"() {
    const page = await fresh();
    const loaded = [];
    page.on("request", (request) => loaded.push(new URL(request.url()).pathname.split("/").at(-1)));
    await page.goto(at("step-functions/first.html"));
    await page.waitForTimeout(300);
    check(!loaded.includes("dryrun.wasm") && !loaded.includes("editor.js"), "reading loads no engine and no editor");
    await act(page, "first", "run");
    await settled(page, "first", "good");
    check(loaded.includes("dryrun.wasm") && !loaded.includes("editor.js") && !loaded.includes("aws.bin"), `running loads the engine alone: ${loaded}`);
    await page.context().close();
  },

  async "engines that do not come, and come back"() {
    const page = await fresh();
    await page.goto(at("step-functions/first.html"));
    await serves(page, "nothing");
    await act(page, "first", "run");
    await settled(page, "first", "bad");
    await page.unroute("**/dryrun.wasm*");
    await press(page, "first", "Run");
    await settled(page, "first", "good");
    await page.context().close();
  },

  async "the table of the provider does not come, and comes back"() {
    const page = await fresh();
    await page.goto(at("together/service.html"));
    await page.route("**/aws.bin*", (route) => route.fulfill({ status: 404, body: "" }));
    await act(page, "service", "run");
    await settled(page, "service", "bad");
    check((await status(page, "service").first().textContent()).includes("aws.bin"), "the status names what is missing");
    await page.unroute("**/aws.bin*");
    await press(page, "service", "Run");
    await settled(page, "service", "good");
    await page.context().close();
  },

  async "a crash is told, and the next run is well"() {
    const page = await fresh();
    await page.goto(at("step-functions/first.html"));
    await serves(page, TRAPS);
    await act(page, "first", "run");
    await frame(page, "first").locator(".dr-status", { hasText: "The engine crashed" }).waitFor({ timeout: 20000 });
    await page.unroute("**/dryrun.wasm*");
    await press(page, "first", "Run");
    await settled(page, "first", "good");
    await page.context().close();
  },

  async "while it loads and runs it says so; a run can be stopped"() {
    const page = await fresh();
    await page.goto(at("step-functions/first.html"));
    let release;
    const held = new Promise((resolve) => { release = resolve; });
    await page.route("**/dryrun.wasm*", async (route) => { await held; await route.abort().catch(() => {}); });
    await act(page, "first", "run");
    await frame(page, "first").locator(".dr-status[data-kind=busy]", { hasText: "Loading the engines" }).waitFor();
    await press(page, "first", "Stop");
    await frame(page, "first").locator(".dr-status", { hasText: "Stopped." }).waitFor();
    release();
    await page.unroute("**/dryrun.wasm*");
    await serves(page, NEVER_ENDS);
    await press(page, "first", "Run");
    await frame(page, "first").locator(".dr-status[data-kind=busy]", { hasText: "Running" }).waitFor();
    await press(page, "first", "Stop");
    await frame(page, "first").locator(".dr-status", { hasText: "Stopped." }).waitFor();
    await page.unroute("**/dryrun.wasm*");
    await press(page, "first", "Run");
    await settled(page, "first", "good");
    await page.context().close();
  },

  async "time and steps are limited"() {
    const page = await fresh();
    await page.clock.install();
    await page.goto(at("step-functions/first.html"));
    await serves(page, NEVER_ENDS);
    await act(page, "first", "run");
    await frame(page, "first").locator(".dr-status[data-kind=busy]").waitFor();
    for (let second = 0; second < 60 && (await frame(page, "first").locator(".dr-status", { hasText: "Stopped after 10 s" }).count()) === 0; second += 1) {
      await page.clock.runFor(1000);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    await frame(page, "first").locator(".dr-status", { hasText: "Stopped after 10 s" }).waitFor();
    await page.context().close();
    const other = await fresh();
    await other.goto(at("playground/asl.html"));
    await other.locator(".dryrun-playground .dr-status[data-kind=good]").waitFor({ timeout: 20000 });
    await other.locator(".cm-content").click();
    await other.keyboard.press("ControlOrMeta+a");
    await other.keyboard.insertText('{ "StartAt": "A", "States": { "A": { "Type": "Choice", "Choices": [{ "Variable": "$.name", "StringEquals": "nobody", "Next": "B" }], "Default": "A" }, "B": { "Type": "Succeed" } } }');
    await other.locator(".dryrun-playground .dr-status[data-kind=bad]").waitFor({ timeout: 20000 });
    const told = await other.locator(".dryrun-playground .dr-bench").innerText();
    check(/25,?000/.test(told), `an endless machine ends with a reason:\n${told}`);
    await other.context().close();
  },

  async "a plain host, below any path, under the policy in its pages"() {
    const plain = await host(built, "/some/where/else/");
    try {
      const page = await fresh({}, plain);
      await page.goto(new URL("step-functions/first.html", plain.url).href);
      const policy = await page.locator("meta[http-equiv=Content-Security-Policy]").getAttribute("content");
      check(policy.includes("'wasm-unsafe-eval'") && !/script-src[^;]*'unsafe-(inline|eval)'/.test(policy), policy);
      await act(page, "first", "edit");
      await frame(page, "first").locator(".cm-content").waitFor({ timeout: 20000 });
      await press(page, "first", "Run");
      await settled(page, "first", "good");
      await page.goto(new URL("together/service.html", plain.url).href);
      await act(page, "service", "run");
      await settled(page, "service", "good");
      check(readFileSync(`${built}/step-functions/first.html`, "utf8").includes('src="../dryrun/dryrun.js'), "paths are relative");
      await page.context().close();
    } finally {
      plain.close();
    }
  },

  async "nothing runs that the policy does not know"() {
    const page = await fresh({ quiet: true });
    await page.goto(at("step-functions/first.html"));
    const ran = await page.evaluate(() => {
      const script = document.createElement("script");
      script.textContent = "window.intruder = 1";
      document.body.append(script);
      return window.intruder;
    });
    check(ran === undefined, "an inline script ran");
    await page.context().close();
    if (site.isServe) {
      const header = (await fetch(at("step-functions/first.html"))).headers.get("content-security-policy");
      check(header?.includes("default-src") && header.includes("'wasm-unsafe-eval'"), `the header: ${header}`);
    }
  },
};
