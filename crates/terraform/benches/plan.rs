//! Planning many resources: from text to plan.

use divan::Bencher;
use dryrun_engine::{Effects, ReadError};
use dryrun_terraform::{PlanOptions, Providers, load, plan};

fn main() {
    divan::main();
}

/// One file in memory.
struct OneFile(String);

impl Effects for OneFile {
    fn read(&self, path: &str) -> Result<Vec<u8>, ReadError> {
        if path == "main.tf" { Ok(self.0.clone().into_bytes()) } else { Err(ReadError::NotFound) }
    }

    fn list(&self, _path: &str) -> Result<Vec<String>, ReadError> {
        Ok(vec!["main.tf".to_owned()])
    }

    fn now(&self) -> i64 {
        0
    }
}

fn run(bencher: Bencher<'_, '_>, text: String) {
    let files = OneFile(text);
    let (providers, options) = (Providers::bundled(), PlanOptions::default());
    bencher.bench_local(|| {
        let (mut config, _) = load("", &files);
        plan(&mut config, &providers, &options, &files)
    });
}

/// Resources that know nothing of each other.
#[divan::bench(args = [1_000, 10_000, 50_000], sample_count = 5)]
fn independent(bencher: Bencher<'_, '_>, number: usize) {
    let one = |at: usize| {
        format!("resource \"terraform_data\" \"r{at}\" {{\n  input = \"value-{at}\"\n}}\n")
    };
    run(bencher, (0..number).map(one).collect());
}

/// Each refers to the one before.
#[divan::bench(args = [1_000, 10_000], sample_count = 5)]
fn chain(bencher: Bencher<'_, '_>, number: usize) {
    let one = |at: usize| {
        let input =
            if at == 0 { "\"x\"".to_owned() } else { format!("terraform_data.r{}.id", at - 1) };
        format!("resource \"terraform_data\" \"r{at}\" {{\n  input = {input}\n}}\n")
    };
    run(bencher, (0..number).map(one).collect());
}

/// One resource, many instances, and one that reads each of them.
#[divan::bench(args = [1_000, 10_000], sample_count = 5)]
fn instances(bencher: Bencher<'_, '_>, number: usize) {
    let text = format!(
        "resource \"terraform_data\" \"a\" {{\n  count = {number}\n  input = count.index\n}}\nresource \"terraform_data\" \"b\" {{\n  count = {number}\n  input = terraform_data.a[count.index].id\n}}\n"
    );
    run(bencher, text);
}
