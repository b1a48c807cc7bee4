//! Runs the vectors of files.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use hokusai_client::Client;
use serde_json::{Map, Value};

use crate::calling::client_to;
use crate::matching::{Checked, demand_known};
use crate::report::VectorResult;
use crate::scope::Scope;
use crate::steps::make_call;

/// The connection that most calls share, and the address for those that need their own.
#[derive(Debug)]
pub(crate) struct Connection {
    pub(crate) client: Client,
    pub(crate) address: String,
}

/// Run every vector of every file against the server.
pub(crate) async fn run_all(address: &str, vectors: &Path, run: &str) -> Result<Vec<VectorResult>, Box<dyn Error>> {
    let connection = Connection { client: client_to(address)?, address: address.to_owned() };
    let mut results = Vec::new();
    for path in vector_files(vectors)? {
        let document: Map<String, Value> = serde_json::from_str(&fs::read_to_string(path)?)?;
        results.extend(run_file(&document, &connection, Scope::of_run(run)).await);
    }
    Ok(results)
}

/// The file, or the files of the folder by name.
fn vector_files(path: &Path) -> std::io::Result<Vec<PathBuf>> {
    if !path.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let entries = fs::read_dir(path)?.collect::<Result<Vec<_>, _>>()?;
    let mut files: Vec<PathBuf> = entries.iter().map(fs::DirEntry::path).collect();
    files.retain(|file| file.extension().is_some_and(|extension| extension == "json"));
    files.sort();
    Ok(files)
}

async fn run_file(document: &Map<String, Value>, connection: &Connection, mut scope: Scope) -> Vec<VectorResult> {
    let setup = match demand_known(document, &["group", "setup", "vectors"]) {
        Ok(()) => run_calls(document.get("setup"), connection, &mut scope).await,
        fault => fault,
    };
    let mut results = Vec::new();
    for vector in document.get("vectors").and_then(Value::as_array).into_iter().flatten() {
        let start = Instant::now();
        let outcome = match &setup {
            Ok(()) => run_vector(vector, connection, &mut scope.clone()).await,
            Err(fault) => Err(format!("setup: {fault}")),
        };
        results.push(VectorResult {
            id: text(vector.get("id")),
            group: text(document.get("group")),
            failure: outcome.err().unwrap_or_default(),
            seconds: start.elapsed().as_secs_f64(),
        });
    }
    results
}

async fn run_vector(vector: &Value, connection: &Connection, scope: &mut Scope) -> Checked<()> {
    let fields = vector.as_object().ok_or("a vector is an object")?;
    demand_known(fields, &["id", "meaning", "calls"])?;
    if !vector["calls"].is_array() {
        return Err("a vector has calls".to_owned());
    }
    run_calls(fields.get("calls"), connection, scope).await
}

async fn run_calls(calls: Option<&Value>, connection: &Connection, scope: &mut Scope) -> Checked<()> {
    for (position, call) in calls.and_then(Value::as_array).into_iter().flatten().enumerate() {
        make_call(call, connection, scope).await.map_err(|fault| format!("call {position}: {fault}"))?;
    }
    Ok(())
}

fn text(value: Option<&Value>) -> String {
    value.and_then(Value::as_str).unwrap_or_default().to_owned()
}
