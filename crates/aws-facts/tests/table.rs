//! Goes through the whole table: every type decodes, and some are known.

use dryrun_aws_facts::{
    CheckRule, Literal, Replace, data_source, data_source_checks, data_source_names, ephemeral,
    provider, resource, resource_checks, resource_names,
};
use dryrun_cty::Type;

#[test]
fn every_type_decodes() {
    let names = resource_names();
    assert_eq!(names.len(), 1526);
    assert!(names.is_sorted());
    for name in &names {
        let found = resource(name).unwrap();
        assert!(!found.block.attributes.is_empty(), "{name}");
        assert_eq!(found.block.attributes.len(), found.schema.block.attributes.len());
        assert!(matches!(found.block.ty, Type::Object(_)));
        let checks = resource_checks(name).unwrap();
        assert!(
            checks.members.iter().all(|(path, all)| found.block.describes(path) && !all.is_empty()),
            "{name}"
        );
    }
    let data = data_source_names();
    assert_eq!(data.len(), 608);
    assert!(
        data.iter().all(|name| data_source(name).is_some() && data_source_checks(name).is_some())
    );
}

#[test]
fn facts_of_a_type() {
    let instance = resource("aws_instance").unwrap();
    let block = &instance.block;
    assert!(!instance.framework);
    assert_eq!(block.attribute("ami").unwrap().facts.replace, Replace::ALWAYS);
    assert!(block.nested("root_block_device").unwrap().facts.computed_block);
    let queue = resource("aws_sqs_queue").unwrap();
    let delay = &queue.block.attribute("delay_seconds").unwrap().facts;
    assert_eq!(delay.default, Some(Literal::Integer(0)));
    let checks = resource_checks("aws_lambda_function").unwrap();
    let (_, memory) = checks.members.iter().find(|(path, _)| &*path[0] == "memory_size").unwrap();
    assert_eq!(memory[0].rule, CheckRule::Between(Some(128), Some(10240)));
}

#[test]
fn the_other_sections() {
    assert!(provider().unwrap().block.nested("default_tags").is_some());
    assert!(ephemeral("aws_kms_secrets").is_some());
    assert!(resource("aws_nothing").is_none());
    assert!(resource("").is_none());
}
