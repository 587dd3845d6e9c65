//! Posts as plain text: code is found by its shape, headings and lists by theirs.

use crate::piece::{Code, Piece, Post};

/// What a line looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Look {
    Blank,
    /// Code of a JSON text.
    Json,
    /// Code of a configuration.
    Hcl,
    /// Either: a bracket, a comma.
    Code,
    /// A comment: code beside code.
    Comment,
    /// A command.
    Shell,
    /// Indented, and not a sentence.
    Indented,
    Prose,
}

/// How prose is written down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Dress {
    /// Plain text becomes Markdown.
    Plain,
    /// It is Markdown already.
    Markdown,
}

/// Takes a plain text apart.
pub(crate) fn read(text: &str) -> Post {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text).replace("\r\n", "\n");
    apart(&text, Dress::Plain)
}

/// Takes a Markdown text without code blocks apart.
pub(crate) fn read_markdown(text: &str) -> Post {
    apart(text, Dress::Markdown)
}

fn apart(text: &str, dress: Dress) -> Post {
    let lines: Vec<&str> = text.lines().collect();
    let looks: Vec<Look> = lines.iter().map(|line| look(line)).collect();
    let mut post = Post::default();
    let mut at = 0;
    let mut prose = 0;
    while at < lines.len() {
        match region(&lines, &looks, at) {
            Some(end) => {
                let start = start_of(&looks, at, prose);
                post.prose(&dressed(&lines, prose..start, dress));
                post.pieces.push(Piece::Code(code(&lines, start..end)));
                at = end;
                prose = end;
            }
            None => at += 1,
        }
    }
    post.prose(&dressed(&lines, prose..lines.len(), dress));
    post
}

fn code(lines: &[&str], range: std::ops::Range<usize>) -> Code {
    let own = lines.get(range.clone()).unwrap_or_default();
    let filled = || own.iter().filter(|line| !line.trim().is_empty());
    let blanks = |line: &&&str| line.len() - line.trim_start_matches([' ', '\t']).len();
    // A text that lost its outermost bracket keeps the indentation that tells so.
    let cut = own.first().is_some_and(|line| look(line) == Look::Json);
    let common = if cut { 0 } else { filled().map(|line| blanks(&line)).min().unwrap_or(0) };
    let text = own.iter().fold(String::new(), |text, line| {
        text + line.get(common.min(line.len())..).unwrap_or_default() + "\n"
    });
    Code { text, lines: range.collect(), ..Code::default() }
}

/// Comments right before a region belong to it.
fn start_of(looks: &[Look], at: usize, from: usize) -> usize {
    let before = (from..at).rev().take_while(|line| looks.get(*line) == Some(&Look::Comment));
    at - before.count()
}

/// The end of the region of code that starts at a line, if one does.
fn region(lines: &[&str], looks: &[Look], at: usize) -> Option<usize> {
    let first = *looks.get(at)?;
    if !matches!(first, Look::Json | Look::Hcl | Look::Code | Look::Shell) {
        return None;
    }
    let shell = first == Look::Shell;
    let mut end = at + 1;
    let mut kinds = [0, 0];
    let mut strong = first != Look::Code;
    let mut next = at;
    while let Some(look) = looks.get(next) {
        let fits = match look {
            Look::Shell => shell || next > at && indented(lines, next),
            Look::Json | Look::Hcl | Look::Code => !shell,
            Look::Indented => true,
            Look::Comment => !shell && follows_code(looks, next + 1),
            Look::Blank => !shell && goes_on(lines, looks, next, kinds),
            Look::Prose => false,
        };
        if !fits {
            break;
        }
        kinds = [
            kinds[0] + usize::from(*look == Look::Json),
            kinds[1] + usize::from(*look == Look::Hcl),
        ];
        strong |= matches!(look, Look::Json | Look::Hcl);
        if *look != Look::Blank {
            end = next + 1;
        }
        next += 1;
    }
    // A lone bracket within prose is no code.
    strong.then_some(end)
}

fn indented(lines: &[&str], at: usize) -> bool {
    lines.get(at).is_some_and(|line| line.starts_with([' ', '\t']))
}

fn follows_code(looks: &[Look], from: usize) -> bool {
    let rest = looks.get(from..).unwrap_or_default();
    let next = rest.iter().find(|look| **look != Look::Comment);
    matches!(next, Some(Look::Json | Look::Hcl | Look::Code))
}

