//! Accounts, hosted zones, regions and names that are the same for everyone.

use dryrun_cty::Value;
use dryrun_diag::Diagnostic;

use super::Answer;
use crate::aws::arn::Arn;
use crate::aws::region::{self, Column, Region};
use crate::values::member;

/// Reads the data source; `None`: it needs the network, or the provider's region is not known.
pub(super) fn read(name: &str, config: &Value, provider_region: Option<&str>) -> Option<Answer> {
    let given = |name: &str| member(Some(config), name).and_then(Value::as_str);
    let here = given("region").or(provider_region);
    let account_of =
        |column, path| Some(of_region(here?, column).map(|id| account(id, provider_region, path)));
    let zone_of = |column| Some(of_region(here?, column).map(|id| vec![text("id", id)]));
    match name {
        "aws_arn" => arn(given("arn")?),
        "aws_partition" => Some(Ok(partition(provider_region?))),
        "aws_region" => Some(found_region(given("name"), given("endpoint"), provider_region?)),
        "aws_service_principal" => Some(service_principal(given("service_name")?, here?)),
        "aws_billing_service_account" => Some(Ok(account("386209384616", provider_region, "root"))),
        "aws_cloudfront_log_delivery_canonical_user_id" => {
            Some(Ok(vec![text("id", log_delivery(here?))]))
        }
        "aws_cloudtrail_service_account" => account_of(Column::CloudTrailAccount, "root"),
        "aws_elb_service_account" => account_of(Column::ElbAccount, "root"),
        "aws_redshift_service_account" => account_of(Column::RedshiftAccount, "user/logs"),
        "aws_elastic_beanstalk_hosted_zone" => zone_of(Column::BeanstalkZone),
        "aws_elb_hosted_zone_id" => zone_of(Column::ElbZone),
        "aws_lb_hosted_zone_id" if given("load_balancer_type") == Some("network") => {
            zone_of(Column::NetworkZone)
        }
        "aws_lb_hosted_zone_id" => zone_of(Column::ApplicationZone),
        _ => None,
    }
}

fn text(name: &'static str, value: impl Into<std::sync::Arc<str>>) -> (&'static str, Value) {
    (name, Value::string(value))
}

/// What a region has in a column, or the provider's complaint that it has none.
fn of_region(name: &str, column: Column) -> Result<&'static str, Box<Diagnostic>> {
    let found = Region::named(name).and_then(|region| region.column(column));
    found.ok_or_else(|| Box::new(Diagnostic::error(unsupported(name, column), "")))
}

fn unsupported(region: &str, column: Column) -> String {
    match column {
        Column::ElbAccount | Column::ElbZone | Column::ApplicationZone | Column::NetworkZone => {
            format!("unsupported AWS Region: {region}")
        }
        Column::CloudTrailAccount => {
            format!("unsupported CloudTrail Service Account Region ({region})")
        }
        Column::RedshiftAccount => format!("Unknown region (\"{region}\")"),
        Column::BeanstalkZone => format!("unsupported Elastic Beanstalk Region ({region})"),
    }
}

fn account(id: &str, provider_region: Option<&str>, path: &str) -> Vec<(&'static str, Value)> {
    let partition = region::partition(provider_region.unwrap_or_default()).name;
    vec![text("id", id), text("arn", format!("arn:{partition}:iam::{id}:{path}"))]
}

fn arn(given: &str) -> Option<Answer> {
    // A name that does not parse was refused before.
    let arn = Arn::parse(given).ok()?;
    Some(Ok(vec![
        text("id", given),
        text("partition", arn.partition),
        text("service", arn.service),
        text("region", arn.region),
        text("account", arn.account),
        text("resource", arn.resource),
    ]))
}

fn partition(provider_region: &str) -> Vec<(&'static str, Value)> {
    let partition = region::partition(provider_region);
    vec![
        text("id", partition.name),
        text("partition", partition.name),
        text("dns_suffix", partition.dns_suffix),
        text("reverse_dns_prefix", partition.reverse_dns_prefix),
    ]
}

fn found_region(name: Option<&str>, endpoint: Option<&str>, provider_region: &str) -> Answer {
    let by_name = |name: &str| {
        Region::named(name).ok_or_else(|| not_found(format!("finding Region by name ({name})")))
    };
    let by_endpoint = |endpoint: &str| {
        let found = region::all().find(|region| region.endpoint() == endpoint);
        found.ok_or_else(|| not_found(format!("finding Region by endpoint ({endpoint})")))
    };
    let region = match (name, endpoint) {
        (Some(name), Some(endpoint)) => {
            let (region, other) = (by_name(name)?, by_endpoint(endpoint)?);
            if region.name != other.name {
                let detail = "use additional constraints to reduce matches to a single Region";
                return Err(Box::new(Diagnostic::error("multiple Regions matched", detail)));
            }
            region
        }
        (Some(name), None) => by_name(name)?,
        (None, Some(endpoint)) => by_endpoint(endpoint)?,
        (None, None) => by_name(provider_region)?,
    };
    Ok(vec![
        text("id", region.name),
        text("name", region.name),
        text("description", region.description),
        text("endpoint", region.endpoint()),
    ])
}

fn not_found(summary: String) -> Box<Diagnostic> {
    Box::new(Diagnostic::error(summary, "couldn't find resource"))
}

fn service_principal(service: &str, region: &str) -> Answer {
    let Some(region) = Region::named(region) else {
        return Err(not_found(format!("finding Region by name ({region})")));
    };
    let partition = region::partition(region.name);
    let own = partition.own_principals.contains(&service);
    let suffix = if own { partition.dns_suffix } else { "amazonaws.com" };
    Ok(vec![
        text("id", format!("{service}.{}.{suffix}", region.name)),
        text("name", format!("{service}.{suffix}")),
        text("region", region.name),
        text("suffix", suffix),
    ])
}

/// The user that CloudFront writes access logs as.
fn log_delivery(region: &str) -> &'static str {
    if region.starts_with("cn-") {
        "a52cb28745c0c06e84ec548334e44bfa7fc2a85c54af20cd59e4969344b7af56"
    } else {
        "c4c1ede66af53448b93c283ce9448c4ba468c9432aa01d700d3878632f77d2d0"
    }
}
