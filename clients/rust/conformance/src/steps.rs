//! Makes one call of a vector and compares its frames and its end.

use std::time::{Duration, Instant};

use hokusai_client::Client;
use prost_reflect::MethodDescriptor;
use serde_json::{Map, Value, json};
use tonic::Code;
use tonic::metadata::{AsciiMetadataKey, MetadataMap};

use crate::calling::{Options, Running, client_to};
use crate::cuttable::Cuttable;
use crate::matching::{Checked, demand_known, match_value};
use crate::messages;
use crate::scope::Scope;
use crate::status_errors::{code_named, match_error, retry_delay};
use crate::vectors::Connection;

const CALL_KEYS: &[&str] = &["method", "request", "frames", "expect", "deadline_ms", "metadata", "retry"];
const LONGEST_RETRYING: Duration = Duration::from_secs(60);

/// How a call ended.
struct Ending {
    code: Code,
    status: Value,
    reply: Option<Value>,
}

/// Make one call and compare it.
pub(crate) async fn make_call(call: &Value, connection: &Connection, scope: &mut Scope) -> Checked<()> {
    let call = call.as_object().ok_or("a call is an object")?;
    demand_known(call, CALL_KEYS)?;
    let last = call.get("frames").and_then(Value::as_array).and_then(|frames| frames.last());
    let ends_with = |key: &str| last.is_some_and(|frame| frame.get(key).is_some());
    match (call.get("expect"), ends_with("cancel") || ends_with("cut")) {
        (None, true) if ends_with("cut") => play_and_cut(call, connection, scope).await,
        (None, true) => play(call, connection.client.clone(), scope).await.map(|_| ()),
        (Some(expected), false) => {
            let ending = play_patiently(call, connection, scope).await?;
            compare(expected, &ending, scope)
        }
        _ => Err("a call has `expect`, unless its last frame is `cancel` or `cut`".to_owned()),
    }
}

async fn play_and_cut(call: &Map<String, Value>, connection: &Connection, scope: &mut Scope) -> Checked<()> {
    let relay = Cuttable::to(connection.address.clone()).await.map_err(|fault| fault.to_string())?;
    let client = client_to(&relay.address.to_string()).map_err(|fault| fault.to_string())?;
    let running = play(call, client, scope).await?;
    drop(relay); // before the call, which would be cancelled in order
    drop(running);
    Ok(())
}

/// Make a call, again and again if it says so and the server says when.
async fn play_patiently(call: &Map<String, Value>, connection: &Connection, scope: &mut Scope) -> Checked<Ending> {
    let start = Instant::now();
    loop {
        let mut running = play(call, connection.client.clone(), scope).await?;
        let method = messages::method(text(call, "method")?)?;
        let ending = end(&mut running, &method).await?;
        let delay = retry_delay(&ending.status);
        let again = call.get("retry") == Some(&json!(true)) && delay > 0.0 && start.elapsed() < LONGEST_RETRYING;
        if !again {
            return Ok(ending);
        }
        tokio::time::sleep(Duration::from_secs_f64(delay)).await;
    }
}

/// Make the call once, up to its last frame.
async fn play(call: &Map<String, Value>, client: Client, scope: &mut Scope) -> Checked<Running> {
    let path = text(call, "method")?;
    let method = messages::method(path)?;
    let streams = method.is_client_streaming() || method.is_server_streaming();
    if call.contains_key("request") == method.is_client_streaming() {
        return Err("`request` is for calls that the client does not stream, and only for them".to_owned());
    }
    if call.contains_key("frames") != streams {
        return Err("a call with a streaming side has `frames`, and no other".to_owned());
    }
    let request = call.get("request").map(|request| message(&method, request, scope)).transpose()?;
    let mut running = Running::begin(client, path.to_owned(), options(call, scope)?);
    if let Some(request) = request {
        running.send(request);
        running.half_close();
    }
    for (position, frame) in call.get("frames").and_then(Value::as_array).into_iter().flatten().enumerate() {
        let played = play_frame(frame, &mut running, &method, scope).await;
        played.map_err(|fault| format!("frame {position}: {fault}"))?;
    }
    Ok(running)
}