/// Whether code goes on after blank lines: with the same notation, and not with a text of its own.
fn goes_on(lines: &[&str], looks: &[Look], at: usize, kinds: [usize; 2]) -> bool {
    let rest = looks.iter().enumerate().skip(at);
    let Some((next, look)) = rest.clone().find(|(_, look)| **look != Look::Blank) else {
        return false;
    };
    if next - at > 3 {
        return false;
    }
    let hcl = kinds[1] > kinds[0];
    match look {
        Look::Json => !hcl && !begins_anew(lines, next),
        Look::Hcl => hcl || kinds[0] == 0,
        Look::Code | Look::Indented => indented(lines, next) || is_bracket(lines, next),
        Look::Comment => hcl && follows_code(looks, next + 1),
        Look::Shell => hcl && indented(lines, next),
        Look::Blank | Look::Prose => false,
    }
}

fn is_bracket(lines: &[&str], at: usize) -> bool {
    lines.get(at).is_some_and(|line| line.trim_start().starts_with(['}', ']', ')']))
}

/// A `{` or `[` at the margin begins another JSON text.
fn begins_anew(lines: &[&str], at: usize) -> bool {
    lines.get(at).is_some_and(|line| line.starts_with(['{', '[', '"', '\u{201c}']))
}

const COMMANDS: &[&str] = &[
    "terraform",
    "aws",
    "git",
    "cd",
    "mkdir",
    "curl",
    "sudo",
    "apt",
    "apt-get",
    "npm",
    "pip",
    "docker",
    "export",
    "sam",
    "brew",
    "yum",
    "wget",
    "cp",
    "mv",
    "rm",
    "chmod",
    "touch",
    "echo",
    "cat",
    "ls",
    "dryrun",
    "tofu",
    "zip",
    "unzip",
    "ssh",
    "vi",
    "vim",
    "nano",
    "serverless",
    "cdk",
];

pub(crate) fn look(line: &str) -> Look {
    let straight: String = line
        .chars()
        .map(|c| match c {
            '\u{201c}'..='\u{201f}' | '\u{2033}' => '"',
            '\u{a0}' => ' ',
            c => c,
        })
        .collect();
    let bare = straight.trim();
    if bare.is_empty() {
        return Look::Blank;
    }
    if bare.chars().all(|c| "{}[](), ".contains(c)) {
        return Look::Code;
    }
    if bare.starts_with("//") || bare.starts_with("/*") || bare.starts_with('#') {
        return Look::Comment;
    }
    if is_member(bare) {
        return Look::Json;
    }
    if is_header(bare) || is_attribute(bare) {
        return Look::Hcl;
    }
    if is_json_value(bare) || is_bullet(bare) && bare.ends_with(['{', '[']) {
        return Look::Json;
    }
    if is_command(bare) {
        return Look::Shell;
    }
    let blanks = straight.len() - straight.trim_start().len();
    if (blanks >= 2 || straight.starts_with('\t')) && !is_bullet(bare) && !is_sentence(bare) {
        return Look::Indented;
    }
    Look::Prose
}

/// `"key": …`, with whatever brackets around it.
fn is_member(text: &str) -> bool {
    let text = text.trim_start_matches(['{', '[', '}', ']', ',', ' ']);
    let Some(rest) = text.strip_prefix('"') else { return false };
    let Some((key, rest)) = rest.split_once('"') else { return false };
    key.len() < 200 && rest.trim_start().starts_with(':')
}

/// `"text",` or `12,` as an item of a list.
fn is_json_value(text: &str) -> bool {
    let Some(value) = text.strip_suffix(',').or_else(|| text.strip_suffix(']')) else {
        let quoted = text.len() > 2 && text.starts_with('"') && text.ends_with('"');
        return quoted && text.matches('"').count() == 2 && !text.contains(' ');
    };
    value.starts_with('"') && value.ends_with('"') && value.len() > 1
        || value.parse::<f64>().is_ok()
}

fn is_name(text: &str) -> bool {
    !text.is_empty()
        && text.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-'))
        && text.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
}

/// `kind "label" {`.
fn is_header(text: &str) -> bool {
    let Some(at) = text.find('{') else { return false };
    let (before, after) = text.split_at(at);
    let mut words = before.split_whitespace();
    let labels = |word: &str| word.len() > 1 && word.starts_with('"') && word.ends_with('"');
    let whole = after == "{" || after.trim_end().ends_with('}');
    whole && words.next().is_some_and(is_name) && words.all(labels)
}

/// `name = …`, with a name that may be quoted.
fn is_attribute(text: &str) -> bool {
    let Some((name, value)) = text.split_once('=') else { return false };
    let name = name.trim();
    let name = name.strip_prefix('"').and_then(|name| name.strip_suffix('"')).unwrap_or(name);
    is_name(name)
        && !value.starts_with('=')
        && !value.trim().is_empty()
        && !is_sentence(value.trim())
        && (text.contains(" =") || text.contains("= "))
}

