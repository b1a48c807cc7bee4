//! The rules that the contract declares on the fields of inference requests, in the words of protovalidate.

use crate::contract::inference::{Encoding, GetModelSignatureRequest};
use crate::contract::versions::VersionSelector;
use crate::contract::versions::version_selector::Selector;
use crate::contract::worker::{
    PredictRequest, StreamPredictRequest, stream_predict_request::Frame,
};
use crate::faults::{Fault, Violation};

const NAME_PATTERN: &str = "does not match regex pattern `^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$`";
const ALIAS_PATTERN: &str = "does not match regex pattern `^[A-Za-z][A-Za-z0-9_-]{0,63}$`";
const ONE_OF: &str = "exactly one field is required in oneof";
const REQUIRED: &str = "value is required";
const UNDEFINED: &str = "value must be one of the defined enum values";
const MOST_SUBJECT_BYTES: usize = 256;

/// A message with rules.
pub trait Validated {
    /// Every broken rule, in the order of the fields.
    fn violations(&self) -> Vec<Violation>;

    /// The message itself.
    ///
    /// # Errors
    /// `INVALID_REQUEST` if it breaks a rule.
    fn valid(self) -> Result<Self, Fault>
    where
        Self: Sized,
    {
        match self.violations() {
            none if none.is_empty() => Ok(self),
            some => Err(Fault::invalid_request(&some)),
        }
    }
}

impl Validated for PredictRequest {
    fn violations(&self) -> Vec<Violation> {
        let mut found = Findings::default();
        found.name("model", &self.model);
        found.selector("selector", self.selector.as_ref());
        found.unless(self.payload.is_some(), "payload", REQUIRED);
        found.encoding("response_encoding", self.response_encoding);
        found.subject("subject", &self.subject);
        found.0
    }
}

impl Validated for GetModelSignatureRequest {
    fn violations(&self) -> Vec<Violation> {
        let mut found = Findings::default();
        found.name("model", &self.model);
        found.selector("selector", self.selector.as_ref());
        found.0
    }
}

impl Validated for StreamPredictRequest {
    fn violations(&self) -> Vec<Violation> {
        let mut found = Findings::default();
        match &self.frame {
            None => found.unless(false, "frame", ONE_OF),
            Some(Frame::Open(open)) => {
                found.name("open.model", &open.model);
                found.selector("open.selector", open.selector.as_ref());
                found.encoding("open.response_encoding", open.response_encoding);
                found.subject("open.subject", &open.subject);
            }
            Some(Frame::Batch(batch)) => {
                found.unless(batch.payload.is_some(), "batch.payload", REQUIRED);
            }
        }
        found.0
    }
}

#[derive(Default)]
struct Findings(Vec<Violation>);

impl Findings {
    fn unless(&mut self, fits: bool, field: &str, description: &str) {
        if !fits {
            self.0.push(Violation {
                field: field.to_owned(),
                description: description.to_owned(),
            });
        }
    }

    fn name(&mut self, field: &str, name: &str) {
        let (mut bytes, length) = (name.bytes(), 1..=128);
        let fits = length.contains(&name.len())
            && bytes
                .next()
                .is_some_and(|first| first.is_ascii_alphanumeric())
            && bytes.all(|byte| byte.is_ascii_alphanumeric() || b"._-".contains(&byte));
        self.unless(fits, field, NAME_PATTERN);
    }

    fn alias(&mut self, field: &str, alias: &str) {
        let (mut bytes, length) = (alias.bytes(), 1..=64);
        let fits = length.contains(&alias.len())
            && bytes
                .next()
                .is_some_and(|first| first.is_ascii_alphabetic())
            && bytes.all(|byte| byte.is_ascii_alphanumeric() || b"_-".contains(&byte));
        self.unless(fits, field, ALIAS_PATTERN);
    }

    fn encoding(&mut self, field: &str, encoding: i32) {
        self.unless(Encoding::try_from(encoding).is_ok(), field, UNDEFINED);
    }

    fn subject(&mut self, field: &str, subject: &str) {
        self.unless(
            subject.len() <= MOST_SUBJECT_BYTES,
            field,
            "must be at most 256 bytes",
        );
    }

    fn characters(&mut self, field: &str, text: &str, least: usize, most: usize) {
        let count = text.chars().count();
        self.unless(
            count >= least,
            field,
            &format!("must be at least {least} characters"),
        );
        self.unless(
            count <= most,
            field,
            &format!("must be at most {most} characters"),
        );
    }

    fn selector(&mut self, field: &str, selector: Option<&VersionSelector>) {
        let Some(selector) = selector else { return };
        match &selector.selector {
            None => self.unless(false, &format!("{field}.selector"), ONE_OF),
            Some(Selector::Exact(exact)) => {
                self.characters(&format!("{field}.exact"), exact, 5, 128);
            }
            Some(Selector::Range(range)) => {
                self.characters(&format!("{field}.range"), range, 1, 256);
            }
            Some(Selector::Latest(_)) => {}
            Some(Selector::Alias(alias)) => self.alias(&format!("{field}.alias"), alias),
            Some(Selector::AliasAsOf(as_of)) => {
                self.alias(&format!("{field}.alias_as_of.alias"), &as_of.alias);
                self.unless(
                    as_of.time.is_some(),
                    &format!("{field}.alias_as_of.time"),
                    REQUIRED,
                );
            }
        }
    }
}
