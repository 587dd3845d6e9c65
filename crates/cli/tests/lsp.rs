//! `dryrun lsp` as an editor drives it: JSON-RPC over the pipes of the real program.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)] // what fails here fails the test

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use serde_json::{Value, json};
use tempfile::TempDir;

const CHAPTER: &str = "# Grüße 👩\u{200d}👩\u{200d}👧

```json asl id=hello title=\"Größe\"
{ \"StartAt\": \"Greet\", \"States\": { \"Greet\": { \"Type\": \"Pass\", \"Result\": \"hello\", \"End\": true } } }
```

- é 👍 in a list:

  ```json output of=hello
  \"hullo\"
  ```

It says **hullo**<!-- =hello.output -->, 👍 **2**<!-- =hello.history.1.id -->.
";

struct Editor {
    child: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
    folder: TempDir,
    next: i64,
    /// The diagnostics told last, by URI.
    told: std::collections::BTreeMap<String, Value>,
}

impl Editor {
    fn start(chapter: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let write = |name: &str, text: &str| {
            let path = folder.path().join(name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        };
        write("book.toml", "[book]\nsrc = \"src\"\n");
        write("src/SUMMARY.md", "# Summary\n\n- [One](one.md)\n- [Two](two.md)\n");
        write("src/one.md", chapter);
        write("src/two.md", "# Two\n\n```json input of=hello case=other\n{}\n```\n");
        let mut child = Command::new(env!("CARGO_BIN_EXE_dryrun"))
            .args(["lsp", "--stdio"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::inherit())
            .spawn()
            .unwrap();
        let input = child.stdin.take().unwrap();
        let output = BufReader::new(child.stdout.take().unwrap());
        let mut editor = Self { child, input, output, folder, next: 0, told: Default::default() };
        let root = format!("file://{}", editor.folder.path().display());
        let ready = editor
            .ask("initialize", json!({"processId": null, "rootUri": root, "capabilities": {}}));
        assert_eq!(ready["capabilities"]["textDocumentSync"]["change"], 2);
        editor.tell("initialized", json!({}));
        editor
    }

    fn uri(&self, name: &str) -> String {
        let real = std::fs::canonicalize(self.folder.path()).unwrap();
        format!("file://{}/src/{name}", real.display())
    }

    fn send(&mut self, message: &Value) {
        let text = message.to_string();
        write!(self.input, "Content-Length: {}\r\n\r\n{text}", text.len()).unwrap();
        self.input.flush().unwrap();
    }

    fn receive(&mut self) -> Value {
        let mut length = 0;
        loop {
            let mut line = String::new();
            assert!(self.output.read_line(&mut line).unwrap() > 0, "the server went away");
            match line.trim().split_once(": ") {
                Some(("Content-Length", number)) => length = number.parse().unwrap(),
                Some(_) => {}
                None => break,
            }
        }
        let mut text = vec![0; length];
        self.output.read_exact(&mut text).unwrap();
        let message: Value = serde_json::from_slice(&text).unwrap();
        if message["method"] == "textDocument/publishDiagnostics" {
            let params = &message["params"];
            self.told
                .insert(params["uri"].as_str().unwrap().to_owned(), params["diagnostics"].clone());
        }
        message
    }

    fn tell(&mut self, method: &str, params: Value) {
        self.send(&json!({"jsonrpc": "2.0", "method": method, "params": params}));
    }

    fn ask(&mut self, method: &str, params: Value) -> Value {
        self.next += 1;
        let id = self.next;
        self.send(&json!({"jsonrpc": "2.0", "id": id, "method": method, "params": params}));
        loop {
            let message = self.receive();
            if message["id"] == id {
                return message.get("result").cloned().unwrap_or_else(|| panic!("{message}"));
            }
        }
    }

    fn open(&mut self, name: &str) {
        let text = std::fs::read_to_string(self.folder.path().join("src").join(name)).unwrap();
        let document =
            json!({"uri": self.uri(name), "languageId": "markdown", "version": 1, "text": text});
        self.tell("textDocument/didOpen", json!({"textDocument": document}));
    }

    /// Puts a text between two positions.
    fn edit(&mut self, name: &str, start: (u32, u32), end: (u32, u32), text: &str) {
        let change =
            json!({"range": {"start": position(start), "end": position(end)}, "text": text});
        let document = json!({"uri": self.uri(name), "version": 2});
        self.tell(
            "textDocument/didChange",
            json!({"textDocument": document, "contentChanges": [change]}),
        );
    }

    /// The diagnostics of a file, once the server has told some that `want` likes.
    fn diagnostics(&mut self, name: &str, want: impl Fn(&[Value]) -> bool) -> Vec<Value> {
        let uri = self.uri(name);
        loop {
            if let Some(Value::Array(found)) = self.told.get(&uri)
                && want(found)
            {
                return found.clone();
            }
            self.receive();
        }
    }

    fn at(&mut self, method: &str, name: &str, place: (u32, u32)) -> Value {
        let params = json!({"textDocument": {"uri": self.uri(name)}, "position": position(place)});
        self.ask(method, params)
    }

    fn labels(&mut self, name: &str, place: (u32, u32)) -> Vec<String> {
        let found = self.at("textDocument/completion", name, place);
        let items = found.as_array().unwrap().iter();
        items.map(|item| item["label"].as_str().unwrap().to_owned()).collect()
    }

    fn stop(mut self) {
        assert_eq!(self.ask("shutdown", Value::Null), Value::Null);
        self.tell("exit", Value::Null);
        assert!(self.child.wait().unwrap().success());
    }
}

fn position((line, character): (u32, u32)) -> Value {
    json!({"line": line, "character": character})
}

fn starts(found: &[Value]) -> Vec<(u64, u64)> {
    let start = |one: &Value| {
        let start = &one["range"]["start"];
        (start["line"].as_u64().unwrap(), start["character"].as_u64().unwrap())
    };
    found.iter().map(start).collect()
}

#[test]
fn differences_come_as_one_types_and_go_when_accepted() {
    let mut editor = Editor::start(CHAPTER);
    editor.open("one.md");
    let found = editor.diagnostics("one.md", |found| found.len() == 2);
    assert_eq!(starts(&found), [(9, 2), (12, 10)]);
    assert_eq!(found[0]["code"], "weave/stale-result");

    // Whoever types a wrong state name sees it at once, at its UTF-16 column.
    editor.edit("one.md", (3, 14), (3, 19), "Gruß👍");
    let found = editor
        .diagnostics("one.md", |found| found.iter().any(|one| one["range"]["start"]["line"] == 3));
    let wrong = found.iter().find(|one| one["range"]["start"]["line"] == 3).unwrap();
    assert_eq!(wrong["range"]["start"]["character"], 13, "{wrong}");
    assert_eq!(wrong["range"]["end"]["character"], 13 + 1 + 6 + 1, "{wrong}");
    editor.edit("one.md", (3, 14), (3, 20), "Greet");
    editor.diagnostics("one.md", |found| starts(found) == [(9, 2), (12, 10)]);

    let range = json!({"start": position((9, 3)), "end": position((9, 3))});
    let params = json!({"textDocument": {"uri": editor.uri("one.md")}, "range": range, "context": {"diagnostics": [found[0]]}});
    let actions = editor.ask("textDocument/codeAction", params);
    assert_eq!(actions[0]["title"], "Accept this output");
    assert_eq!(actions[1]["title"], "Accept all 2 outputs and values of this file");
    let uri = editor.uri("one.md");
    let edit = actions[0]["edit"]["changes"][&uri][0].clone();
    assert_eq!(edit["newText"], "  \"hello\"\n");
    let place = |end: &str| {
        let at = &edit["range"][end];
        (at["line"].as_u64().unwrap() as u32, at["character"].as_u64().unwrap() as u32)
    };
    editor.edit("one.md", place("start"), place("end"), "  \"hello\"\n");
    let left = editor.diagnostics("one.md", |found| found.len() == 1);
    assert_eq!(left[0]["code"], "weave/stale-value");
    editor.stop();
}

#[test]
fn completion_knows_roles_keys_ids_cases_and_values() {
    let mut editor = Editor::start(CHAPTER);
    editor.open("one.md");
    editor.diagnostics("one.md", |found| found.len() == 2);
    let mut offered = |line: &str| {
        let end = u32::try_from(line.encode_utf16().count()).unwrap();
        editor.edit("one.md", (1, 0), (1, 0), line);
        let labels = editor.labels("one.md", (1, end));
        editor.edit("one.md", (1, 0), (1, end), "");
        labels
    };
    for (line, wanted) in [
        ("```", "json"),
        ("> ```json ", "asl"),
        ("- ```json ou", "output"),
        ("```console ", "jsonata"),
        ("```json output ", "of"),
        ("```json output of=", "hello"),
        ("```json output of=hello case=", "other"),
        ("```json asl id=x ", "base"),
        ("<!-- dryrun: ", "mocks"),
        ("<!-- dryrun: seed=7 ", "clock"),
        ("👍 **x**<!-- =", "hello"),
        ("**x**<!-- =hello.", "status"),
    ] {
        let labels = offered(line);
        assert!(labels.iter().any(|label| label == wanted), "{line}: {labels:?}");
    }
    assert!(!offered("```hcl ").contains(&"asl".to_owned()));
    editor.stop();
}

#[test]
fn an_id_leads_to_its_definition_and_a_result_shows_what_it_is_now() {
    let mut editor = Editor::start(CHAPTER);
    editor.open("one.md");
    editor.open("two.md");
    let there = editor.at("textDocument/definition", "two.md", (2, 18));
    assert_eq!(there["uri"], editor.uri("one.md"));
    assert_eq!(there["range"]["start"], position((2, 3)));
    let hover = editor.at("textDocument/hover", "one.md", (9, 4));
    let text = hover["contents"]["value"].as_str().unwrap();
    assert!(text.contains("\"hello\"") && text.contains("differs"), "{text}");
    let role = editor.at("textDocument/hover", "one.md", (8, 12));
    assert!(role["contents"]["value"].as_str().unwrap().starts_with("`output`: "), "{role}");
    let symbols = editor
        .ask("textDocument/documentSymbol", json!({"textDocument": {"uri": editor.uri("one.md")}}));
    assert_eq!(symbols[0]["name"], "hello");
    assert_eq!(symbols[0]["children"].as_array().unwrap().len(), 2);
    let params = json!({"textDocument": {"uri": editor.uri("one.md")}, "position": position((2, 14)), "context": {"includeDeclaration": true}});
    assert_eq!(editor.ask("textDocument/references", params).as_array().unwrap().len(), 3);
    editor.stop();
}

#[test]
fn a_page_without_a_book_and_nonsense_are_no_trouble() {
    let mut editor = Editor::start("# Nothing here\n");
    let page = editor.folder.path().join("src/two.md");
    std::fs::remove_file(Path::new(&page).parent().unwrap().join("SUMMARY.md")).unwrap();
    editor.open("one.md");
    editor.edit("one.md", (99, 99), (1, 0), "```json asl id=\n");
    editor.send(
        &json!({"jsonrpc": "2.0", "id": 900, "method": "textDocument/nothing", "params": {}}),
    );
    loop {
        let message = editor.receive();
        if message["id"] == 900 {
            assert_eq!(message["error"]["code"], -32601);
            break;
        }
    }
    editor.stop();
}