fn is_command(text: &str) -> bool {
    if let Some(command) = text.strip_prefix("$ ") {
        return !command.is_empty();
    }
    let mut words = text.split_whitespace();
    let known = words.next().is_some_and(|first| COMMANDS.contains(&first));
    known && words.next().is_some() && !text.ends_with(['.', ':', '?', '!']) && words.count() < 14
}

fn is_bullet(text: &str) -> bool {
    let numbered = text.split_once(['.', ')']).is_some_and(|(number, rest)| {
        number.chars().all(|c| c.is_ascii_digit()) && !number.is_empty() && rest.starts_with(' ')
    });
    numbered
        || text.starts_with(['\u{2022}', '\u{25e6}', '\u{25aa}'])
        || text.starts_with("- ")
        || text.starts_with("* ")
}

/// Several words, a capital first, and the end of a sentence.
fn is_sentence(text: &str) -> bool {
    let words = text.split_whitespace().count();
    let plain = text.chars().filter(|c| c.is_alphabetic() || c.is_whitespace()).count();
    words >= 5
        && text.starts_with(|c: char| c.is_uppercase())
        && text.trim_end().ends_with(['.', ':', '?', '!', '\u{2026}'])
        && plain * 10 >= text.chars().count() * 8
}

/// Prose as Markdown.
fn dressed(lines: &[&str], range: std::ops::Range<usize>, dress: Dress) -> String {
    let mut out = String::new();
    for at in range {
        let line = lines.get(at).copied().unwrap_or_default();
        if dress == Dress::Markdown {
            out.push_str(line);
        } else if let Some(level) = heading(lines, at) {
            out.push_str(level);
            out.push_str(line.trim());
        } else {
            out.push_str(&bullet(line));
        }
        out.push('\n');
    }
    out
}

/// Whether a line is a heading: short, alone, without an end of sentence; the first line is the title.
fn heading(lines: &[&str], at: usize) -> Option<&'static str> {
    let line = lines.get(at)?.trim_end();
    let blank = |at: Option<usize>| {
        at.and_then(|at| lines.get(at)).is_none_or(|line| line.trim().is_empty())
    };
    let alone = blank(at.checked_sub(1)) && blank(Some(at + 1));
    let short = line.chars().count() <= 72 && line.split_whitespace().count() <= 12;
    let begins = line.starts_with(|c: char| c.is_alphanumeric());
    let ends = line.ends_with(['.', ':', '!', ',', ';', '?']);
    let first = lines.iter().take(at).all(|line| line.trim().is_empty());
    // A question may be a heading, and so may the title end as it likes.
    let heads = alone && short && begins && (!ends || first || line.ends_with('?'));
    heads.then_some(if first { "# " } else { "## " })
}

/// A line with a bullet of Markdown instead of a typographic one, and nothing that Markdown takes for markup.
fn bullet(line: &str) -> String {
    let bare = line.trim_start();
    let blanks = line.len() - bare.len();
    let text = match bare.strip_prefix(['\u{2022}', '\u{25e6}', '\u{25aa}']) {
        Some(item) => {
            format!("{}- {}", "  ".repeat((blanks / 2).saturating_sub(1)), item.trim_start())
        }
        None if blanks >= 4 => bare.to_owned(),
        None => line.to_owned(),
    };
    let text = text.replace('<', "&lt;");
    if text.starts_with('#') { format!("\\{text}") } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_look_as_what_they_are() {
        for (line, wanted) in [
            ("  \"Comment\": \"x\",", Look::Json),
            ("\u{201c}a\u{201d}: 1", Look::Json),
            ("variable \"x\" {", Look::Hcl),
            ("    us-east-1 = \"ami\"", Look::Hcl),
            ("mkdir a_folder", Look::Shell),
            ("Now let us add the file that we need.", Look::Prose),
            ("  \u{2022} Patching", Look::Prose),
            ("}", Look::Code),
            ("It is = to that, and they said so.", Look::Prose),
        ] {
            assert_eq!(look(line), wanted, "{line}");
        }
    }

    #[test]
    fn regions_end_at_prose() {
        let text =
            "Title\n\nSome words here.\n\n  \"a\": {\n    \"b\": 1\n\nMore words follow here.\n";
        let post = read(text);
        let [Piece::Prose(head), Piece::Code(code), Piece::Prose(_)] = post.pieces.as_slice()
        else {
            panic!("{post:?}")
        };
        assert!(head.starts_with("# Title\n"), "{head}");
        assert_eq!(code.text, "  \"a\": {\n    \"b\": 1\n");
        assert_eq!(code.lines, [4, 5]);
    }
}
