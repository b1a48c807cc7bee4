//! The Rust driver of the conformance set: `run ADDRESS VECTORS REPORT`. What it does is in tests/conformance/README.md.

mod calling;
mod cuttable;
mod matching;
mod messages;
mod report;
mod rpcs;
mod scope;
mod status_errors;
mod steps;
mod vectors;

use std::path::Path;
use std::process::ExitCode;
use std::{env, fs};

use serde_json::json;

const ALPHABET: &[u8] = b"abcdefghijklmnopqrstuvwxyz0123456789";

#[tokio::main]
async fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [address, vectors, report] = arguments.as_slice() else {
        eprintln!("usage: run ADDRESS VECTORS REPORT");
        return ExitCode::from(2);
    };
    match run(address, Path::new(vectors), Path::new(report)).await {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(fault) => {
            eprintln!("{fault}");
            ExitCode::from(2)
        }
    }
}

/// Whether there were vectors and every one passed; an error if the set could not be run at all.
async fn run(address: &str, vectors: &Path, report: &Path) -> Result<bool, Box<dyn std::error::Error>> {
    let run: String = (0..12).map(|_| char::from(ALPHABET[fastrand::usize(..ALPHABET.len())])).collect();
    let results = vectors::run_all(address, vectors, &run).await?;
    let entries: Vec<_> = results.iter().map(report::VectorResult::as_json).collect();
    let document = json!({"language": "rust", "run": run, "results": entries});
    fs::write(report, format!("{document:#}\n"))?;
    print!("{}", report::table(&results));
    Ok(!results.is_empty() && results.iter().all(report::VectorResult::passed))
}
