//! The contract's service config: which RPCs are safe to repeat, and how patiently.
//!
//! tonic reads no service config, so `transport` follows this one.

use std::collections::HashSet;
use std::sync::LazyLock;
use std::time::Duration;

use serde::{Deserialize, Deserializer, de};
use tonic::Code;

/// The policy that ships with the contract.
pub(crate) static SERVICE_CONFIG: LazyLock<ServiceConfig> = LazyLock::new(|| {
    ServiceConfig::parse(include_str!("generated/service_config.json")).expect("tested with the crate")
});

/// How often and how patiently an RPC is repeated.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct RetryPolicy {
    /// Attempts in all, the first included.
    pub(crate) max_attempts: u32,
    #[serde(deserialize_with = "seconds")]
    initial_backoff: Duration,
    #[serde(deserialize_with = "seconds")]
    max_backoff: Duration,
    backoff_multiplier: f64,
    #[serde(deserialize_with = "codes")]
    retryable_status_codes: Vec<Code>,
}

impl RetryPolicy {
    /// Whether an answer of this code is worth another attempt.
    pub(crate) fn retries(&self, code: Code) -> bool {
        self.retryable_status_codes.contains(&code)
    }

    /// The delay after attempt number `attempt` (from 1), before jitter.
    pub(crate) fn backoff(&self, attempt: u32) -> Duration {
        let exponent = i32::try_from(attempt.saturating_sub(1)).unwrap_or(i32::MAX);
        let seconds = self.initial_backoff.as_secs_f64() * self.backoff_multiplier.powi(exponent);
        Duration::from_secs_f64(seconds.min(self.max_backoff.as_secs_f64()))
    }
}

/// The policies of all RPCs.
#[derive(Debug)]
pub(crate) struct ServiceConfig(Vec<(HashSet<String>, RetryPolicy)>);

impl ServiceConfig {
    fn parse(text: &str) -> serde_json::Result<Self> {
        let document: Document = serde_json::from_str(text)?;
        let configs = document.method_config.into_iter();
        Ok(Self(configs.map(|config| (config.name.iter().map(Name::path).collect(), config.retry_policy)).collect()))
    }

    /// The policy of the RPC at `path`; None if it must not be repeated.
    pub(crate) fn policy(&self, path: &str) -> Option<&RetryPolicy> {
        self.0.iter().find(|(paths, _)| paths.contains(path)).map(|(_, policy)| policy)
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Document {
    method_config: Vec<MethodConfig>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct MethodConfig {
    name: Vec<Name>,
    retry_policy: RetryPolicy,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Name {
    service: String,
    method: String,
}

impl Name {
    fn path(&self) -> String {
        format!("/{}/{}", self.service, self.method)
    }
}

fn seconds<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Duration, D::Error> {
    let text = String::deserialize(deserializer)?;
    let seconds = text.strip_suffix('s').and_then(|number| number.parse().ok());
    let duration = seconds.and_then(|seconds| Duration::try_from_secs_f64(seconds).ok());
    duration.ok_or_else(|| de::Error::custom(format!("{text:?} is no duration")))
}

fn codes<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Code>, D::Error> {
    let names = Vec::<String>::deserialize(deserializer)?;
    let code =
        |name: &String| crate::generated::google::rpc::Code::from_str_name(name).map(|code| Code::from(code as i32));
    names
        .iter()
        .map(|name| code(name).ok_or_else(|| de::Error::custom(format!("{name:?} is no status code"))))
        .collect()
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use tonic::Code;

    use super::SERVICE_CONFIG;
    use crate::generated::rpcs::RPCS;

    const PREDICT: &str = "/hokusai.inference.v1.InferenceService/Predict";

    #[test]
    fn reads_are_repeated_and_unloading_is_not() {
        assert!(SERVICE_CONFIG.policy(PREDICT).is_some());
        assert!(SERVICE_CONFIG.policy("/hokusai.inference.v1.InferenceService/UnloadModel").is_none());
    }

    #[test]
    fn each_name_is_an_rpc_whose_request_is_one_message() {
        let known = |path: &String| RPCS.iter().any(|(rpc, client_streams, _)| rpc == path && !client_streams);
        let unknown: Vec<_> =
            SERVICE_CONFIG.0.iter().flat_map(|(paths, _)| paths).filter(|path| !known(path)).collect();
        assert_eq!(unknown, Vec::<&String>::new());
    }

    #[test]
    fn delays_grow_to_their_limit() {
        let policy = SERVICE_CONFIG.policy(PREDICT).unwrap();
        assert_eq!(policy.backoff(1), Duration::from_millis(100));
        assert_eq!(policy.backoff(3), Duration::from_millis(400));
        assert_eq!(policy.backoff(100), Duration::from_secs(5));
    }

    #[test]
    fn what_the_caller_did_wrong_is_not_repeated() {
        let policy = SERVICE_CONFIG.policy(PREDICT).unwrap();
        assert!(policy.retries(Code::Unavailable) && policy.retries(Code::ResourceExhausted));
        assert!(!policy.retries(Code::InvalidArgument) && !policy.retries(Code::Internal));
    }
}
