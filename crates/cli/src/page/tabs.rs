//! Tabs: fences that follow each other and carry `tab=NAME` share one place on the page. They work by radio buttons, so
//! without any script; where there is no HTML, the fences simply follow each other.

use dryrun_diag::{FileId, Span};
use dryrun_weave::{Edit, Shape, Snippet};

use super::html;

/// Tabs of one group at most; the style sheet has a rule for each. More simply follow each other.
const MOST: usize = 8;

/// What stands before the frames of tabbed fences, and what after.
#[derive(Debug, Default)]
pub(super) struct Tabs {
    /// Before each first character; goes before the frames' own edits.
    pub(super) before: Vec<Edit>,
    /// After each last character; goes after them.
    pub(super) after: Vec<Edit>,
}

/// The tabs of a chapter; `number` tells its groups from those of other chapters on the print page.
pub(super) fn tabs(text: &str, snippets: &[Snippet], number: usize) -> Tabs {
    let mut tabs = Tabs::default();
    let shown = groups(text, snippets).into_iter().filter(|group| group.len() <= MOST);
    for (at, group) in shown.enumerate() {
        let name = format!("dryrun-tabs-{number}-{at}");
        for (place, snippet) in group.iter().enumerate() {
            let open = if place == 0 { head(&group, &name) } else { String::new() };
            let close = if place + 1 == group.len() { "</div>" } else { "" };
            let panel = format!("{open}<div class=\"dryrun-panel\">");
            tabs.before.push(insert(snippet, snippet.range.start, &panel, Side::Before));
            tabs.after.push(insert(
                snippet,
                snippet.range.end,
                &format!("</div>{close}"),
                Side::After,
            ));
        }
    }
    tabs
}

/// Runs of tabbed fences in one container with nothing but blank lines between them.
fn groups<'s>(text: &str, snippets: &'s [Snippet]) -> Vec<Vec<&'s Snippet>> {
    let mut groups: Vec<Vec<&Snippet>> = Vec::new();
    for snippet in snippets.iter().filter(|snippet| snippet.info.value("tab").is_some()) {
        let Shape::Fence { prefix, .. } = &snippet.shape else { continue };
        let follows = |group: &&mut Vec<&Snippet>| {
            group.last().is_some_and(|last| {
                let between = text.get(last.range.end..snippet.range.start);
                let same =
                    matches!(&last.shape, Shape::Fence { prefix: other, .. } if other == prefix);
                same && between.is_some_and(|between| are_blank(between, prefix))
            })
        };
        match groups.last_mut().filter(follows) {
            Some(group) => group.push(snippet),
            None => groups.push(vec![snippet]),
        }
    }
    groups
}

/// Whether what stands between two fences is blank lines of their container; a line without the container's mark ends it.
fn are_blank(between: &str, prefix: &str) -> bool {
    let lines: Vec<&str> = between.lines().skip(1).collect();
    lines.split_last().is_some_and(|(last, blank)| {
        *last == prefix && blank.iter().all(|line| line.trim_end() == prefix.trim_end())
    })
}

/// The buttons of a group and their labels.
fn head(group: &[&Snippet], name: &str) -> String {
    let buttons = group.iter().enumerate().map(|(at, snippet)| {
        let checked = if at == 0 { " checked" } else { "" };
        let label = html(snippet.info.value("tab").unwrap_or_default());
        format!(
            "<input type=\"radio\" name=\"{name}\" id=\"{name}-{at}\"{checked}><label for=\"{name}-{at}\">{label}</label>"
        )
    });
    format!("<div class=\"dryrun-tabs\" role=\"group\">{}", buttons.collect::<String>())
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Before,
    After,
}

/// A line of HTML of its own beside a fence, inside the fence's container.
fn insert(snippet: &Snippet, at: usize, tag: &str, side: Side) -> Edit {
    let Shape::Fence { prefix, newline, .. } = &snippet.shape else {
        return Edit { span: Span::point(FileId(0), at), text: String::new() };
    };
    let blank = format!("{newline}{prefix}{newline}{prefix}");
    let text = match side {
        Side::Before => format!("{tag}{blank}"),
        // The line end of the fence itself follows.
        Side::After => format!("{blank}{tag}{newline}{prefix}"),
    };
    Edit { span: Span::new(FileId(0), at, at), text }
}

#[cfg(test)]
mod tests {
    use super::*;
    use dryrun_engine::ReadError;
    use dryrun_weave::{Chapter, Files, apply, read};

    struct NoFiles;

    impl Files for NoFiles {
        fn read(&self, _path: &str) -> Result<String, ReadError> {
            Err(ReadError::NotFound)
        }
    }

    #[test]
    fn fences_that_follow_each_other_share_a_place() {
        let text = "> ```json asl id=a tab=JSON\n> {}\n> ```\n>\n> ```yaml excerpt of=a at=/ tab=<YAML>\n> {}\n> ```\n\n```json output of=a tab=x\n```\n";
        let chapter = Chapter { path: "a.md".to_owned(), text: text.to_owned() };
        let book = read(&[chapter], &dryrun_bundle::registry(), &NoFiles);
        let tabs = tabs(text, book.chapter_snippets(0), 3);
        let edits: Vec<&Edit> = tabs.before.iter().chain(&tabs.after).collect();
        let page = apply(text, &edits);
        assert_eq!(page.matches("class=\"dryrun-tabs\"").count(), 2, "{page}");
        assert_eq!(page.matches("class=\"dryrun-panel\"").count(), 3, "{page}");
        assert_eq!(page.matches("</div>").count(), 5, "{page}");
        assert!(page.contains("<label for=\"dryrun-tabs-3-0-1\">&lt;YAML&gt;</label>"), "{page}");
        assert!(page.contains("\n> \n> ```yaml"), "{page}");
        let quote = page.split("</div></div>").next().unwrap_or_default();
        assert!(quote.lines().all(|line| line.starts_with('>')), "one quote: {page}");
    }
}
