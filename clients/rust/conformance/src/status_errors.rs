//! Compares a `google.rpc.Status`, as canonical JSON, with what a vector says of an error.

use serde_json::{Map, Value, json};
use tonic::Code;

use crate::matching::{Checked, demand_known, match_value};
use crate::scope::Scope;

const KEYS: &[&str] = &["code", "reason", "metadata", "violations", "retry_delay", "message"];
const CODES: &[(&str, Code)] = &[
    ("OK", Code::Ok),
    ("CANCELLED", Code::Cancelled),
    ("UNKNOWN", Code::Unknown),
    ("INVALID_ARGUMENT", Code::InvalidArgument),
    ("DEADLINE_EXCEEDED", Code::DeadlineExceeded),
    ("NOT_FOUND", Code::NotFound),
    ("ALREADY_EXISTS", Code::AlreadyExists),
    ("PERMISSION_DENIED", Code::PermissionDenied),
    ("RESOURCE_EXHAUSTED", Code::ResourceExhausted),
    ("FAILED_PRECONDITION", Code::FailedPrecondition),
    ("ABORTED", Code::Aborted),
    ("OUT_OF_RANGE", Code::OutOfRange),
    ("UNIMPLEMENTED", Code::Unimplemented),
    ("INTERNAL", Code::Internal),
    ("UNAVAILABLE", Code::Unavailable),
    ("DATA_LOSS", Code::DataLoss),
    ("UNAUTHENTICATED", Code::Unauthenticated),
];

/// The status code of a name.
pub(crate) fn code_named(name: &str) -> Option<Code> {
    CODES.iter().find(|(known, _)| *known == name).map(|(_, code)| *code)
}

/// Whether the status says what is expected. `expected` is `error`, or the argument of `$error`, which has a code.
pub(crate) fn match_error(
    expected: &Map<String, Value>,
    status: &Value,
    scope: &mut Scope,
    place: &str,
) -> Checked<()> {
    demand_known(expected, KEYS)?;
    if let Some(name) = expected.get("code") {
        let code = name.as_str().and_then(code_named).ok_or_else(|| format!("{place}: {name} is no status code"))?;
        match_value(&json!(code as i32), Some(field(status, "code", &json!(0))), scope, &format!("{place}.code"))?;
    }
    let info = detail(status, "ErrorInfo");
    if let Some(reason) = expected.get("reason") {
        let wanted = json!({"reason": reason, "domain": "hokusai.dev"});
        match_value(&wanted, Some(&info), scope, &format!("{place}.ErrorInfo"))?;
    }
    if let Some(pattern) = expected.get("metadata") {
        match_value(pattern, Some(field(&info, "metadata", &json!({}))), scope, &format!("{place}.metadata"))?;
    }
    if let Some(pattern) = expected.get("violations") {
        let invalid = detail(status, "BadRequest");
        let violations = field(&invalid, "fieldViolations", &json!([])).clone();
        match_value(pattern, Some(&violations), scope, &format!("{place}.violations"))?;
    }
    if let Some(wanted) = expected.get("retry_delay") {
        let delay = retry_delay(status);
        if wanted.as_bool() != Some(delay > 0.0) {
            return Err(format!("{place}: the retry delay is {delay} s, expected {wanted}"));
        }
    }
    match expected.get("message") {
        Some(pattern) => {
            match_value(pattern, Some(field(status, "message", &json!(""))), scope, &format!("{place}.message"))
        }
        None => Ok(()),
    }
}

/// Seconds of the status's `RetryInfo`; 0 without one.
pub(crate) fn retry_delay(status: &Value) -> f64 {
    let info = detail(status, "RetryInfo");
    let text = info.get("retryDelay").and_then(Value::as_str).unwrap_or_default();
    text.trim_end_matches('s').parse().unwrap_or(0.0)
}

fn detail(status: &Value, name: &str) -> Value {
    let wanted = format!("type.googleapis.com/google.rpc.{name}");
    let details = status.get("details").and_then(Value::as_array).into_iter().flatten();
    let mut found = details.filter(|detail| detail.get("@type").and_then(Value::as_str) == Some(wanted.as_str()));
    found.next().cloned().unwrap_or_else(|| json!({}))
}

fn field<'a>(object: &'a Value, key: &str, missing: &'a Value) -> &'a Value {
    object.get(key).unwrap_or(missing)
}
