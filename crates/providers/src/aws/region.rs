//! Regions and partitions: what the provider knows of them without asking AWS.
//!
//! `regions.txt` was read from the provider's own offline data sources.

/// A region of the table.
#[derive(Debug, Clone, Copy)]
pub(super) struct Region {
    /// Such as `eu-west-1`.
    pub(super) name: &'static str,
    /// Such as `Europe (Ireland)`.
    pub(super) description: &'static str,
    columns: [Option<&'static str>; 7],
}

/// A column of the table: an account or a hosted zone of a service in the region.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Column {
    ElbAccount,
    ElbZone,
    ApplicationZone,
    NetworkZone,
    CloudTrailAccount,
    RedshiftAccount,
    BeanstalkZone,
}

impl Region {
    /// A region by name.
    pub(super) fn named(name: &str) -> Option<Self> {
        all().find(|region| region.name == name)
    }

    /// What the region has in a column.
    pub(super) fn column(self, column: Column) -> Option<&'static str> {
        self.columns.get(column as usize).copied().flatten()
    }

    /// Host name of its compute service.
    pub(super) fn endpoint(self) -> String {
        format!("ec2.{}.{}", self.name, partition(self.name).endpoint_suffix)
    }
}

/// All regions of the table.
pub(super) fn all() -> impl Iterator<Item = Region> {
    include_str!("regions.txt").lines().filter(|line| !line.starts_with('#')).filter_map(read)
}

fn read(line: &'static str) -> Option<Region> {
    let mut cells = line.split(" | ");
    let (name, description) = (cells.next()?, cells.next()?);
    let mut columns = [None; 7];
    for (column, cell) in columns.iter_mut().zip(cells) {
        *column = Some(cell).filter(|cell| *cell != "-");
    }
    Some(Region { name, description, columns })
}

/// A partition: a group of regions with accounts and names of its own.
#[derive(Debug, Clone, Copy)]
pub(super) struct Partition {
    pub(super) name: &'static str,
    pub(super) dns_suffix: &'static str,
    pub(super) reverse_dns_prefix: &'static str,
    endpoint_suffix: &'static str,
    /// Services whose principal ends with the partition's own suffix.
    pub(super) own_principals: &'static [&'static str],
}

/// The partition of a region.
pub(super) fn partition(region: &str) -> Partition {
    let make = |name, dns_suffix, reverse_dns_prefix, own_principals| Partition {
        name,
        dns_suffix,
        reverse_dns_prefix,
        endpoint_suffix: dns_suffix,
        own_principals,
    };
    let within = |prefix: &str| region.starts_with(prefix);
    if within("cn-") {
        make(
            "aws-cn",
            "amazonaws.com.cn",
            "cn.com.amazonaws",
            &["codedeploy", "elasticmapreduce", "logs"],
        )
    } else if within("us-gov-") {
        make("aws-us-gov", "amazonaws.com", "com.amazonaws", &[])
    } else if within("us-iso-") {
        make("aws-iso", "c2s.ic.gov", "gov.ic.c2s", &["cloudhsm", "config", "logs", "workspaces"])
    } else if within("us-isob-") {
        make("aws-iso-b", "sc2s.sgov.gov", "gov.sgov.sc2s", &["dms", "logs"])
    } else if within("eu-isoe-") {
        make("aws-iso-e", "cloud.adc-e.uk", "uk.adc-e.cloud", &[])
    } else if within("us-isof-") {
        make("aws-iso-f", "csp.hci.ic.gov", "gov.ic.hci.csp", &[])
    } else if within("eusc-") {
        Partition {
            endpoint_suffix: "amazonaws.com",
            ..make("aws-eusc", "amazonaws.eu", "eu.amazonaws", &[])
        }
    } else {
        make("aws", "amazonaws.com", "com.amazonaws", &[])
    }
}
