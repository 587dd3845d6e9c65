//! What a Task's `Resource` may be: the service integrations, their patterns and their required parameters.

/// How an integration is called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Pattern {
    /// Go on when the service has answered.
    Request,
    /// `.sync`, `.sync:2`: wait for the job.
    Job,
    /// `.waitForTaskToken`: wait for a callback.
    Callback,
}

impl Pattern {
    /// As AWS's messages name it; the blank after the second one is in the original.
    pub(crate) fn suffix(self) -> &'static str {
        match self {
            Self::Request => "",
            Self::Job => ".sync",
            Self::Callback => ".waitForTaskToken",
        }
    }
}

/// A resource, taken apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Resource<'a> {
    /// `arn:…:states:…:activity:NAME`.
    Activity,
    /// Any other ARN, such as a function's.
    Direct,
    /// `arn:aws:states:::SERVICE:ACTION`.
    Integration { service: &'a str, action: &'a str, pattern: Pattern, second: bool },
    /// `${Placeholder}`: filled in by a deployment tool.
    Placeholder,
    /// No ARN.
    Invalid,
}

/// Takes a resource apart.
pub(crate) fn parse(text: &str) -> Resource<'_> {
    if text.contains("${") {
        return Resource::Placeholder;
    }
    let mut parts = text.splitn(6, ':');
    let (Some("arn"), Some(_), Some(service), Some(_), Some(account), Some(rest)) =
        (parts.next(), parts.next(), parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return Resource::Invalid;
    };
    match service {
        "states" if rest.starts_with("activity:") => Resource::Activity,
        "states" if account.is_empty() => integration(rest),
        _ if service.is_empty() || rest.is_empty() => Resource::Invalid,
        _ => Resource::Direct,
    }
}

fn integration(rest: &str) -> Resource<'_> {
    let Some((service, call)) = rest.split_once(':') else { return Resource::Invalid };
    let (call, second) = call.strip_suffix(":2").map_or((call, false), |call| (call, true));
    let (action, pattern) = if let Some(action) = call.strip_suffix(".sync") {
        (action, Pattern::Job)
    } else if let Some(action) = call.strip_suffix(".waitForTaskToken") {
        (action, Pattern::Callback)
    } else {
        (call, Pattern::Request)
    };
    Resource::Integration { service, action, pattern, second }
}

/// The optimised integrations: service, action, whether jobs, whether callbacks can be waited for.
const OPTIMISED: &[(&str, &str, bool, bool)] = &[
    ("apigateway", "invoke", false, true),
    ("athena", "getQueryExecution", false, false),
    ("athena", "getQueryResults", false, false),
    ("athena", "startQueryExecution", true, false),
    ("athena", "stopQueryExecution", false, false),
    ("batch", "submitJob", true, false),
    ("bedrock", "createModelCustomizationJob", true, false),
    ("bedrock", "invokeModel", false, true),
    ("codebuild", "batchDeleteBuilds", false, false),
    ("codebuild", "batchGetReports", false, false),
    ("codebuild", "startBuild", true, false),
    ("codebuild", "startBuildBatch", true, false),
    ("codebuild", "stopBuild", false, false),
    ("codebuild", "stopBuildBatch", false, false),
    ("codebuild", "retryBuild", false, false),
    ("codebuild", "retryBuildBatch", false, false),
    ("databrew", "startJobRun", true, false),
    ("dynamodb", "deleteItem", false, false),
    ("dynamodb", "getItem", false, false),
    ("dynamodb", "putItem", false, false),
    ("dynamodb", "updateItem", false, false),
    ("ecs", "runTask", true, true),
    ("eks", "call", false, false),
    ("eks", "createCluster", true, false),
    ("eks", "createFargateProfile", true, false),
    ("eks", "createNodegroup", true, false),
    ("eks", "deleteCluster", true, false),
    ("eks", "deleteFargateProfile", true, false),
    ("eks", "deleteNodegroup", true, false),
    ("eks", "runJob", true, false),
    ("elasticmapreduce", "addStep", true, false),
    ("elasticmapreduce", "cancelStep", false, false),
    ("elasticmapreduce", "createCluster", true, false),
    ("elasticmapreduce", "modifyInstanceFleetByName", false, false),
    ("elasticmapreduce", "modifyInstanceGroupByName", false, false),
    ("elasticmapreduce", "setClusterTerminationProtection", false, false),
    ("elasticmapreduce", "terminateCluster", true, false),
    ("emr-containers", "createManagedEndpoint", false, false),
    ("emr-containers", "createVirtualCluster", false, false),
    ("emr-containers", "deleteManagedEndpoint", true, false),
    ("emr-containers", "deleteVirtualCluster", true, false),
    ("emr-containers", "startJobRun", true, false),
    ("emr-serverless", "cancelJobRun", true, false),
    ("emr-serverless", "createApplication", true, false),
    ("emr-serverless", "deleteApplication", true, false),
    ("emr-serverless", "startApplication", true, false),
    ("emr-serverless", "startJobRun", true, false),
    ("emr-serverless", "stopApplication", true, false),
    ("events", "putEvents", false, true),
    ("glue", "startJobRun", true, false),
    ("http", "invoke", false, false),
    ("lambda", "invoke", false, true),
    ("mediaconvert", "createJob", true, false),
    ("sagemaker", "createEndpoint", false, false),
    ("sagemaker", "createEndpointConfig", false, false),
    ("sagemaker", "createHyperParameterTuningJob", true, false),
    ("sagemaker", "createLabelingJob", true, false),
    ("sagemaker", "createModel", false, false),
    ("sagemaker", "createProcessingJob", true, false),
    ("sagemaker", "createTrainingJob", true, false),
    ("sagemaker", "createTransformJob", true, false),
    ("sagemaker", "updateEndpoint", false, false),
    ("sns", "publish", false, true),
    ("sqs", "sendMessage", false, true),
    ("states", "startExecution", true, true),
];

