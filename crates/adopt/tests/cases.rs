//! Posts to chapters. A case has a part `html`, `md` or `text`, and what came of it: `chapter` and `report`; or a part
//! `broken json` or `broken hcl`, and `whole` and `mended`.

use std::process::ExitCode;

use dryrun_adopt::repair::{Notation, repair};
use dryrun_adopt::{Format, adopt};
use dryrun_engine::Nothing;
use dryrun_testkit::{Case, Failed, load};

fn main() -> ExitCode {
    dryrun_testkit::run(load("tests/cases"), check)
}

fn check(case: &Case) -> Result<(), Failed> {
    let registry = dryrun_bundle::registry();
    for (part, format) in [("html", Format::Html), ("md", Format::Markdown), ("text", Format::Text)]
    {
        let post = case.part(part);
        if !post.is_empty() {
            let adopted = adopt(post, format, "old-post", &registry, &Nothing);
            case.expect("chapter", adopted.chapter.trim_end())?;
            return case.expect("report", adopted.report.text("post").trim_end());
        }
    }
    for (part, notation, engine) in
        [("broken json", Notation::Json, "asl"), ("broken hcl", Notation::Hcl, "tf")]
    {
        let text = case.part(part);
        if !text.is_empty() {
            let fits = |path: &[&str], name: &str, shape| {
                registry.find(engine).and_then(|engine| engine.fits(path, name, shape))
            };
            let repaired = repair(text, notation, &fits);
            let notes = repaired.mended.iter().chain(&repaired.gaps);
            let notes: Vec<String> =
                notes.map(|note| format!("{}: {}", note.line + 1, note.what)).collect();
            case.expect("whole", repaired.text.trim_end())?;
            return case.expect("mended", &notes.join("\n"));
        }
    }
    Err("a case has a part html, md, text, broken json or broken hcl".into())
}
