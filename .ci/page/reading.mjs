// Pages as they are read: without scripts, printed, in all themes, on a phone, found by search.
import { act, at, check, frame, fresh, press, serious, settled, shots, tab } from "./reader.mjs";

export default {
  async "a page without scripts is whole"() {
    const page = await fresh({ javaScriptEnabled: false });
    await page.goto(at("step-functions/retry-loop.html"));
    check((await page.locator(".dryrun-result pre:visible").count()) > 5, "results are shown");
    check((await page.locator(".dryrun-actions:visible").count()) === 0, "no button without a script");
    check((await page.locator(".dryrun-exercise details").count()) > 0, "hints and answers are folded");
    await page.screenshot({ path: `${shots}/page-no-script.png` });
    check((await page.locator("details.dryrun-step").count()) > 0, "a step shows what it changes");
    await page.emulateMedia({ media: "print" });
    check((await page.locator(".dryrun-result pre:visible").count()) > 5, "results are printed");
    await page.screenshot({ path: `${shots}/page-print.png`, fullPage: true });
    await page.goto(at("step-functions/failures.html"));
    check(await page.locator("svg.dryrun-graph").first().isVisible(), "graphs are pictures in the page");
    await page.context().close();
  },

  async "a page with scripts prints as one without"() {
    const page = await fresh();
    await page.goto(at("step-functions/first.html"));
    await act(page, "first", "edit");
    await frame(page, "first").locator(".cm-content").waitFor();
    await page.emulateMedia({ media: "print" });
    check((await page.locator(".dr-bench:visible, .dryrun-actions:visible").count()) === 0, "neither editor nor button is printed");
    check(await frame(page, "first").locator(":scope > pre").first().isVisible(), "the code is printed");
    await page.context().close();
  },

  async "steps have neighbours, examples have anchors"() {
    const page = await fresh();
    await page.goto(at("step-functions/retry-loop.html"));
    const bare = await page.locator("div.dryrun-definition[data-of]").evaluateAll((all) => all.filter((one) => one.querySelector("a.dryrun-label")?.hash !== `#${one.id}`).map((one) => one.outerHTML.slice(0, 200)));
    check(bare.length === 0, `an example without an anchor: ${bare[0]}`);
    await frame(page, "retry-loop").getByRole("link", { name: /retry-loop-safe/ }).click();
    check(page.url().endsWith("#example-retry-loop-safe"), page.url());
    await frame(page, "retry-loop-safe").getByTitle("step before: retry-loop").click();
    check(page.url().endsWith("#example-retry-loop"), page.url());
    await page.context().close();
  },

  async "who wants no motion sees none"() {
    for (const [reducedMotion, moves] of [["reduce", false], ["no-preference", true]]) {
      const page = await fresh({ reducedMotion });
      await page.goto(at("step-functions/first.html"));
      await page.route("**/dryrun.wasm*", () => undefined);
      await act(page, "first", "run");
      await frame(page, "first").locator(".dr-status[data-kind=busy]").waitFor();
      const running = await page.evaluate(() => document.getAnimations({ subtree: true }).filter((one) => one.playState === "running").length);
      check(running > 0 === moves, `${running} animations with ${reducedMotion}`);
      await page.context().close();
    }
  },

  async "loading a page moves nothing and holds nobody up"() {
    for (const path of ["step-functions/retry-loop.html", "together/service.html", "progress.html"]) {
      const long = [];
      for (let round = 0; round < 3; round += 1) {
        const page = await fresh();
        await page.goto(at(path));
        await page.waitForTimeout(500);
        const seen = await page.evaluate(() => window.seen);
        // Less than this is the font that comes late and moves letters.
        check(seen.shift < 0.001, `${path}: blocks shifted by ${seen.shift}: ${seen.what}`);
        long.push(seen.long);
        if (path.includes("retry")) await page.screenshot({ path: `${shots}/page-light-desktop.png` });
        await page.context().close();
      }
      console.log(`  ${path}: longest task while loading ${Math.min(...long)} ms (mark: 100 ms)`);
      check(Math.min(...long) <= 100 * Number(process.env.SLOW ?? 1), `${path}: a task of ${Math.min(...long)} ms`);
    }
  },

  async "all themes, and a phone"() {
    const page = await fresh();
    await page.goto(at("step-functions/retry-loop.html"));
    await act(page, "retry-loop", "edit");
    await frame(page, "retry-loop").locator(".cm-content").waitFor();
    await press(page, "retry-loop", "Run");
    await settled(page, "retry-loop", "good");
    await tab(page, "retry-loop", "Steps").click();
    for (const theme of ["light", "rust", "coal", "navy", "ayu"]) {
      await page.evaluate((theme) => document.getElementById(`mdbook-theme-${theme}`).click(), theme);
      await page.waitForTimeout(300);
      await serious(page, `the theme ${theme}`);
      if (theme === "ayu" || theme === "light") {
        await page.evaluate(() => scrollTo(0, 0));
        await frame(page, "retry-loop").screenshot({ path: `${shots}/page-bench-${theme}.png` });
      }
    }
    await page.context().close();
    const phone = await fresh({ viewport: { width: 390, height: 844 }, hasTouch: true });
    await phone.goto(at("step-functions/retry-loop.html"));
    await act(phone, "retry-loop", "edit");
    await frame(phone, "retry-loop").locator(".cm-content").waitFor();
    await press(phone, "retry-loop", "Run");
    await tab(phone, "retry-loop", "Steps").click();
    const wide = await phone.evaluate(() => document.querySelector("main").scrollWidth - document.documentElement.clientWidth);
    check(wide <= 1, `${wide} px too wide on a phone`);
    await frame(phone, "retry-loop").screenshot({ path: `${shots}/page-bench-phone.png` });
    await phone.context().close();
  },

  async "the search finds examples, states and resources"() {
    const page = await fresh();
    for (const [word, path] of [["retry-loop", "retry-loop.html"], ["ChoiceState", "retry-loop.html"], ["aws_sfn_state_machine.orders", "service.html"]]) {
      await page.goto(at(`index.html?search=${word}`));
      await page.locator(`#mdbook-searchresults a[href*="${path}"]`).first().waitFor({ timeout: 20000 });
    }
    await page.context().close();
  },
};
