//! From a worker's outcome of a batch to what each caller gets.

use bytes::Bytes;

use crate::contract::worker;
use crate::faults::{Fault, Violation};
use crate::routing::VersionId;
use crate::telemetry::BatchTimings;

/// The answer to one request: `row_count` rows in `payload`, row i answering row i of the request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prediction {
    /// A serialized `Payload`.
    pub payload: Bytes,
    /// Rows in it.
    pub row_count: u64,
}

/// What became of a batch.
#[derive(Debug, PartialEq)]
pub struct BatchResult {
    /// One for each request, in their order.
    pub outcomes: Vec<Result<Prediction, Fault>>,
    /// Where the time of the whole batch went.
    pub timings: BatchTimings,
    /// Private memory of the worker in bytes; 0 if it was not measured this time.
    pub private_memory_bytes: u64,
}

/// Takes the outcome of a batch apart. `None`: the worker broke the protocol.
pub fn read(
    version: &VersionId,
    outcome: worker::BatchOutcome,
    body: Bytes,
    expected: usize,
) -> Option<BatchResult> {
    let outcomes = match outcome.alike {
        Some(alike) if outcome.outcomes.is_empty() => alike_predictions(alike, body, expected)?,
        Some(_) => return None,
        None => predictions(version, outcome.outcomes, body, expected)?,
    };
    Some(BatchResult {
        outcomes,
        timings: timings_of(outcome.timings.unwrap_or_default()),
        private_memory_bytes: outcome.private_memory_bytes,
    })
}

fn alike_predictions(
    alike: worker::AlikeOutcomes,
    mut body: Bytes,
    expected: usize,
) -> Option<Vec<Result<Prediction, Fault>>> {
    let size = usize::try_from(alike.payload_size).ok()?;
    if size.checked_mul(expected)? != body.len() {
        return None;
    }
    let prediction = |_| {
        Ok(Prediction {
            payload: body.split_to(size),
            row_count: alike.row_count,
        })
    };
    Some((0..expected).map(prediction).collect())
}

fn predictions(
    version: &VersionId,
    told: Vec<worker::RequestOutcome>,
    mut body: Bytes,
    expected: usize,
) -> Option<Vec<Result<Prediction, Fault>>> {
    if told.len() != expected {
        return None;
    }
    let mut outcomes = Vec::with_capacity(expected);
    for each in told {
        outcomes.push(if let Some(fault) = each.fault {
            Err(fault_of(version, fault)?)
        } else {
            let size = usize::try_from(each.payload_size).ok()?;
            if size > body.len() {
                return None;
            }
            Ok(Prediction {
                payload: body.split_to(size),
                row_count: each.row_count,
            })
        });
    }
    body.is_empty().then_some(outcomes)
}

fn timings_of(timings: worker::BatchTimings) -> BatchTimings {
    BatchTimings {
        decode_nanos: timings.decode_nanos,
        validate_nanos: timings.validate_nanos,
        predict_nanos: timings.predict_nanos,
        encode_nanos: timings.encode_nanos,
        model_calls: timings.model_calls,
    }
}

fn fault_of(version: &VersionId, fault: worker::Fault) -> Option<Fault> {
    let violations: Vec<Violation> = fault
        .violations
        .into_iter()
        .map(|violation| Violation {
            field: violation.field,
            description: violation.description,
        })
        .collect();
    Some(match fault.reason.as_str() {
        "PAYLOAD_INVALID" => Fault::payload_invalid(&fault.cause, &violations),
        "MODEL_INPUT_INVALID" => Fault::model_input_invalid(&violations, fault.violation_count),
        "MODEL_RAISED" => Fault::model_raised(version, &fault.cause, &fault.error_id),
        "MODEL_OUTPUT_INVALID" => Fault::model_output_invalid(version, &fault.cause),
        "DEADLINE_PASSED" => Fault::deadline_passed(),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use prost::Message;

    use super::*;

    fn version() -> VersionId {
        VersionId {
            model: "m".into(),
            number: "1.0.0".into(),
        }
    }

    fn outcome(size: u64) -> worker::RequestOutcome {
        worker::RequestOutcome {
            payload_size: size,
            row_count: 1,
            ..Default::default()
        }
    }

    #[test]
    fn payloads_are_cut_out_of_the_body_in_order() {
        let batch = worker::BatchOutcome {
            outcomes: vec![outcome(2), outcome(3)],
            ..Default::default()
        };
        let result = read(&version(), batch, Bytes::from_static(b"abcde"), 2).expect("a result");
        let payloads: Vec<_> = result
            .outcomes
            .into_iter()
            .map(|each| each.unwrap().payload)
            .collect();
        assert_eq!(payloads, [&b"ab"[..], b"cde"]);
    }

    #[test]
    fn an_outcome_of_another_shape_is_a_breach() {
        let batch = |sizes: &[u64]| worker::BatchOutcome {
            outcomes: sizes.iter().copied().map(outcome).collect(),
            ..Default::default()
        };
        for (sizes, expected) in [(&[5][..], 2), (&[6], 1), (&[4], 1), (&[u64::MAX, 5], 2)] {
            assert_eq!(
                read(
                    &version(),
                    batch(sizes),
                    Bytes::from_static(b"abcde"),
                    expected
                ),
                None
            );
        }
    }

    #[test]
    fn alike_payloads_are_cut_out_of_the_body_in_order() {
        let batch = |payload_size| worker::BatchOutcome {
            alike: Some(worker::AlikeOutcomes {
                payload_size,
                row_count: 1,
            }),
            ..Default::default()
        };
        let read = |size| read(&version(), batch(size), Bytes::from_static(b"abcdef"), 3);
        let result = read(2).expect("a result");
        let payloads: Vec<_> = result
            .outcomes
            .into_iter()
            .map(|each| each.unwrap().payload)
            .collect();
        assert_eq!(payloads, [&b"ab"[..], b"cd", b"ef"]);
        assert!(read(1).is_none() && read(3).is_none() && read(u64::MAX).is_none());
    }

    proptest! {
        #[test]
        fn whatever_a_worker_says_is_a_result_or_a_breach(
            header in prop::collection::vec(any::<u8>(), 0..200),
            body in prop::collection::vec(any::<u8>(), 0..64),
            expected in 0_usize..4,
        ) {
            if let Ok(batch) = worker::BatchOutcome::decode(&header[..])
                && let Some(result) = read(&version(), batch, Bytes::from(body), expected)
            {
                prop_assert_eq!(result.outcomes.len(), expected);
            }
        }
    }
}
