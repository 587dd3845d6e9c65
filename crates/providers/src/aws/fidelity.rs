//! What is modelled of a type, and what is known to differ, in a few sentences.

use dryrun_aws_facts::{Doubt, Gap, ResourceType};

/// For readers.
pub(super) fn describe(resource: &ResourceType) -> String {
    let kind = if resource.framework { "Plugin Framework" } else { "SDK" };
    let mut text = format!(
        "Schema, defaults, values known at plan time, replacement and argument checks of provider 5.100.0 ({kind})."
    );
    for gap in &resource.gaps {
        text.push(' ');
        text.push_str(gap_text(*gap));
    }
    let mut doubts: Vec<Doubt> = resource.doubts.iter().map(|(class, _)| *class).collect();
    doubts.sort_unstable();
    doubts.dedup();
    for class in doubts {
        let paths =
            resource.doubts.iter().filter(|(other, _)| *other == class).map(|(_, path)| &**path);
        let mut paths: Vec<&str> = paths.filter(|path| !path.is_empty()).collect();
        paths.dedup();
        text.push_str(&format!(" {}: {}.", doubt_text(class), some(&paths)));
    }
    text
}

/// The first names, and how many more there are.
fn some(paths: &[&str]) -> String {
    const SHOWN: usize = 5;
    let shown: Vec<&str> = paths.iter().copied().take(SHOWN).collect();
    match paths.len().saturating_sub(SHOWN) {
        0 if shown.is_empty() => "the whole resource".to_owned(),
        0 => shown.join(", "),
        more => format!("{} and {more} more", shown.join(", ")),
    }
}

fn gap_text(gap: Gap) -> &'static str {
    match gap {
        Gap::NeedsNetwork => {
            "The provider asks AWS while planning; here the answer is taken to be yes."
        }
        Gap::PlanRefused => {
            "The provider refuses some configurations while planning; here they plan."
        }
        Gap::Crash => "The provider fails on some configurations; here they plan.",
        Gap::TooLarge => {
            "Too large to have been read in full: defaults and replacement deep inside are incomplete."
        }
        Gap::Checks => "Some arguments have checks that are not modelled.",
    }
}

fn doubt_text(class: Doubt) -> &'static str {
    match class {
        Doubt::ChangeIgnored => "The provider ignores some changes of",
        Doubt::AdditionIgnored => "The provider ignores some additions of",
        Doubt::SometimesKnown => "Known in the plan for some configurations only",
        Doubt::DependentDefault => "Default depends on other arguments",
        Doubt::ConditionalReplacement => "Replacement depends on more than the value",
        Doubt::UnknownThoughConfigured => "Unknown in some plans though configured",
        Doubt::SideEffect => "Changes when other arguments do",
        Doubt::NeverSettles => "The provider may plan a change where nothing changed",
        Doubt::Rewritten => "Rewritten in ways that are modelled in part",
    }
}
