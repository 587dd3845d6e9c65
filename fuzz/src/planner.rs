//! Targets of the planner: HCL in both syntaxes, templates, expressions, whole configurations.

use dryrun_diag::FileId;
use dryrun_engine::{Effects, ReadError};
use dryrun_hcl::{Input, format, parse, parse_expression, parse_json, parse_template, parse_traversal};
use dryrun_terraform::{PlanMode, PlanOptions, Providers, console, load, plan, render, validate, validate_json};

use crate::mutate::{self, Random};

/// Parses a text as HCL in every way, and formats it: a formatted text stays as it is.
pub fn hcl(text: &str) -> bool {
    let input = || Input { file: FileId(0), name: "main.tf", text };
    let (_, found) = parse(input());
    let _ = (parse_json(input()), parse_expression(input()), parse_traversal(input()));
    if let Some(once) = format(text) {
        assert_eq!(format(&once).as_ref(), Some(&once), "formatting does not settle");
    }
    found.is_empty()
}

/// Parses a template and renders it in the console's scope.
pub fn template(text: &str) -> bool {
    let (_, found) = parse_template(Input { file: FileId(0), name: "a.tftpl", text });
    let mut files = Files::of("main.tf", CONSOLE);
    files.texts.push(("a.tftpl".to_owned(), text.to_owned()));
    let call = "templatefile(\"a.tftpl\", { name = \"x\", list = [1, \"b\", null], map = { k = true } })";
    ask(&files, &[call]);
    found.is_empty()
}

/// Evaluates an expression in a module that has everything.
pub fn expression(text: &str) -> bool {
    let line = text.replace('\n', " ");
    ask(&Files::of("main.tf", CONSOLE), &[&line])
}

/// Validates and plans a configuration, and shows the plan.
pub fn configuration(text: &str) -> bool {
    let name = if text.starts_with('{') { "main.tf.json" } else { "main.tf" };
    let files = Files::of(name, text);
    let providers = Providers::bundled();
    let (mut config, mut found) = load("", &files);
    let errors = |found: &[dryrun_diag::Diagnostic]| found.iter().any(dryrun_diag::Diagnostic::is_error);
    let mut good = false;
    if !errors(&found) {
        found.extend(validate(&config, &providers, &files));
        for mode in [PlanMode::Normal, PlanMode::Destroy] {
            let options = PlanOptions { mode, ..PlanOptions::default() };
            let (planned, more) = plan(&mut config, &providers, &options, &files);
            if let Some(planned) = &planned {
                good = !errors(&more);
                let _ = (dryrun_plan::text(planned).plain(), dryrun_plan::json(planned).to_string());
            }
            found.extend(more);
        }
    }
    let _ = (render::plain(&found, config.sources()), validate_json(&found, config.sources()));
    good
}

fn ask(files: &Files, questions: &[&str]) -> bool {
    let (mut config, _) = load("", files);
    let (answers, found) = console(&mut config, &Providers::bundled(), &PlanOptions::default(), files, questions);
    for answer in &answers {
        let _ = render::plain(&answer.diagnostics, config.sources());
    }
    let _ = render::plain(&found, config.sources());
    answers.iter().all(|answer| answer.text.is_some())
}

/// Files in memory.
struct Files {
    texts: Vec<(String, String)>,
}

impl Files {
    fn of(name: &str, text: &str) -> Self {
        let module = ("m/main.tf".to_owned(), MODULE.to_owned());
        Self { texts: vec![(name.to_owned(), text.to_owned()), module] }
    }
}

impl Effects for Files {
    fn read(&self, path: &str) -> Result<Vec<u8>, ReadError> {
        let found = self.texts.iter().find(|(name, _)| name == path.trim_start_matches("./"));
        found.map(|(_, text)| text.clone().into_bytes()).ok_or(ReadError::NotFound)
    }

    fn list(&self, path: &str) -> Result<Vec<String>, ReadError> {
        let folder = path.trim_start_matches("./").trim_matches('/');
        let inside = |name: &str| match folder {
            "" | "." => Some(name.to_owned()),
            folder => name.strip_prefix(folder)?.strip_prefix('/').map(str::to_owned),
        };
        let mut names: Vec<String> = self.texts.iter().filter_map(|(name, _)| inside(name)).collect();
        names.sort();
        if names.is_empty() { Err(ReadError::NotFound) } else { Ok(names) }
    }

