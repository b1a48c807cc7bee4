//! What became of each vector, for people and for the runner.

use std::fmt::Write;

use serde_json::{Value, json};

/// What became of one vector.
#[derive(Debug)]
pub(crate) struct VectorResult {
    pub(crate) id: String,
    pub(crate) group: String,
    /// Empty if it passed.
    pub(crate) failure: String,
    pub(crate) seconds: f64,
}

impl VectorResult {
    pub(crate) fn passed(&self) -> bool {
        self.failure.is_empty()
    }

    /// Its entry in the report.
    pub(crate) fn as_json(&self) -> Value {
        json!({
            "id": self.id,
            "group": self.group,
            "passed": self.passed(),
            "failure": self.failure,
            "seconds": (self.seconds * 1000.0).round() / 1000.0,
        })
    }
}

/// Passed and failed by group, and then each failure.
pub(crate) fn table(results: &[VectorResult]) -> String {
    let mut groups: Vec<&str> = Vec::new();
    for result in results {
        if !groups.contains(&result.group.as_str()) {
            groups.push(&result.group);
        }
    }
    let mut text = format!("{:<24}{:>8}{:>8}\n", "group", "passed", "failed");
    let counted = groups.iter().map(|group| (*group, count(results, |result| result.group == *group)));
    for (group, (passed, failed)) in counted.chain([("all", count(results, |_| true))]) {
        let _ = writeln!(text, "{group:<24}{passed:>8}{failed:>8}");
    }
    for result in results.iter().filter(|result| !result.passed()) {
        let _ = writeln!(text, "FAILED {}: {}", result.id, result.failure);
    }
    text
}

fn count(results: &[VectorResult], belongs: impl Fn(&VectorResult) -> bool) -> (usize, usize) {
    let (passed, failed): (Vec<_>, Vec<_>) =
        results.iter().filter(|result| belongs(result)).partition(|it| it.passed());
    (passed.len(), failed.len())
}
