//! The inference service over workers that do as they are told.

mod predictions;
mod streams;
mod support;
