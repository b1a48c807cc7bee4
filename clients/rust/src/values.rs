//! Rows from plain Rust values.

use std::collections::BTreeMap;

use bytes::Bytes;

use crate::inference::v1::payload::Encoding;
use crate::inference::v1::value::Kind;
use crate::inference::v1::{Payload, Row, Rows, Tensors, Value};

macro_rules! value_from {
    ($($source:ty => $kind:ident),+ $(,)?) => {$(
        impl From<$source> for Value {
            fn from(value: $source) -> Self {
                Self { kind: Some(Kind::$kind(value.into())) }
            }
        }
    )+};
}

value_from!(bool => Boolean, i32 => Integer, i64 => Integer, f32 => Number, f64 => Number, &str => Text, String => Text, Bytes => Binary);

/// None is null.
impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self { kind: Some(Kind::Null(true)) }, Into::into)
    }
}

impl<N: Into<String>, V: Into<Value>> FromIterator<(N, V)> for Row {
    fn from_iter<I: IntoIterator<Item = (N, V)>>(columns: I) -> Self {
        let values: BTreeMap<_, _> = columns.into_iter().map(|(name, value)| (name.into(), value.into())).collect();
        Self { values }
    }
}

impl FromIterator<Row> for Payload {
    fn from_iter<I: IntoIterator<Item = Row>>(rows: I) -> Self {
        Self { encoding: Some(Encoding::Rows(Rows { rows: rows.into_iter().collect() })) }
    }
}

impl From<Tensors> for Payload {
    fn from(tensors: Tensors) -> Self {
        Self { encoding: Some(Encoding::Tensors(tensors)) }
    }
}

impl Payload {
    /// A payload of one Arrow IPC stream.
    #[must_use]
    pub fn from_arrow_stream(stream: impl Into<Bytes>) -> Self {
        Self { encoding: Some(Encoding::ArrowStream(stream.into())) }
    }

    /// The rows; none if the payload is in another encoding.
    #[must_use]
    pub fn rows(&self) -> &[Row] {
        match &self.encoding {
            Some(Encoding::Rows(rows)) => &rows.rows,
            _ => &[],
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::inference::v1::value::Kind;
    use crate::inference::v1::{Payload, Row, Value};

    #[test]
    fn rows_are_made_of_plain_values() {
        let row =
            Row::from_iter([("age", Value::from(41_i64)), ("city", "Berlin".into()), ("income", None::<f64>.into())]);
        assert_eq!(row.values["age"].kind, Some(Kind::Integer(41)));
        assert_eq!(row.values["city"].kind, Some(Kind::Text("Berlin".into())));
        assert_eq!(row.values["income"].kind, Some(Kind::Null(true)));
        let payload = Payload::from_iter([row.clone(), row]);
        assert_eq!(payload.rows().len(), 2);
        assert!(Payload::from_arrow_stream("").rows().is_empty());
    }
}
