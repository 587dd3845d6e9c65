// The editor: what follows an edit, what a link carries.
import { act, at, check, frame, fresh, press, serious, settled, shots, type } from "./reader.mjs";

export default {
  async "a code editor: colours, brackets, completions, the page's keys keep still"() {
    const page = await fresh();
    await page.goto(at("step-functions/retry-loop.html"));
    await act(page, "retry-loop", "edit");
    const content = frame(page, "retry-loop").locator(".cm-content");
    await content.waitFor();
    const colours = () => content.evaluate((element) => new Set([...element.querySelectorAll(".cm-line span")].map((span) => getComputedStyle(span).color)).size);
    check((await colours()) >= 3, "JSON is coloured");
    await content.click();
    await page.keyboard.press("ControlOrMeta+Home");
    await page.keyboard.press("Delete");
    await page.keyboard.press("Backspace");
    await page.keyboard.type("s/?[");
    check(!(await page.locator("#mdbook-search-wrapper:visible").count()), "a letter opened the search");
    check(await content.evaluate((element) => element.textContent.startsWith("s/?[]")), "letters go into the editor, a bracket is closed");
    await type(page, "retry-loop", () => '{ "StartAt": "Here", "States": { "Here": { "Type": "Pass", "End": true } } }');
    check((await frame(page, "retry-loop").locator(".cm-matchingBracket").count()) === 2, "brackets are matched");
    await settled(page, "retry-loop", "good");
    await type(page, "retry-loop", () => '{ "StartAt": "", "States": { "Here": { "Type": "Pass", "End": true } } }');
    await page.keyboard.press("ControlOrMeta+Home");
    for (let letter = 0; letter < 14; letter += 1) await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Control+Space");
    const offered = frame(page, "retry-loop").locator(".cm-tooltip-autocomplete li", { hasText: "Here" });
    await offered.first().waitFor({ timeout: 20000 });
    await page.screenshot({ path: `${shots}/page-completion.png` });
    await offered.first().click();
    await settled(page, "retry-loop", "good");
    await page.goto(at("terraform/repetition.html"));
    await act(page, "by-count", "edit");
    const hcl = frame(page, "by-count").locator(".cm-content");
    await hcl.waitFor();
    check((await hcl.evaluate((element) => new Set([...element.querySelectorAll(".cm-line span")].map((span) => getComputedStyle(span).color)).size)) >= 3, "HCL is coloured");
    await type(page, "by-count", () => 'resource "terraform_data" "x" {\n  input = var.nobody\n}\n');
    const wrong = frame(page, "by-count").locator(".cm-lintRange-error").first();
    await wrong.waitFor({ timeout: 20000 });
    check((await wrong.textContent()).includes("var.nobody"), `the mark is at its place: ${await wrong.textContent()}`);
    await frame(page, "by-count").locator(".dr-diagnostic .dr-link").first().click();
    check(await hcl.evaluate((element) => element.contains(document.activeElement)), "the place of a mistake leads into the editor");
    await page.context().close();
  },

  async "editing: results, values and frames follow; nothing else happens"() {
    const page = await fresh();
    await page.goto(at("step-functions/retry-loop.html"));
    await act(page, "retry-loop", "edit");
    await frame(page, "retry-loop").locator(".cm-content").waitFor();
    const content = frame(page, "retry-loop").locator(".cm-content");
    await content.click();
    await page.keyboard.press("ArrowLeft");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.type(" ");
    await page.keyboard.press("Backspace");
    check(page.url().endsWith("retry-loop.html"), "an arrow turned the page");
    await type(page, "retry-loop", (text) => text.replace('"MaxAttempts": 2', '"MaxAttempts": 1'));
    await page.locator(".dr-live").first().waitFor({ timeout: 20000 });
    check((await page.locator(".dryrun-value.dr-changed").count()) > 0, "values in prose follow");
    check((await frame(page, "retry-loop").getAttribute("class")).includes("dr-edited"), "the frame says that it is edited");
    await frame(page, "retry-loop").locator(".dr-bench").screenshot({ path: `${shots}/page-edit.png` });
    await page.locator(".dr-live").first().scrollIntoViewIfNeeded();
    await page.screenshot({ path: `${shots}/page-live.png` });
    await serious(page, "an editor");

    // Esc, then Tab leaves the editor; Tab alone does not.
    await content.click();
    await page.keyboard.press("Tab");
    check(await content.evaluate((element) => element.contains(document.activeElement)), "Tab stays in the editor");
    await page.keyboard.press("Control+z");
    await page.keyboard.press("Escape");
    await page.keyboard.press("Tab");
    check(!(await content.evaluate((element) => element.contains(document.activeElement))), "Esc, then Tab leaves it");

    // A mistake is shown at its place.
    await type(page, "retry-loop", (text) => text.replace('"Next": "ChoiceState"', '"Next": "Nowhere"'));
    await frame(page, "retry-loop").locator(".cm-lintRange-error").first().waitFor({ timeout: 20000 });
    check((await frame(page, "retry-loop").locator(".dr-diagnostic").count()) > 0, "it is told in words as well");
    await frame(page, "retry-loop").locator(".dr-bench").screenshot({ path: `${shots}/page-mistake.png` });

    // The edits outlive the page; Reset takes them back.
    await page.reload();
    check((await frame(page, "retry-loop").getAttribute("class")).includes("dr-edited"), "edits are kept");
    await act(page, "retry-loop", "run");
    await settled(page, "retry-loop", "bad");
    await press(page, "retry-loop", "Reset");
    await settled(page, "retry-loop", "good");
    check((await page.locator(".dr-live").count()) === 0, "frames are as published");
    await page.context().close();
  },

  async "a link restores edits, and is never run as HTML"() {
    const page = await fresh();
    await page.goto(at("step-functions/first.html"));
    await act(page, "first", "edit");
    await frame(page, "first").locator(".cm-content").waitFor();
    const script = "<img src=x onerror=\"document.title='run'\"></script><script>document.title='run'</script>";
    await type(page, "first", (text) => text.replace("{", `{ "Comment": ${JSON.stringify(script)},`));
    await settled(page, "first", "good");
    await press(page, "first", "Share");
    await page.waitForFunction(() => location.hash.startsWith("#dryrun=1.first."));
    const link = page.url();
    const other = await fresh();
    await other.goto(link);
    await frame(other, "first").locator(".cm-content", { hasText: "onerror" }).waitFor({ timeout: 20000 });
    await settled(other, "first", "good");
    await frame(other, "first").getByRole("tab", { name: "Changes" }).click();
    check((await other.title()) !== "run", "a link ran a script");
    await other.goto(at("step-functions/first.html#dryrun=1.first.AAAA"));
    await other.reload();
    await other.locator(".dr-notice").waitFor();
    await page.context().close();
    await other.context().close();
  },
};