    fn now(&self) -> i64 {
        1_767_225_600_000
    }
}

/// The target of that name.
pub fn target(name: &str) -> Option<mutate::Target> {
    let change = |random: &mut Random, corpus: &[String]| mutate::text(random, corpus, SPLICES, 1_500);
    let of = |name, seeds: &[&str], run| mutate::Target {
        name,
        seeds: seeds.iter().map(|seed| (*seed).to_owned()).collect(),
        change,
        run,
    };
    match name {
        "hcl" => Some(of("hcl", CONFIGURATIONS, hcl)),
        "templates" => Some(of("templates", TEMPLATES, template)),
        "expressions" => Some(of("expressions", EXPRESSIONS, expression)),
        "configurations" => Some(of("configurations", CONFIGURATIONS, configuration)),
        _ => None,
    }
}

const MODULE: &str = "variable \"in\" {\n  default = null\n}\noutput \"out\" {\n  value = var.in\n}\nresource \"terraform_data\" \"x\" {\n  input = var.in\n}\n";

const CONSOLE: &str = r#"
locals {
  n = 5
  s = "text é"
  list = [1, "b", null, true]
  objects = [{ a = 1, b = ["x"] }, { a = 2, b = [] }]
  map = tomap({ k = "v", l = "w" })
  set = toset(["b", "a"])
}
variable "secret" {
  default   = { p = "hush", q = [1] }
  sensitive = true
}
resource "terraform_data" "one" {
  input = "x"
}
resource "terraform_data" "many" {
  count = 2
}
module "m" {
  source = "./m"
  in     = local.n
}
"#;

const EXPRESSIONS: &[&str] = &[
    "[for k, v in local.map : \"${k}=${v}\" if v != local.s]",
    "{ for o in local.objects : o.a => o.b... }",
    "local.objects[*].a == [1, 2] ? local.list.0 : null",
    "merge({ a = 1 }, local.map, { (local.s) = terraform_data.one.id })",
    "format(\"%5.2f|%-8s|%#v|%[2]q\", local.n, local.s)",
    "regexall(\"(?P<a>[a-z]+)|(\\\\d)\", local.s)",
    "cidrsubnets(\"10.0.0.0/16\", 4, 4, 8)[1]",
    "jsonencode({ a = local.list, b = local.set, c = 1e21 })",
    "yamldecode(\"a: [1, {b: c}]\\nd: |\\n  x\\n\")",
    "try(tonumber(local.s), local.objects[9].a, \"none\")",
    "setproduct(local.set, range(3), [true])",
    "\"%{ for x in local.list ~} ${x == null ? \"-\" : x} %{ endfor }\"",
    "formatdate(\"DD MMM YYYY hh:mm ZZZ\", timeadd(\"2020-02-03T04:05:06Z\", \"24h\"))",
    "var.secret.p == \"hush\" && !(local.n % 2 == 0 || local.n >= 3)",
    "flatten([[local.list], [[toset([1, 2])]]])",
    "terraform_data.many[*].id != module.m.out",
    "zipmap(keys(local.map), values(local.map))",
    "substr(strrev(upper(local.s)), -3, 2)",
    "type(tolist([{ a = 1 }, { a = \"x\" }]))",
    "chunklist(sort(distinct(concat(tolist([\"a\"]), [\"b\"]))), 2)",
    "templatestring(local.s, { x = local.n })",
    "csvdecode(\"a,b\\n1,\\\"x\\\"\\n\")[0].b",
    "-local.n / 3 + 0.1 * 1e-3 - pow(2, 100)",
    "provider::terraform::encode_tfvars({ a = [1], b = { c = null } })",
    "replace(local.s, \"/(t)(e)/\", \"$2${1}\")",
    "nonsensitive(var.secret).q[local.n - 5]",
];

const TEMPLATES: &[&str] = &[
    "Hello ${name}!\n%{ for x in list ~}\n- ${x == null ? \"none\" : x}\n%{ endfor ~}\n",
    "%{ if map.k }yes%{ else }no%{ endif } $${raw} %%{raw}",
    "${~ jsonencode(map) ~}\n%{~ for k, v in map }${k}=${v},%{ endfor }",
    "${\"nested ${upper(\"x${name}\")}\"} ${[for i in list : i]...}",
    "%{ for x in [1, 2] }%{ if x == 1 }${x}%{ endif }%{ endfor }",
];

