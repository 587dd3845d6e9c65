// Uses the book's pages as a reader does, in Chromium: without scripts, running, editing, stepping, sharing; by keyboard, in
// all themes, on a phone. `--pages FOLDER` serves a built book from that folder instead of `dryrun serve`; `--only TEXT`
// runs the tests whose names hold it.
import { at, browser, check, errors, shots, site } from "./page/reader.mjs";
import editing from "./page/editing.mjs";
import engines from "./page/engines.mjs";
import machines from "./page/machines.mjs";
import plans from "./page/plans.mjs";
import reading from "./page/reading.mjs";

const only = process.argv.includes("--only") ? process.argv[process.argv.indexOf("--only") + 1] : "";
const tests = { ...reading, ...machines, ...editing, ...plans, ...engines };

let failed = 0;
try {
  const ships = (await fetch(at("dryrun/dryrun.wasm"))).ok;
  for (const [name, run] of Object.entries(tests)) {
    if (!name.includes(only)) continue;
    if (!ships && !name.includes("without scripts") && !name.includes("search")) {
      console.log(`skipped, for the command holds no page scripts: ${name}`);
      continue;
    }
    errors.length = 0;
    try {
      await run();
      const told = errors.filter((error) => !/come back|comes back|stopped|crash|limited/.test(name) || error.includes("Content Security"));
      check(told.length === 0, told.join("\n"));
      console.log(`ok: ${name}`);
    } catch (error) {
      failed += 1;
      console.log(`FAILED: ${name}\n${error.message}`);
      for (const context of browser.contexts()) {
        for (const page of context.pages()) await page.screenshot({ path: `${shots}/page-failed.png` }).catch(() => {});
        await context.close();
      }
    }
  }
} finally {
  await browser.close();
  site.close();
}
if (failed > 0) process.exit(1);
