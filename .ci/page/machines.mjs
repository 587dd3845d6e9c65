// State machines: cases, steps, exercises, playgrounds.
import { readFileSync } from "node:fs";
import { act, at, check, frame, fresh, press, serious, settled, shots, tab, type } from "./reader.mjs";

export default {
  async "cases, views and steps, by keyboard"() {
    const page = await fresh();
    await page.goto(at("step-functions/retry-loop.html"));
    await act(page, "retry-loop", "run");
    await tab(page, "retry-loop", "Steps").waitFor();
    const cases = frame(page, "retry-loop").getByRole("tablist", { name: "Cases" });
    await cases.getByRole("tab").first().focus();
    await page.keyboard.press("ArrowRight");
    check(page.url().includes("retry-loop"), "an arrow turned the page");
    check((await cases.getByRole("tab", { selected: true }).textContent()) === (await cases.getByRole("tab").nth(1).textContent()), "the arrow chooses the next case");
    await tab(page, "retry-loop", "Steps").click();
    const slider = frame(page, "retry-loop").getByRole("slider", { name: "Virtual time" });
    await slider.waitFor();
    const last = Number(await slider.getAttribute("max"));
    check(last > 5, "there are steps");
    const forward = frame(page, "retry-loop").getByRole("button", { name: "One step forward" });
    for (let step = 0; step < 4; step += 1) await forward.click();
    check((await slider.inputValue()) === "4", "forward goes on");
    check((await frame(page, "retry-loop").locator(".dr-graph .node.here").count()) === 1, "the graph shows where the run stands");
    await slider.focus();
    await page.keyboard.press("End");
    check((await frame(page, "retry-loop").locator(".dr-graph .node.taken").count()) > 1, "the graph shows the way");
    await frame(page, "retry-loop").getByRole("button", { name: "One step back" }).click();
    check((await slider.inputValue()) === String(last - 1), "back goes back");
    check((await frame(page, "retry-loop").locator(".dr-stage").count()) > 1, "the data stages are side by side");
    await frame(page, "retry-loop").scrollIntoViewIfNeeded();
    await frame(page, "retry-loop").locator(".dr-bench").screenshot({ path: `${shots}/page-steps.png` });
    await tab(page, "retry-loop", "History").click();
    check((await frame(page, "retry-loop").locator("[data-view=history] tbody tr").count()) === last + 1, "the history has all events");
    await tab(page, "retry-loop", "Coverage").click();
    check((await frame(page, "retry-loop").locator(".dr-panel").innerText()).includes("4 of 4"), "the coverage counts what the cases reach");
    await serious(page, "the bench of a machine");
    for (const name of ["Trace", "Timeline"]) {
      await tab(page, "retry-loop", name).click();
      check((await frame(page, "retry-loop").locator(".dr-panel").innerText()).includes("LambdaFunction"), `${name} names the states`);
      if (name === "Timeline") await frame(page, "retry-loop").locator(".dr-bench").screenshot({ path: `${shots}/page-timeline.png` });
    }
    await page.context().close();
  },

  async "at each step: stages with what differs, retries left, variables, context"() {
    const page = await fresh();
    await page.goto(at("step-functions/retry-loop.html"));
    await act(page, "retry-loop", "run");
    await tab(page, "retry-loop", /after-retries/).click({ timeout: 20000 });
    await tab(page, "retry-loop", "Steps").click();
    const bench = frame(page, "retry-loop").locator(".dr-bench");
    const forward = frame(page, "retry-loop").getByRole("button", { name: "One step forward" });
    const seen = [];
    while (await forward.isEnabled()) {
      await forward.click();
      seen.push(await bench.locator(".dr-panel").innerText());
      if (await bench.locator(".dr-stage ins").count()) seen.push("differs");
    }
    check(seen.includes("differs"), "stages mark what differs from the one before");
    check(seen.some((text) => /CustomError\s+2\s+0/.test(text)), "the table of retries says how many are left");
    await bench.getByText("Context object").click();
    check((await bench.locator(".dr-context").innerText()).includes("EnteredTime"), "the context object is there");
    await page.goto(at("step-functions/jsonata.html"));
    const id = await page.locator(".dryrun-definition[id]").evaluateAll((all) => all.find((one) => one.textContent.includes('"Assign"')).dataset.of);
    await act(page, id, "run");
    await tab(page, id, "Steps").click({ timeout: 20000 });
    await frame(page, id).getByRole("slider", { name: "Virtual time" }).focus();
    await page.keyboard.press("End");
    check((await frame(page, id).getByRole("region", { name: "Variables" }).innerText()).includes("$"), "variables are shown");
    await page.context().close();
  },

  async "by keyboard alone: order, names, what is announced"() {
    const page = await fresh();
    await page.goto(at("step-functions/retry-loop.html"));
    await frame(page, "retry-loop").locator("[data-act=run]").first().focus();
    await page.keyboard.press("Enter");
    await settled(page, "retry-loop", "good");
    check((await frame(page, "retry-loop").locator(".dr-toolbar .dr-status[role=status][aria-live=polite]").count()) === 1, "the status is announced");
    const order = [];
    for (let stop = 0; stop < 14; stop += 1) {
      await page.keyboard.press("Tab");
      order.push(await page.evaluate(() => {
        const { activeElement: here } = document;
        return (here.getAttribute("aria-label") ?? here.textContent).trim().slice(0, 40);
      }));
    }
    const wanted = ["Edit retry-loop", "Share retry-loop", "Run", "Format", "Share", "at-once", "Result"];
    const places = wanted.map((name) => order.findIndex((one) => one.endsWith(name)));
    check(places.every((place, index) => place > (places[index - 1] ?? -1)), `the order of stops: ${order.join(" | ")}`);
    await page.context().close();
  },

  async "input and mocks are edited beside the machine"() {
    const page = await fresh();
    await page.goto(at("step-functions/retry-loop.html"));
    await act(page, "retry-loop", "edit");
    const parts = frame(page, "retry-loop").getByRole("tablist", { name: "Files" });
    await parts.getByRole("tab", { name: "input", exact: true }).click();
    await type(page, "retry-loop", () => '{ "order": "o-99" }');
    await frame(page, "retry-loop").locator(".dr-panel", { hasText: "o-99" }).waitFor({ timeout: 20000 });
    await parts.getByRole("tab", { name: "mocks · at-once", exact: true }).click();
    await type(page, "retry-loop", () => '{ "LambdaFunction": [{ "Throw": { "Error": "Broken", "Cause": "" } }, { "Return": { "value1": "value1", "count": 7 } }] }');
    await frame(page, "retry-loop").locator(".dr-panel", { hasText: '"count": 7' }).waitFor({ timeout: 20000 });
    await press(page, "retry-loop", "Reset");
    await settled(page, "retry-loop", "good");
    // An example that was published without an input takes one all the same.
    await page.goto(at("step-functions/jsonata.html"));
    const id = await page.evaluate(() => JSON.parse(document.querySelector("script.dryrun-data").textContent).examples.find((one) => one.engine === "asl" && !one.example.parts.some((part) => part.role === "input") && document.getElementById(`example-${one.example.id}`)).example.id);
    await act(page, id, "edit");
    await frame(page, id).getByRole("tablist", { name: "Files" }).getByRole("tab", { name: "input", exact: true }).click();
    await type(page, id, () => '{ "mine": 1 }');
    await settled(page, id, "good");
    await tab(page, id, "Steps").click();
    await frame(page, id).locator(".dr-stage", { hasText: '"mine": 1' }).first().waitFor({ timeout: 20000 }).catch(async () => {
      await frame(page, id).getByRole("button", { name: "One step forward" }).click();
      await frame(page, id).locator(".dr-stage", { hasText: '"mine": 1' }).first().waitFor({ timeout: 5000 });
    });
    await page.context().close();
  },

  async "exercises: check, solve, progress"() {
    const page = await fresh();
    await page.goto(at("step-functions/first.html"));
    const exercise = page.locator(".dryrun-exercise").first();
    await exercise.getByRole("button", { name: "Check" }).click();
    await exercise.locator(".dr-status[data-kind=bad]").waitFor({ timeout: 20000 });
    await exercise.getByRole("button", { name: "Solve" }).click();
    await exercise.locator(".dr-status[data-kind=good]").waitFor({ timeout: 20000 });
    await frame(page, "first").locator(".dr-panel .dr-diff").first().waitFor();
    await exercise.scrollIntoViewIfNeeded();
    await exercise.screenshot({ path: `${shots}/page-exercise.png` });
    await serious(page, "an exercise");
    await page.goto(at("progress.html"));
    await page.locator(".dryrun-progress", { hasText: /1 of \d+ solved/ }).waitFor();
    await page.screenshot({ path: `${shots}/page-progress.png` });
    await serious(page, "the progress page");
    const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Export" }).click()]);
    const file = await download.path();
    await page.getByRole("button", { name: "Forget" }).click();
    await page.locator(".dryrun-progress", { hasText: /0 of \d+ solved/ }).waitFor();
    await page.locator("input[type=file]").setInputFiles({ name: "p.json", mimeType: "application/json", buffer: readFileSync(file) });
    await page.locator(".dryrun-progress", { hasText: /1 of \d+ solved/ }).waitFor();
    await page.context().close();
  },

  async "a machine inside a plan: its exercise, its bench"() {
    const page = await fresh();
    await page.goto(at("together/service.html"));
    const exercise = page.locator('.dryrun-exercise[data-of="service#aws_sfn_state_machine.orders"]');
    await exercise.getByRole("button", { name: "Check" }).click();
    await exercise.locator(".dr-status[data-kind=bad]").waitFor({ timeout: 20000 });
    await page.locator('.dryrun-result[data-of="service#aws_sfn_state_machine.orders"] .dr-bench').getByRole("tab", { name: "Steps" }).waitFor();
    await exercise.getByRole("button", { name: "Work on it" }).click();
    await page.locator('.dryrun-result[data-of="service#aws_sfn_state_machine.orders"] .cm-content').waitFor({ timeout: 20000 });
    await page.context().close();
  },

  async "playgrounds"() {
    const page = await fresh();
    await page.goto(at("playground/asl.html"));
    await page.locator(".dryrun-playground .dr-status[data-kind=good]").waitFor({ timeout: 20000 });
    await page.screenshot({ path: `${shots}/page-playground-asl.png`, fullPage: true });
    await serious(page, "the playground");
    await page.goto(at("playground/terraform.html"));
    await page.locator(".dryrun-playground details.dr-resource").first().waitFor({ timeout: 20000 });
    await page.screenshot({ path: `${shots}/page-playground-tf.png`, fullPage: true });
    await page.goto(at("playground/jsonata.html"));
    await page.locator(".dryrun-playground .dr-text", { hasText: "50" }).waitFor({ timeout: 20000 });
    await page.getByLabel("Expression").fill("$sum(orders.amount");
    await page.locator(".dryrun-playground .dr-failed").waitFor();
    await page.screenshot({ path: `${shots}/page-playground-jsonata.png` });
    await serious(page, "the exerciser");
    await page.goto(at("step-functions/first.html"));
    await act(page, "first", "run");
    await press(page, "first", "Open in the playground");
    await page.locator(".dryrun-playground .dr-status[data-kind=good]").waitFor({ timeout: 20000 });
    check(page.url().includes("playground/asl.html#dryrun=1."), page.url());
    await page.context().close();
  },
};
