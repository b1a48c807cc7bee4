//! Compares a message, as canonical JSON, with a pattern. Every rule is in tests/conformance/README.md.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use regex::Regex;
use serde_json::{Map, Value};

use crate::scope::Scope;
use crate::status_errors::match_error;

/// What went otherwise than a vector says, or what it says that is not known.
pub(crate) type Checked<T> = Result<T, String>;

/// Whether `actual` (None: missing) is as the pattern says. `place` is its path, for the failure.
pub(crate) fn match_value(pattern: &Value, actual: Option<&Value>, scope: &mut Scope, place: &str) -> Checked<()> {
    if let Some((name, argument)) = matcher(pattern)? {
        return match_special(name, argument, actual, scope, place);
    }
    let Some(actual) = actual else { return Err(format!("{place}: nothing there, expected {pattern}")) };
    match pattern {
        Value::Object(fields) => match_object(fields, actual, scope, place),
        Value::Array(items) => match_list(items, actual, scope, place),
        Value::String(text) => {
            let filled = scope.fill(text)?;
            demand(actual.as_str() == Some(filled.as_str()), place, actual, &filled)
        }
        Value::Bool(_) => demand(actual == pattern, place, actual, pattern),
        Value::Number(_) => {
            demand(number(actual).is_some_and(|it| number(pattern) == Some(it)), place, actual, pattern)
        }
        Value::Null => Err(format!("{place}: null is no pattern")),
    }
}

/// Refuse keys that are not known: a driver skips nothing.
pub(crate) fn demand_known(document: &Map<String, Value>, known: &[&str]) -> Checked<()> {
    match document.keys().find(|key| !known.contains(&key.as_str())) {
        Some(unknown) => Err(format!("{unknown:?} is not known here")),
        None => Ok(()),
    }
}

/// Name and argument of a matcher; None for plain patterns.
fn matcher(pattern: &Value) -> Checked<Option<(&str, &Value)>> {
    let Value::Object(fields) = pattern else { return Ok(None) };
    let special = fields.iter().find(|(key, _)| key.starts_with('$') && !key.starts_with("${"));
    match special {
        Some(_) if fields.len() > 1 => Err(format!("a matcher stands alone: {pattern}")),
        found => Ok(found.map(|(name, argument)| (name.as_str(), argument))),
    }
}

fn match_special(name: &str, argument: &Value, actual: Option<&Value>, scope: &mut Scope, place: &str) -> Checked<()> {
    let is_true = argument == &Value::Bool(true);
    if name == "$absent" {
        return if is_true && actual.is_none() {
            Ok(())
        } else {
            Err(format!("{place}: {actual:?}, expected nothing"))
        };
    }
    let Some(actual) = actual else { return Err(format!("{place}: nothing there, expected {name} {argument}")) };
    let malformed = || format!("{place}: {argument} is no argument of {name}");
    match name {
        "$any" => demand(is_true, place, argument, "true"),
        "$exact" => match_exact(argument.as_object().ok_or_else(malformed)?, actual, scope, place),
        "$capture" => capture(argument.as_str().ok_or_else(malformed)?, actual, scope, place),
        "$not" => match match_value(argument, Some(actual), scope, place) {
            Ok(()) => Err(format!("{place}: {actual} matches {argument}, which it should not")),
            Err(_) => Ok(()),
        },
        "$regex" => {
            let expression = Regex::new(argument.as_str().ok_or_else(malformed)?).map_err(|fault| fault.to_string())?;
            demand(actual.as_str().is_some_and(|text| expression.is_match(text)), place, actual, argument)
        }
        "$approx" => {
            let [value, tolerance] = argument.as_array().ok_or_else(malformed)?.as_slice() else {
                return Err(malformed());
            };
            let close = number(actual).is_some_and(|actual| same_number(value, actual, tolerance));
            demand(close, place, actual, argument)
        }
        "$contains" => contains(argument.as_array().ok_or_else(malformed)?, actual, scope, place),
        "$numbers" => match_numbers(argument, actual, place),
        "$error" => {
            let expected = argument.as_object().filter(|error| error.contains_key("code")).ok_or_else(malformed)?;
            match_error(expected, actual, scope, place)
        }
        _ => Err(format!("{place}: {name} is no matcher")),
    }
}

fn match_object(fields: &Map<String, Value>, actual: &Value, scope: &mut Scope, place: &str) -> Checked<()> {
    let Value::Object(found) = actual else { return Err(format!("{place}: {actual} is no object")) };
    for (key, pattern) in fields {
        let key = scope.fill(key)?;
        match_value(pattern, found.get(&key), scope, &format!("{place}.{key}"))?;
    }
    Ok(())
}

