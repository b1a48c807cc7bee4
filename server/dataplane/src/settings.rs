//! How to serve, as the control plane says.

use std::path::PathBuf;
use std::time::Duration;

use crate::contract::backend;

/// Everything that is set. Sent anew with every attachment; only the first counts.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The Unix socket on which the Python server answers everything that is not answered here.
    pub upstream: PathBuf,
    /// TLS of the public port; `None` for plain text.
    pub tls: Option<backend::DataPlaneTls>,
    /// Bounds.
    pub limits: backend::DataPlaneLimits,
    /// Value of the header `hokusai-mode` of every reply; empty for none.
    pub mode: String,
    /// What is reported.
    pub reporting: Reporting,
    /// The catalogue's revision when this was sent.
    pub revision: u64,
    /// Whether callers need a credential.
    pub credentials_needed: bool,
    /// The revision of the credentials when this was sent.
    pub grants_revision: u64,
}

/// What is counted and told of calls.
#[derive(Clone, Debug)]
pub struct Reporting {
    /// Upper bounds of histograms of durations, in seconds.
    pub latency_buckets: Vec<f64>,
    /// Upper bounds of the histogram of requests in a micro-batch.
    pub batch_buckets: Vec<f64>,
    /// Whether every call is told of, not only those that failed.
    pub every_call: bool,
    /// Whether calls are traced at all.
    pub trace: bool,
    /// Share of calls without a trace context that are traced, from 0 to 1.
    pub trace_share: f64,
}

impl From<backend::DataPlaneSettings> for Settings {
    fn from(sent: backend::DataPlaneSettings) -> Self {
        Self {
            upstream: sent.upstream_path.into(),
            tls: sent.tls,
            limits: sent.limits.unwrap_or_default(),
            mode: sent.mode,
            reporting: Reporting {
                latency_buckets: sent.latency_buckets,
                batch_buckets: sent.batch_buckets,
                every_call: sent.report_every_call,
                trace: sent.trace,
                trace_share: sent.trace_share,
            },
            revision: sent.revision,
            credentials_needed: sent.credentials_needed,
            grants_revision: sent.grants_revision,
        }
    }
}

/// The duration of a message; zero where it is unset or negative.
#[must_use]
pub fn duration(sent: Option<prost_types::Duration>) -> Duration {
    sent.and_then(|duration| duration.try_into().ok())
        .unwrap_or_default()
}