/// All optimised integrations in all their patterns.
pub(crate) fn all() -> impl Iterator<Item = String> {
    OPTIMISED.iter().flat_map(|(service, action, job, callback)| {
        let second = *service == "states";
        let patterns = [
            (true, ""),
            (*job, ".sync"),
            (*job && second, ".sync:2"),
            (*callback, ".waitForTaskToken"),
        ];
        let usable = patterns.into_iter().filter(|(is_usable, _)| *is_usable);
        usable.map(move |(_, pattern)| format!("arn:aws:states:::{service}:{action}{pattern}"))
    })
}

/// Whether Step Functions knows the integration in that pattern.
pub(crate) fn is_known(service: &str, action: &str, pattern: Pattern, second: bool) -> bool {
    if let Some((sdk, _)) = action.split_once(':').filter(|_| service == "aws-sdk") {
        return !sdk.is_empty() && pattern != Pattern::Job && !second;
    }
    if service == "bedrock-agentcore" {
        return pattern == Pattern::Request && !second;
    }
    let Some((_, _, job, callback)) =
        OPTIMISED.iter().find(|entry| entry.0 == service && entry.1 == action)
    else {
        return false;
    };
    match pattern {
        Pattern::Request => !second,
        Pattern::Job => *job && (!second || service == "states"),
        Pattern::Callback => *callback && !second,
    }
}

/// The nearest optimised integration, as `service:action`.
pub(crate) fn suggestion(service: &str, action: &str) -> Option<String> {
    let given = format!("{service}:{action}");
    let known: Vec<String> =
        OPTIMISED.iter().map(|(service, action, _, _)| format!("{service}:{action}")).collect();
    crate::finding::nearest(&given, known.iter().map(String::as_str)).map(str::to_owned)
}

/// Whether the SDK integration of a service may be meant: the optimised one lacks the action.
pub(crate) fn has_service(service: &str) -> bool {
    OPTIMISED.iter().any(|entry| entry.0 == service)
}

/// The parameters that an integration must be given.
pub(crate) fn required(service: &str, action: &str) -> &'static [&'static str] {
    match (service, action) {
        ("lambda", "invoke") => &["FunctionName"],
        ("sqs", "sendMessage") => &["QueueUrl", "MessageBody"],
        ("sns", "publish") => &["Message"],
        ("dynamodb", "putItem") => &["TableName", "Item"],
        ("dynamodb", "getItem" | "deleteItem" | "updateItem") => &["TableName", "Key"],
        ("states", "startExecution") => &["StateMachineArn"],
        ("events", "putEvents") => &["Entries"],
        ("ecs", "runTask") => &["TaskDefinition"],
        ("glue", "startJobRun") => &["JobName"],
        _ => &[],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn resources_are_taken_apart() {
        assert_eq!(parse("arn:aws:lambda:us-east-1:123456789012:function:f"), Resource::Direct);
        assert_eq!(parse("arn:aws:states:us-east-1:123456789012:activity:a"), Resource::Activity);
        assert_eq!(parse("${Function}"), Resource::Placeholder);
        assert_eq!(parse("createToken"), Resource::Invalid);
        let Resource::Integration { service, action, pattern, second } =
            parse("arn:aws:states:::states:startExecution.sync:2")
        else {
            panic!("an integration");
        };
        assert_eq!(
            (service, action, pattern, second),
            ("states", "startExecution", Pattern::Job, true)
        );
    }

    #[test]
    fn integrations_are_known_by_pattern() {
        let known = |text| match parse(text) {
            Resource::Integration { service, action, pattern, second } => {
                is_known(service, action, pattern, second)
            }
            _ => false,
        };
        assert!(known("arn:aws:states:::aws-sdk:s3:listBuckets.waitForTaskToken"));
        assert!(known("arn:aws:states:::ecs:runTask.sync"));
        assert!(!known("arn:aws:states:::dynamodb:query"));
        assert!(!known("arn:aws:states:::lambda:invoke.sync"));
        assert!(!known("arn:aws:states:::ecs:runTask.sync:2"));
        assert_eq!(suggestion("lambda", "invok"), Some("lambda:invoke".to_owned()));
    }
}
