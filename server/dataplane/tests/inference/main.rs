//! The inference service over workers that do as they are told.

mod access;
mod arrivals;
mod lanes;
mod predictions;
mod streams;
mod support;
mod workers;
