//! Registers a version by reference, predicts with it, streams 100,000 rows and handles an error.
//!
//! Arguments, all optional: address (else `HOKUSAI_ADDRESS`, else `localhost:50051`), model (`tumours`) and version
//! (`1.0.0`) to begin with. The model's inputs are columns of doubles.

use std::env;
use std::error::Error;
use std::time::Instant;

use hokusai_client::inference::v1::value::Kind;
use hokusai_client::inference::v1::{DataType, Payload, PredictRequest, Row, Tensor, Tensors, Value};
use hokusai_client::registry::v1::{ModelVersion, RegisterBaselineRequest, VersionDraft};
use hokusai_client::versions::v1::GetVersionRequest;
use hokusai_client::{Client, ErrorReason, Settings, StreamTerms};

const STREAMED_ROWS: usize = 100_000;
const BATCH_ROWS: usize = 5_000;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let mut settings = Settings::from_env()?;
    if let Some(address) = arguments.first() {
        settings = settings.with_address(address);
    }
    let model = arguments.get(1).map_or("tumours", String::as_str);
    let version = arguments.get(2).map_or("1.0.0", String::as_str);

    let client = Client::new(&settings)?;
    let copy = register_by_reference(&client, model, version).await?;
    println!("registered {} {}", copy.model, copy.version);
    predict(&client, &copy).await?;
    stream(&client, &copy).await?;
    handle_an_error(&client).await
}

async fn register_by_reference(client: &Client, model: &str, version: &str) -> Result<ModelVersion, Box<dyn Error>> {
    let request = GetVersionRequest { model: model.into(), version: version.into() };
    let known = client.versions().get_version(request).await.map_err(hokusai_client::Error::from)?.into_inner();
    let digest = known.version.unwrap_or_default().bundle_digest;
    let request = RegisterBaselineRequest {
        model: format!("{model}-rust"),
        draft: Some(VersionDraft { bundle_digest: digest, ..VersionDraft::default() }),
        request_id: uuid::Uuid::new_v4().to_string(),
        ..RegisterBaselineRequest::default()
    };
    let reply = client.registry().register_baseline(request).await.map_err(hokusai_client::Error::from)?;
    Ok(reply.into_inner().version.unwrap_or_default())
}

async fn predict(client: &Client, version: &ModelVersion) -> Result<(), Box<dyn Error>> {
    let row: Row = columns(version).into_iter().map(|name| (name, fastrand::f64())).collect();
    let request = PredictRequest {
        model: version.model.clone(),
        payload: Some(Payload::from_iter([row])),
        ..PredictRequest::default()
    };
    let reply = client.inference().predict(request).await.map_err(hokusai_client::Error::from)?.into_inner();
    let served_by = reply.served_by.unwrap_or_default();
    for row in reply.payload.iter().flat_map(Payload::rows) {
        for (name, value) in &row.values {
            println!("predicted {name}={} with {}", shown(value), served_by.version);
        }
    }
    Ok(())
}

async fn stream(client: &Client, version: &ModelVersion) -> Result<(), Box<dyn Error>> {
    let width = columns(version).len();
    let batches = (0..STREAMED_ROWS / BATCH_ROWS).map(move |_| batch(width));
    let mut answers = client.stream_predict(StreamTerms::new(&version.model), tokio_stream::iter(batches));
    let started = Instant::now();
    let mut rows = 0;
    while let Some(answer) = answers.next().await {
        let answer = answer?;
        if let Err(error) = &answer.outcome {
            println!("batch {} failed: {error}", answer.sequence);
        }
        rows += answer.row_count;
        print!("\rstreamed {rows} rows");
    }
    let seconds = started.elapsed().as_secs_f64();
    println!(" in {seconds:.2} s: {:.0} rows/s", rows as f64 / seconds);
    Ok(())
}

async fn handle_an_error(client: &Client) -> Result<(), Box<dyn Error>> {
    let request = GetVersionRequest { model: "no-such-model".into(), version: "1.0.0".into() };
    let Err(status) = client.versions().get_version(request).await else { return Ok(()) };
    let error = hokusai_client::Error::from(status);
    if error.reason() != Some(ErrorReason::ModelNotFound) {
        return Err(error.into());
    }
    println!("{} {:?}", error.reason_name().unwrap_or_default(), error.metadata());
    println!("next: {}", error.message());
    Ok(())
}

fn columns(version: &ModelVersion) -> Vec<String> {
    let inputs = version.signature.as_ref().and_then(|signature| signature.inputs.as_ref());
    inputs.map(|inputs| inputs.columns.iter().map(|column| column.name.clone()).collect()).unwrap_or_default()
}

fn shown(value: &Value) -> String {
    match &value.kind {
        Some(Kind::Integer(number)) => number.to_string(),
        Some(Kind::Number(number)) => number.to_string(),
        other => format!("{other:?}"),
    }
}

/// One tensor for the whole table: its columns stand in the order of the signature.
fn batch(width: usize) -> Payload {
    let data: Vec<u8> = (0..BATCH_ROWS * width).flat_map(|_| fastrand::f64().to_le_bytes()).collect();
    let tensor = Tensor {
        data_type: DataType::Float64.into(),
        shape: vec![BATCH_ROWS as i64, width as i64],
        data: data.into(),
        ..Tensor::default()
    };
    Tensors { tensors: vec![tensor] }.into()
}
