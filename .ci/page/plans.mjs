// Terraform: plans, the console, variables.
import { act, at, check, frame, fresh, press, serious, shots, tab, type } from "./reader.mjs";

export default {
  async "a plan: folds, unknowns, console, variables, apply and change"() {
    const page = await fresh();
    await page.goto(at("terraform/repetition.html"));
    const id = await page.locator(".dryrun-definition[id]").first().evaluate((element) => element.id.replace("example-", ""));
    await act(page, id, "run");
    await frame(page, id).locator("details.dr-resource").first().waitFor({ timeout: 20000 });
    check((await frame(page, id).locator(".dr-unknown[title]").count()) > 0, "unknown values are explained");
    await press(page, id, "Fold all");
    check((await frame(page, id).locator("details.dr-resource[open]").count()) === 0, "resources fold");
    await press(page, id, "Unfold all");
    await frame(page, id).locator(".dr-bench").screenshot({ path: `${shots}/page-plan.png` });
    await serious(page, "a plan");
    await tab(page, id, "Console").click();
    await frame(page, id).getByRole("textbox", { name: "Expression" }).fill('upper("a") == "A"');
    await page.keyboard.press("Enter");
    await frame(page, id).locator(".dr-transcript", { hasText: "true" }).waitFor();
    const tables = [];
    page.on("request", (request) => tables.push(new URL(request.url()).pathname.split("/").at(-1)));
    await frame(page, id).getByRole("textbox", { name: "Expression" }).fill('textencodebase64("漢字", "Shift_JIS")');
    await page.keyboard.press("Enter");
    await frame(page, id).locator(".dr-transcript", { hasText: "ir+Omg==" }).waitFor();
    check(tables.includes("charsets.bin"), `rarer character sets come when one is named: ${tables}`);
    await tab(page, id, "Resources").click();
    await tab(page, id, "Plan").click();
    await press(page, id, "Apply and change");
    await frame(page, id).locator(".dr-panel", { hasText: "No changes" }).waitFor({ timeout: 20000 });
    await press(page, id, "Reset");
    await page.context().close();
  },

  async "a plan that changes: marks, the graph of resources, the next plan"() {
    const page = await fresh();
    await page.goto(at("together/service.html"));
    await act(page, "service", "run");
    await frame(page, "service").locator("details.dr-resource").first().waitFor({ timeout: 20000 });
    check((await frame(page, "service").locator(".dr-line.dr-added").count()) > 10, "what is added is marked");
    const told = await frame(page, "service").locator(".dr-unknown[title]").evaluateAll((all) => all.map((one) => one.title));
    check(told.some((text) => text.startsWith("The provider decides")) && told.some((text) => text.startsWith("It follows from aws_")), "each unknown value says why");
    await tab(page, "service", "Graph").click();
    await frame(page, "service").locator(".dr-panel svg.dryrun-graph .node").first().waitFor();
    await frame(page, "service").locator(".dr-bench").screenshot({ path: `${shots}/page-resources.png` });
    await serious(page, "a graph of resources");
    await tab(page, "service", "Resources").click();
    check((await frame(page, "service").getByRole("table").innerText()).includes("aws_sfn_state_machine.orders"), "resources and what they mention");
    await page.goto(at("terraform/change.html"));
    await act(page, "change", "run");
    await frame(page, "change").locator("details.dr-resource").first().waitFor({ timeout: 20000 });
    await press(page, "change", "Apply and change");
    await frame(page, "change").locator(".dr-panel", { hasText: "No changes" }).waitFor({ timeout: 20000 });
    await type(page, "change", (text) => text.replace(/visibility_timeout_seconds = \d+/, "visibility_timeout_seconds = 45"));
    await frame(page, "change").locator(".dr-line.dr-changed, .dr-line.dr-replaced").first().waitFor({ timeout: 20000 });
    await frame(page, "change").locator(".dr-bench").screenshot({ path: `${shots}/page-change.png` });
    await page.context().close();
  },

  async "values from the form of variables"() {
    const page = await fresh();
    await page.goto(at("terraform/variables.html"));
    await act(page, "vars-order", "run");
    await tab(page, "vars-order", "Variables").click({ timeout: 20000 });
    const field = frame(page, "vars-order").locator(".dr-form input[name=stage]");
    await field.fill('"prod"');
    await page.keyboard.press("Enter");
    await frame(page, "vars-order").locator(".dr-status", { hasText: /differ|\d/ }).waitFor();
    await tab(page, "vars-order", "Plan").click();
    await frame(page, "vars-order").locator(".dr-panel", { hasText: "prod" }).first().waitFor({ timeout: 20000 });
    await page.context().close();
  },
};
