//! The `${name}` of a vector: a run, UUIDs by label, and what was captured.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use crate::matching::Checked;

/// The values that one vector sees: its own, and those of its file's `setup`. A clone keeps its own to itself.
#[derive(Debug, Clone)]
pub(crate) struct Scope(BTreeMap<String, String>);

impl Scope {
    pub(crate) fn of_run(run: &str) -> Self {
        Self(BTreeMap::from([("run".to_owned(), run.to_owned())]))
    }

    /// Remember what was captured.
    pub(crate) fn take(&mut self, name: &str, value: String) {
        self.0.insert(name.to_owned(), value);
    }

    /// The text with every `${name}` replaced.
    pub(crate) fn fill(&mut self, text: &str) -> Checked<String> {
        let mut filled = String::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once("${") {
            let (name, after) = after.split_once('}').ok_or_else(|| format!("{text:?} has an open ${{"))?;
            filled.push_str(before);
            filled.push_str(&self.value(name)?);
            rest = after;
        }
        Ok(filled + rest)
    }

    /// A request ready to be read: variables and repetitions written out.
    pub(crate) fn request(&mut self, value: &Value) -> Checked<Value> {
        match value {
            Value::String(text) => self.fill(text).map(Value::String),
            Value::Array(items) => items.iter().map(|item| self.request(item)).collect(),
            Value::Object(fields) => match fields.get("$repeat") {
                Some(Value::Array(what)) if fields.len() == 1 => self.repeated(what),
                _ => self.object(fields),
            },
            _ => Ok(value.clone()),
        }
    }

    fn value(&mut self, name: &str) -> Checked<String> {
        if name.starts_with("uuid:") {
            let drawn = self.0.entry(name.to_owned()).or_insert_with(|| uuid::Uuid::new_v4().to_string());
            return Ok(drawn.clone());
        }
        self.0.get(name).cloned().ok_or_else(|| format!("nothing has taken ${{{name}}}"))
    }

    fn repeated(&mut self, what: &[Value]) -> Checked<Value> {
        let [what, count] = what else { return Err(format!("{what:?} cannot be repeated")) };
        let count = count.as_u64().and_then(|count| usize::try_from(count).ok());
        let count = count.ok_or("the number of repetitions is no number")?;
        Ok(match self.request(what)? {
            Value::String(text) => Value::String(text.repeat(count)),
            value => Value::Array(vec![value; count]),
        })
    }

    fn object(&mut self, fields: &Map<String, Value>) -> Checked<Value> {
        let mut filled = Map::new();
        for (key, value) in fields {
            if key.starts_with('$') && !key.starts_with("${") {
                return Err(format!("{key} is not known in a request"));
            }
            filled.insert(self.fill(key)?, self.request(value)?);
        }
        Ok(Value::Object(filled))
    }
}