const CONFIGURATIONS: &[&str] = &[
    "variable \"a\" {\n  type    = object({ x = string, y = optional(list(number), [1]) })\n  default = { x = \"1\" }\n  validation {\n    condition     = length(var.a.x) > 0\n    error_message = \"No ${var.a.x}.\"\n  }\n}\n\noutput \"o\" {\n  value     = var.a.y[0]\n  sensitive = true\n}\n",
    "resource \"terraform_data\" \"a\" {\n  for_each = toset([\"x\", \"y\"])\n  input    = { k = each.key, t = <<-EOT\n    one ${each.value}\n      two\n  EOT\n  }\n  lifecycle {\n    ignore_changes       = [input[\"k\"]]\n    replace_triggered_by = [terraform_data.b]\n    precondition {\n      condition     = each.key != \"z\"\n      error_message = \"z\"\n    }\n  }\n}\nresource \"terraform_data\" \"b\" {\n  count            = 2\n  triggers_replace = [count.index]\n}\n",
    "module \"m\" {\n  source = \"./m\"\n  count  = 2\n  in     = local.x\n}\nlocals {\n  x = { a = 1, \"b c\" = [for i in range(3) : i * 2 if i != 1] }\n}\nmoved {\n  from = module.n\n  to   = module.m[0]\n}\ncheck \"c\" {\n  assert {\n    condition     = module.m[0].out.a == 1\n    error_message = \"no\"\n  }\n}\n",
    "terraform {\n  required_version = \">= 1.0, != 1.5\"\n  required_providers {\n    aws = {\n      source  = \"hashicorp/aws\"\n      version = \"~> 5.0\"\n    }\n  }\n}\nremoved {\n  from = terraform_data.gone\n  lifecycle {\n    destroy = false\n  }\n}\nimport {\n  to = terraform_data.i\n  id = \"x\"\n}\nresource \"terraform_data\" \"i\" {\n}\n",
    "/* c */ locals { a = 1 } # end\n// line\nlocals {\n  b = (1 + 2) * -3 % 4 == 5 && !true ? \"a${local.a}\" : null\n  c = local.d.*.e[0].f[*].g\n  d = [{ e = upper(\"x\") }]\n  h = <<EOT\n%{ if true }\nx\n%{ endif }\nEOT\n}\n",
    "{\"locals\": {\"a\": \"${1 + 1}\", \"b\": [true, null, 1.5e3]}, \"output\": {\"o\": {\"value\": \"${local.a}\"}}, \"resource\": {\"terraform_data\": {\"r\": [{\"input\": \"%{ for x in local.b }x%{ endfor }\"}]}}}",
    "resource \"terraform_data\" \"p\" {\n  provisioner \"local-exec\" {\n    command = \"x\"\n    when    = destroy\n  }\n  connection {\n    host = self.id\n  }\n  depends_on = [terraform_data.q]\n}\nresource \"terraform_data\" \"q\" {}\ndata \"terraform_remote_state\" \"s\" {\n  backend = \"local\"\n  config  = { path = \"x\" }\n}\n",
];

const SPLICES: &[&str] = &[
    "{", "}", "[", "]", "(", ")", "${", "%{", "~", "~}", "\"", "<<EOT\n", "<<-E\n", "\nEOT\n", "=", "=>", "...", "?", ":", ",", ".", ".*", "[*]", "\n", "\r\n", "#", "/*", "*/", "//",
    "==", "!", "&&", "||", "%", "/", "-", "for", "in", "if", "else", "endif", "endfor", "null", "true", "0", "-1", "1e999", "0.1", "99999999999999999999", "\\u00e9", "\\",
    "\u{feff}", "\u{0}", "é", "\u{1F600}", "dynamic \"x\" {\n  for_each = []\n  content {}\n}", "each.key", "count.index", "self", "path.module", "terraform.workspace", "sensitive(1)",
    "toset([])", "tomap({})", "var.a", "local.x", "module.m", "terraform_data.b", "jsonencode(", "range(", "element(", "count = 2\n", "for_each = {}\n", "provider = x.y\n",
];
