//! Code in colours that the browser's highlighter does not know: HCL, and the signs of a plan. The colours stand in the page,
//! so they need no script.

use dryrun_engine::TokenKind;
use dryrun_weave::Snippet;

use super::{example_of, html};
use crate::check::CheckedBook;

/// A fence's text as an element, if its engine has colours for it.
pub(super) fn coloured(
    checked: &CheckedBook,
    snippet: &Snippet,
    role: &str,
    text: &str,
) -> Option<String> {
    let doc = example_of(checked, snippet)?;
    let registry = dryrun_bundle::registry();
    let language = snippet.info.language.as_str();
    let tokens = registry.find(doc.engine)?.tokens(role, language, text);
    if tokens.is_empty() {
        return None;
    }
    // The highlighter that comes with the book would only complain of a language it does not know.
    let mut out = format!("<pre><code class=\"language-{} no-highlight\">", html(language));
    let mut at = 0;
    for token in tokens {
        let (Some(plain), Some(piece)) =
            (text.get(at..token.start), text.get(token.start..token.end))
        else {
            continue;
        };
        out.push_str(&escaped(plain));
        out.push_str(&format!("<span class=\"{}\">{}</span>", class(token.kind), escaped(piece)));
        at = token.end;
    }
    out.push_str(&escaped(text.get(at..).unwrap_or_default()));
    out.push_str("</code></pre>");
    Some(out)
}

/// The class that the book's themes have a colour for.
fn class(kind: TokenKind) -> &'static str {
    match kind {
        TokenKind::Comment => "hljs-comment",
        TokenKind::Keyword => "hljs-keyword",
        TokenKind::Type => "hljs-type",
        TokenKind::Property => "hljs-attr",
        TokenKind::Function => "hljs-built_in",
        TokenKind::String => "hljs-string",
        TokenKind::Number => "hljs-number",
        TokenKind::Literal => "hljs-literal",
        TokenKind::Added => "hljs-addition",
        TokenKind::Removed => "hljs-deletion",
        TokenKind::Changed => "dryrun-changed",
        TokenKind::Heading => "hljs-strong",
    }
}

/// Text as HTML that keeps its lines and tabs.
fn escaped(text: &str) -> String {
    let line = |line: &str| line.split('\t').map(html).collect::<Vec<_>>().join("\t");
    text.split('\n').map(line).collect::<Vec<_>>().join("\n")
}
