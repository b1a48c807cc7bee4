//! Against a real server that `tests/client_languages/test_rust.py` starts: its address and certificates come by the usual
//! variables, what it has by `HOKUSAI_LIVE_CASE`.

use std::time::Duration;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use hokusai_client::inference::v1::payload::Encoding as Encoded;
use hokusai_client::inference::v1::{DataType, Encoding, Payload, PredictRequest, Row, Tensor, Tensors};
use hokusai_client::versions::v1::GetVersionRequest;
use hokusai_client::{Client, Code, Error, ErrorReason, Settings, StreamTerms};
use serde_json::Value;

const STREAMED_ROWS: usize = 100_000;
const BATCH_ROWS: usize = 5_000;

/// The model that the server has, some rows, and what the model itself predicts for them.
struct Case {
    model: String,
    columns: Vec<String>,
    rows: Vec<Vec<f64>>,
    expected: Vec<i64>,
    arrow: Vec<u8>,
}

impl Case {
    fn read() -> Self {
        let path = std::env::var("HOKUSAI_LIVE_CASE").expect("the test's runner sets it");
        let document: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        let numbers = |value: &Value| value.as_array().unwrap().iter().map(|it| it.as_f64().unwrap()).collect();
        Self {
            model: text(&document["model"]),
            columns: document["columns"].as_array().unwrap().iter().map(text).collect(),
            rows: document["rows"].as_array().unwrap().iter().map(numbers).collect(),
            expected: document["expected"].as_array().unwrap().iter().map(|it| it.as_i64().unwrap()).collect(),
            arrow: BASE64_STANDARD.decode(text(&document["arrow"])).unwrap(),
        }
    }

    /// Which of the rows is row `number` of an endless table.
    fn place(&self, number: usize) -> usize {
        number % self.rows.len()
    }

    fn tensor_batch(&self, first: usize, count: usize) -> Payload {
        let rows = (first..first + count).map(|number| &self.rows[self.place(number)]);
        let data: Vec<u8> = rows.flatten().flat_map(|value| value.to_le_bytes()).collect();
        let shape = [count, self.columns.len()].map(|length| i64::try_from(length).unwrap()).to_vec();
        let tensor = Tensor { data_type: DataType::Float64.into(), shape, data: data.into(), ..Tensor::default() };
        Tensors { tensors: vec![tensor] }.into()
    }

    fn row_batch(&self) -> Payload {
        let row = |values: &Vec<f64>| self.columns.iter().zip(values).map(|(name, value)| (name, *value)).collect();
        self.rows.iter().map(row).collect::<Vec<Row>>().into_iter().collect()
    }

    fn request(&self, payload: Payload) -> PredictRequest {
        let response_encoding = Encoding::Tensors.into();
        PredictRequest {
            model: self.model.clone(),
            payload: Some(payload),
            response_encoding,
            ..PredictRequest::default()
        }
    }
}

fn client() -> Client {
    Client::new(&Settings::from_env().unwrap()).unwrap()
}

/// The labels of an answer of one tensor of longs.
fn labels(payload: &Payload) -> Vec<i64> {
    let Some(Encoded::Tensors(tensors)) = &payload.encoding else { panic!("no tensors: {payload:?}") };
    let (numbers, rest) = tensors.tensors[0].data.as_chunks();
    assert!(rest.is_empty());
    numbers.iter().copied().map(i64::from_le_bytes).collect()
}

#[tokio::test]
#[ignore = "needs a server"]
async fn three_encodings_predict_what_the_model_itself_does() {
    let (case, client) = (Case::read(), client());
    let encodings =
        [case.row_batch(), case.tensor_batch(0, case.rows.len()), Payload::from_arrow_stream(case.arrow.clone())];
    for payload in encodings {
        let reply = client.inference().predict(case.request(payload)).await.unwrap().into_inner();
        assert_eq!(labels(&reply.payload.unwrap()), case.expected);
        assert_eq!(reply.served_by.unwrap().version, "1.0.0");
    }
}

