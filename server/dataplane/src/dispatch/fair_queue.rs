//! What waits, in turns by caller: one that sends much does not keep others waiting, and its own requests stay in order.

use std::collections::{HashMap, VecDeque};
use std::sync::Arc;

/// Who waits: one connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct CallerId(usize);

impl CallerId {
    /// The caller whose connection holds this name; another connection holds another one, even of the same text.
    #[must_use]
    pub fn of(peer: &Arc<str>) -> Self {
        Self(Arc::as_ptr(peer).addr())
    }
}

/// Names one item to take it out again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ticket {
    caller: CallerId,
    number: u64,
}

#[derive(Debug)]
struct Item<T> {
    number: u64,
    size: usize,
    value: T,
}

/// Items of many callers. A batch takes one item of each caller in turn; the next batch begins with the next caller.
#[derive(Debug)]
pub struct FairQueue<T> {
    lines: HashMap<CallerId, VecDeque<Item<T>>>,
    /// Callers with items, whose turn is next first.
    turns: VecDeque<CallerId>,
    length: usize,
    bytes: usize,
    issued: u64,
}

impl<T> Default for FairQueue<T> {
    fn default() -> Self {
        Self {
            lines: HashMap::new(),
            turns: VecDeque::new(),
            length: 0,
            bytes: 0,
            issued: 0,
        }
    }
}

impl<T> FairQueue<T> {
    /// Items in it.
    pub fn len(&self) -> usize {
        self.length
    }

    /// Whether nothing waits.
    pub fn is_empty(&self) -> bool {
        self.length == 0
    }

    /// Sizes of the items in it together.
    pub fn bytes(&self) -> usize {
        self.bytes
    }

    /// Append an item to the line of its caller.
    pub fn push(&mut self, caller: CallerId, size: usize, value: T) -> Ticket {
        self.issued += 1;
        let number = self.issued;
        let line = self.lines.entry(caller).or_default();
        if line.is_empty() {
            self.turns.push_back(caller);
        }
        line.push_back(Item {
            number,
            size,
            value,
        });
        self.length += 1;
        self.bytes += size;
        Ticket { caller, number }
    }

    /// Take an item out, if it is still here.
    pub fn remove(&mut self, ticket: Ticket) -> Option<T> {
        let line = self.lines.get_mut(&ticket.caller)?;
        let position = line
            .binary_search_by_key(&ticket.number, |item| item.number)
            .ok()?;
        let item = line.remove(position)?;
        if line.is_empty() {
            self.lines.remove(&ticket.caller);
            self.turns.retain(|caller| *caller != ticket.caller);
        }
        Some(self.left(item))
    }

    /// Take the item whose turn it is, if it is small enough; an item that is too large keeps its turn.
    pub fn pop_within(&mut self, most_bytes: usize) -> Option<T> {
        let caller = *self.turns.front()?;
        let line = self.lines.get_mut(&caller)?;
        if line.front()?.size > most_bytes {
            return None;
        }
        let item = line.pop_front()?;
        if line.is_empty() {
            self.lines.remove(&caller);
            self.turns.pop_front();
        } else if self.turns.len() > 1 {
            self.turns.rotate_left(1);
        }
        Some(self.left(item))
    }

    fn left(&mut self, item: Item<T>) -> T {
        self.length -= 1;
        self.bytes -= item.size;
        item.value
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn drained<T>(queue: &mut FairQueue<T>) -> Vec<T> {
        std::iter::from_fn(|| queue.pop_within(usize::MAX)).collect()
    }

    #[test]
    fn callers_take_turns_and_each_keeps_its_order() {
        let mut queue = FairQueue::default();
        for item in 0..4 {
            queue.push(CallerId(1), 100, (1, item));
        }
        queue.push(CallerId(2), 1, (2, 0));
        queue.push(CallerId(3), 1, (3, 0));
        assert_eq!(
            drained(&mut queue),
            [(1, 0), (2, 0), (3, 0), (1, 1), (1, 2), (1, 3)]
        );
    }

    #[test]
    fn what_is_too_large_keeps_its_turn() {
        let mut queue = FairQueue::default();
        queue.push(CallerId(1), 100, "large");
        queue.push(CallerId(2), 1, "small");
        assert_eq!(queue.pop_within(99), None);
        assert_eq!(drained(&mut queue), ["large", "small"]);
    }

    proptest! {
        #[test]
        fn counts_are_those_of_what_is_left(steps in prop::collection::vec((0_usize..4, 0_usize..9, any::<bool>()), 0..60)) {
            let mut queue = FairQueue::default();
            let mut left = Vec::new();
            for (caller, size, take) in steps {
                if take && !left.is_empty() {
                    let (ticket, size) = left.swap_remove(size % left.len());
                    prop_assert_eq!(queue.remove(ticket), Some(size));
                    prop_assert_eq!(queue.remove(ticket), None);
                } else {
                    left.push((queue.push(CallerId(caller), size, size), size));
                }
                prop_assert_eq!(queue.len(), left.len());
                prop_assert_eq!(queue.bytes(), left.iter().map(|(_, size)| size).sum::<usize>());
            }
            let mut sizes: Vec<usize> = left.into_iter().map(|(_, size)| size).collect();
            let mut popped = drained(&mut queue);
            sizes.sort_unstable();
            popped.sort_unstable();
            prop_assert_eq!(popped, sizes);
            prop_assert!(queue.is_empty() && queue.lines.is_empty() && queue.turns.is_empty());
        }
    }
}
