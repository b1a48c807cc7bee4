//! The inference service over workers that do as they are told.

mod arrivals;
mod predictions;
mod streams;
mod support;