#[tokio::test]
#[ignore = "needs a server"]
async fn a_stream_answers_every_row_once_and_in_order() {
    let (case, client) = (Case::read(), client());
    let batches = (0..STREAMED_ROWS / BATCH_ROWS).map(|batch| case.tensor_batch(batch * BATCH_ROWS, BATCH_ROWS));
    let terms = StreamTerms::new(&case.model).with_window(4).with_timeout(Duration::from_secs(300));
    let mut answers = client.stream_predict(terms, tokio_stream::iter(batches));
    let mut seen = 0;
    while let Some(answer) = answers.next().await {
        let answer = answer.unwrap();
        assert_eq!(answer.sequence, (seen / BATCH_ROWS) as u64);
        let expected: Vec<i64> = (seen..seen + BATCH_ROWS).map(|number| case.expected[case.place(number)]).collect();
        assert_eq!(labels(&answer.outcome.unwrap()), expected);
        seen += BATCH_ROWS;
    }
    assert_eq!(seen, STREAMED_ROWS);
    assert_eq!(answers.served_by().unwrap().version, "1.0.0");
    assert_eq!(answers.resumptions() > 0, std::env::var("HOKUSAI_LIVE_CUT").is_ok());
}

#[tokio::test]
#[ignore = "needs a server"]
async fn a_failed_batch_does_not_end_the_stream() {
    let (case, client) = (Case::read(), client());
    let wrong = Payload::from_iter([Row::from_iter([("mean radius", "wide")])]);
    let batches = [case.row_batch(), wrong, case.tensor_batch(0, 3)];
    let mut answers = client.stream_predict(StreamTerms::new(&case.model), tokio_stream::iter(batches));
    let mut outcomes = Vec::new();
    while let Some(answer) = answers.next().await {
        let answer = answer.unwrap();
        outcomes.push((answer.row_count, answer.outcome.err().and_then(|error| error.reason())));
    }
    assert_eq!(outcomes, [(case.rows.len() as u64, None), (0, Some(ErrorReason::ModelInputInvalid)), (3, None)]);
}

#[tokio::test]
#[ignore = "needs a server"]
async fn errors_say_why_and_what_to_do() {
    let (case, client) = (Case::read(), client());
    let wrong = Payload::from_iter([Row::from_iter([("mean radius", "wide")])]);
    let error = Error::from(client.inference().predict(case.request(wrong)).await.unwrap_err());
    assert_eq!((error.code(), error.reason()), (Code::InvalidArgument, Some(ErrorReason::ModelInputInvalid)));
    assert!(error.field_violations().iter().any(|violation| violation.field == "rows[0].mean radius"), "{error:?}");
    let request = GetVersionRequest { model: "none".into(), version: "1.0.0".into() };
    let error = Error::from(client.versions().get_version(request).await.unwrap_err());
    assert_eq!(error.reason(), Some(ErrorReason::ModelNotFound));
    assert_eq!(error.metadata()["model"], "none");
    assert!(error.message().contains("ListModels") && !error.is_retryable(), "{error}");
}

#[tokio::test]
#[ignore = "needs a server"]
async fn a_stream_that_cannot_open_says_why() {
    let mut answers = client().stream_predict(StreamTerms::new("none"), tokio_stream::iter([]));
    let error = answers.next().await.unwrap().unwrap_err();
    assert_eq!(error.reason(), Some(ErrorReason::ModelNotFound));
    assert!(answers.next().await.is_none());
}

/// The runner cuts the connection once in the middle.
#[tokio::test]
#[ignore = "needs a server"]
async fn calls_that_are_safe_to_repeat_survive_a_cut_connection() {
    let (case, client) = (Case::read(), client());
    for _ in 0..100 {
        let request = GetVersionRequest { model: case.model.clone(), version: "1.0.0".into() };
        let reply = client.versions().get_version(request).await.unwrap().into_inner();
        assert_eq!(reply.version.unwrap().version, "1.0.0");
    }
}

#[tokio::test]
async fn a_deadline_ends_a_call_that_nobody_answers() {
    // A listener that accepts, as the kernel does, and says nothing.
    let silent = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let settings = Settings::default().with_address(silent.local_addr().unwrap().to_string());
    let client = Client::new(&settings.with_timeout(Duration::from_millis(50))).unwrap();
    let request = GetVersionRequest { model: "none".into(), version: "1.0.0".into() };
    let error = Error::from(client.versions().get_version(request).await.unwrap_err());
    assert_eq!((error.code(), error.reason()), (Code::DeadlineExceeded, None));
}