fn match_exact(fields: &Map<String, Value>, actual: &Value, scope: &mut Scope, place: &str) -> Checked<()> {
    match_object(fields, actual, scope, place)?;
    let mut known = Vec::new();
    for key in fields.keys() {
        known.push(scope.fill(key)?);
    }
    let known: Vec<&str> = known.iter().map(String::as_str).collect();
    actual.as_object().map_or(Ok(()), |found| demand_known(found, &known)).map_err(|fault| format!("{place}: {fault}"))
}

fn match_list(items: &[Value], actual: &Value, scope: &mut Scope, place: &str) -> Checked<()> {
    let Value::Array(found) = actual else { return Err(format!("{place}: {actual} is no list")) };
    if found.len() != items.len() {
        return Err(format!("{place}: {} elements, expected {}: {actual}", found.len(), items.len()));
    }
    for (position, (pattern, value)) in items.iter().zip(found).enumerate() {
        match_value(pattern, Some(value), scope, &format!("{place}[{position}]"))?;
    }
    Ok(())
}

fn capture(name: &str, actual: &Value, scope: &mut Scope, place: &str) -> Checked<()> {
    let text = match actual {
        Value::String(text) => text.clone(),
        Value::Bool(_) => actual.to_string(),
        Value::Number(_) => number(actual).map(|number| number.to_string()).unwrap_or_default(),
        _ => return Err(format!("{place}: {actual} cannot be captured")),
    };
    scope.take(name, text);
    Ok(())
}

fn contains(patterns: &[Value], actual: &Value, scope: &mut Scope, place: &str) -> Checked<()> {
    let Value::Array(found) = actual else { return Err(format!("{place}: {actual} is no list")) };
    for pattern in patterns {
        if !found.iter().any(|value| match_value(pattern, Some(value), scope, place).is_ok()) {
            return Err(format!("{place}: no element matches {pattern} in {actual}"));
        }
    }
    Ok(())
}

fn match_numbers(argument: &Value, actual: &Value, place: &str) -> Checked<()> {
    let malformed = || format!("{place}: {argument} is no $numbers");
    demand_known(argument.as_object().ok_or_else(malformed)?, &["type", "values", "rel"])?;
    let values = argument["values"].as_array().ok_or_else(malformed)?;
    let data = actual.as_str().and_then(|text| BASE64_STANDARD.decode(text).ok());
    let data = data.ok_or_else(|| format!("{place}: {actual} is no base64"))?;
    let found: Vec<f64> = match argument["type"].as_str() {
        Some("float32") => whole_chunks(&data).map(|it| it.map(|it| f32::from_le_bytes(it).into()).collect()),
        Some("float64") => whole_chunks(&data).map(|it| it.map(f64::from_le_bytes).collect()),
        _ => return Err(malformed()),
    }
    .filter(|found: &Vec<f64>| found.len() == values.len())
    .ok_or_else(|| format!("{place}: {} bytes are not {} numbers", data.len(), values.len()))?;
    for (position, (expected, number)) in values.iter().zip(found).enumerate() {
        demand(same_number(expected, number, &argument["rel"]), &format!("{place}<{position}>"), number, expected)?;
    }
    Ok(())
}

/// The data in pieces of N bytes; None if some are left over.
fn whole_chunks<const N: usize>(data: &[u8]) -> Option<impl Iterator<Item = [u8; N]>> {
    let (chunks, rest) = data.as_chunks::<N>();
    rest.is_empty().then(|| chunks.iter().copied())
}

fn same_number(expected: &Value, actual: f64, tolerance: &Value) -> bool {
    match (expected, expected.as_f64(), tolerance.as_f64()) {
        (_, Some(expected), Some(tolerance)) => (actual - expected).abs() <= tolerance * expected.abs(),
        (Value::String(name), ..) => match name.as_str() {
            "NaN" => actual.is_nan(),
            "Infinity" => actual.total_cmp(&f64::INFINITY).is_eq(),
            "-Infinity" => actual.total_cmp(&f64::NEG_INFINITY).is_eq(),
            _ => false,
        },
        _ => false,
    }
}

fn number(value: &Value) -> Option<f64> {
    value.as_f64()
}

fn demand(met: bool, place: &str, actual: impl std::fmt::Display, expected: impl std::fmt::Display) -> Checked<()> {
    if met { Ok(()) } else { Err(format!("{place}: {actual}, expected {expected}")) }
}