async fn play_frame(frame: &Value, running: &mut Running, method: &MethodDescriptor, scope: &mut Scope) -> Checked<()> {
    let unknown = || format!("{frame} is no frame");
    let fields = frame.as_object().filter(|fields| fields.len() == 1).ok_or_else(unknown)?;
    let (kind, argument) = fields.iter().next().ok_or_else(unknown)?;
    match (kind.as_str(), argument) {
        ("send", document) => running.send(message(method, document, scope)?),
        ("receive", pattern) => {
            let Some(bytes) = running.receive().await else {
                return Err(format!("the stream ended with {}, a message was expected", running.status().await));
            };
            match_value(pattern, Some(&messages::to_json(method.output(), &bytes)?), scope, "")?;
        }
        ("half_close", Value::Bool(true)) => running.half_close(),
        // Whoever plays the frames drops the call, which cancels it, or its connection.
        ("cancel" | "cut", Value::Bool(true)) => {}
        _ => return Err(unknown()),
    }
    Ok(())
}

/// How the call ends, which must be the next thing to happen.
async fn end(running: &mut Running, method: &MethodDescriptor) -> Checked<Ending> {
    let mut reply = None;
    if !method.is_server_streaming() {
        let bytes = running.receive().await;
        reply = bytes.map(|bytes| messages::to_json(method.output(), &bytes)).transpose()?;
    }
    if let Some(bytes) = running.receive().await {
        let extra = messages::to_json(method.output(), &bytes)?;
        return Err(format!("the end of the stream was expected, not {extra}"));
    }
    let status = running.status().await;
    Ok(Ending { code: status.code(), status: messages::status_json(&status)?, reply })
}

fn compare(expected: &Value, ending: &Ending, scope: &mut Scope) -> Checked<()> {
    let expected = expected.as_object().ok_or("`expect` is an object")?;
    demand_known(expected, &["status", "reply", "error"])?;
    let name = expected.get("status").map_or(Some("OK"), Value::as_str).unwrap_or_default();
    let code = code_named(name).ok_or_else(|| format!("{name:?} is no status code"))?;
    if ending.code != code {
        return Err(format!("status {:?}, expected {name}: {}", ending.code, ending.status));
    }
    if let Some(pattern) = expected.get("reply") {
        match_value(pattern, ending.reply.as_ref(), scope, "reply")?;
    }
    match expected.get("error") {
        Some(Value::Object(error)) => match_error(error, &ending.status, scope, "error"),
        Some(other) => Err(format!("{other} is no error")),
        None => Ok(()),
    }
}

fn message(method: &MethodDescriptor, document: &Value, scope: &mut Scope) -> Checked<Vec<u8>> {
    messages::from_json(method.input(), scope.request(document)?)
}

fn options(call: &Map<String, Value>, scope: &mut Scope) -> Checked<Options> {
    let deadline = call.get("deadline_ms").map_or(Some(60_000), Value::as_u64).ok_or("deadline_ms is a number")?;
    let mut metadata = MetadataMap::new();
    for (key, value) in call.get("metadata").and_then(Value::as_object).into_iter().flatten() {
        let filled = scope.fill(value.as_str().ok_or("metadata is strings")?)?;
        let key: AsciiMetadataKey = key.parse().map_err(|_| format!("{key:?} is no metadata key"))?;
        metadata.append(key, filled.parse().map_err(|_| format!("{filled:?} is no metadata value"))?);
    }
    Ok(Options { metadata, deadline: Duration::from_millis(deadline) })
}

fn text<'a>(call: &'a Map<String, Value>, key: &str) -> Checked<&'a str> {
    call.get(key).and_then(Value::as_str).ok_or_else(|| format!("a call has {key:?}"))
}
