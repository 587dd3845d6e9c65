//! Parsing, formatting and evaluation of a configuration of about a megabyte.

use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use dryrun_cty::functions::NoWorld;
use dryrun_diag::FileId;
use dryrun_hcl::{
    Builtins, Input, Place, Scope, eval, format, parse, parse_expression, parse_json,
};

fn main() {
    divan::main();
}

const RESOURCE: &str = r#"
# A web server, one of many.
resource "aws_instance" "web_NUMBER" {
  ami           = data.aws_ami.ubuntu.id
  instance_type = var.sizes["small"]
  count         = var.enabled ? length(var.zones) : 0
  user_data     = <<-EOT
    #!/bin/bash
    echo "${var.greeting}, ${upper(var.name)}" > /tmp/hello-${count.index}
  EOT

  tags = merge(local.tags, {
    Name  = "web-NUMBER-${count.index + 1}"
    Ports = join(",", [for port in var.ports : port if port > 1024])
  })

  ebs_block_device {
    device_name = "/dev/sdb"
    volume_size = 10 * 2
    encrypted   = true
  }
}
"#;

fn configuration() -> String {
    (0..1500).map(|number| RESOURCE.replace("NUMBER", &number.to_string())).collect()
}

fn json() -> String {
    let resources: Vec<String> = (0..8000)
        .map(|number| format!("{{\"web_{number}\": {{\"ami\": \"ami-1\", \"count\": 2, \"tags\": {{\"Name\": \"web-${{count.index}}\"}}}}}}"))
        .collect();
    format!("{{\"resource\": {{\"aws_instance\": [{}]}}}}", resources.join(",\n"))
}

fn input(text: &str) -> Input<'_> {
    Input { file: FileId(0), name: "main.tf", text }
}

#[divan::bench]
fn native_syntax(bencher: Bencher<'_, '_>) {
    let text = configuration();
    bencher.counter(BytesCount::of_str(&text)).bench(|| parse(input(black_box(&text))));
}

#[divan::bench]
fn json_syntax(bencher: Bencher<'_, '_>) {
    let text = json();
    bencher.counter(BytesCount::of_str(&text)).bench(|| parse_json(input(black_box(&text))));
}

#[divan::bench]
fn layout(bencher: Bencher<'_, '_>) {
    let text = configuration();
    bencher.counter(BytesCount::of_str(&text)).bench(|| format(black_box(&text)));
}

#[divan::bench]
fn evaluation(bencher: Bencher<'_, '_>) {
    let text = "{ for n in range(1000) : \"key-${n}\" => [n * 2, n > 500 ? \"big\" : \"small\"] if n % 3 == 0 }";
    let (expression, _) = parse_expression(input(text));
    let functions = Builtins::new(&NoWorld, Place::Configuration);
    bencher.bench_local(|| eval(black_box(&expression), &Scope::of_functions(&functions)));
}
