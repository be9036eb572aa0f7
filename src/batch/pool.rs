//! Workers for many documents: results come in the order of the items, memory stays bounded.
//!
//! Documents run on plain threads, each with a rayon pool of its own and of one thread. As tasks
//! of one shared pool they would overflow the stack: the PDF writer yields inside rayon, which
//! then begins the next document above it.

use std::{
    any::Any,
    collections::BTreeMap,
    io,
    ops::ControlFlow,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{Condvar, Mutex, MutexGuard, PoisonError},
    thread,
};

/// How many items each worker may be ahead of the oldest one that is not delivered.
const AHEAD: usize = 4;

/// The stack of a worker in bytes, as a main thread has it; deep tables need more than Rust's own.
const STACK: usize = 8 << 20;

/// Work on an item broke off; the other items are not touched by it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Panicked {
    /// The number of the item, from 0.
    pub index: usize,
    /// What the panic said.
    pub message: String,
}

/// As many workers as this machine runs at once.
pub fn default_threads() -> usize {
    thread::available_parallelism().map_or(1, usize::from)
}

/// Works on `items` with `threads` workers and hands each result to `sink`, on the calling thread
/// and in the order of the items. `Break` from `sink` ends the run early; an item that panics is
/// one [`Panicked`], an iterator that panics is the last.
///
/// # Errors
/// When the system gives no thread at all; then no item was taken.
pub fn run<T, R: Send>(
    items: impl Iterator<Item = T> + Send,
    threads: usize,
    work: impl Fn(T) -> R + Sync,
    mut sink: impl FnMut(Result<R, Panicked>) -> ControlFlow<()>,
) -> io::Result<()> {
    let threads = threads.max(1);
    let line = Line::new(items, threads * AHEAD);
    thread::scope(|scope| {
        // Also when `sink` panics, workers that wait must end, else the scope waits for ever.
        let _stop = StopOnDrop(&line);
        for number in 0..threads {
            let builder = thread::Builder::new().name(format!("vanban-{number}")).stack_size(STACK);
            let started = builder.spawn_scoped(scope, || {
                // It lives as long as the thread does and needs no handle.
                let _own = rayon::ThreadPoolBuilder::new().num_threads(1).use_current_thread().build();
                while let Some((index, item)) = line.take() {
                    line.put(index, item.and_then(|item| contained(index, || work(item))));
                }
            });
            match started {
                Err(error) if number == 0 => return Err(error),
                // Those that run already do the work.
                Err(_) => break,
                Ok(_) => {}
            }
        }
        while let Some(result) = line.next_result() {
            if sink(result).is_break() {
                break;
            }
            line.delivered();
        }
        Ok(())
    })
}

/// Runs `job`; a panic of it is a value.
fn contained<R>(index: usize, job: impl FnOnce() -> R) -> Result<R, Panicked> {
    catch_unwind(AssertUnwindSafe(job)).map_err(|panic| Panicked { index, message: said(&*panic) })
}

/// What a panic said.
fn said(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().map(|text| (*text).to_owned());
    text.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or_default()
}

/// Items that wait, and results until their turn comes.
struct Line<I, R> {
    state: Mutex<State<I, R>>,
    changed: Condvar,
    ahead: usize,
}

struct State<I, R> {
    /// `None` once nothing more is to be taken.
    items: Option<I>,
    taken: usize,
    delivered: usize,
    ready: BTreeMap<usize, Result<R, Panicked>>,
}

impl<T, I: Iterator<Item = T>, R> Line<I, R> {
    fn new(items: I, ahead: usize) -> Self {
        let state = State { items: Some(items), taken: 0, delivered: 0, ready: BTreeMap::new() };
        Self { state: Mutex::new(state), changed: Condvar::new(), ahead }
    }

    /// The next item, once there is room for its result; `None` when no more are wanted.
    fn take(&self) -> Option<(usize, Result<T, Panicked>)> {
        let full =
            |state: &mut State<I, R>| state.items.is_some() && state.taken >= state.delivered + self.ahead;
        let waited = self.changed.wait_while(self.lock(), full);
        let mut state = waited.unwrap_or_else(PoisonError::into_inner);
        let index = state.taken;
        let item = contained(index, || state.items.as_mut().and_then(Iterator::next));
        if !matches!(item, Ok(Some(_))) {
            state.items = None;
            self.changed.notify_all();
        }
        let item = item.transpose()?;
        state.taken += 1;
        Some((index, item))
    }

    fn put(&self, index: usize, result: Result<R, Panicked>) {
        self.lock().ready.insert(index, result);
        self.changed.notify_all();
    }

    /// The result whose turn it is; `None` after the last.
    fn next_result(&self) -> Option<Result<R, Panicked>> {
        let wait = |state: &mut State<I, R>| {
            let all = state.items.is_none() && state.delivered == state.taken;
            !all && !state.ready.contains_key(&state.delivered)
        };
        let waited = self.changed.wait_while(self.lock(), wait);
        let mut state = waited.unwrap_or_else(PoisonError::into_inner);
        let turn = state.delivered;
        state.ready.remove(&turn)
    }

    fn delivered(&self) {
        self.lock().delivered += 1;
        self.changed.notify_all();
    }
}

impl<I, R> Line<I, R> {
    fn lock(&self) -> MutexGuard<'_, State<I, R>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Ends the taking of items.
struct StopOnDrop<'a, I, R>(&'a Line<I, R>);

impl<I, R> Drop for StopOnDrop<'_, I, R> {
    fn drop(&mut self) {
        self.0.lock().items = None;
        self.0.changed.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::{
        sync::atomic::{AtomicUsize, Ordering},
        time::Duration,
    };

    const ON: ControlFlow<()> = ControlFlow::Continue(());

    /// Work that takes longer for some items than for others.
    fn slow(item: usize) -> usize {
        thread::sleep(Duration::from_micros((item * 7919 % 13) as u64 * 100));
        item * 2
    }

    fn all(
        items: usize,
        threads: usize,
        work: impl Fn(usize) -> usize + Sync,
    ) -> Vec<Result<usize, Panicked>> {
        let mut results = Vec::new();
        let done = run(0..items, threads, work, |result| {
            results.push(result);
            ON
        });
        done.expect("threads");
        results
    }

    #[test]
    fn results_come_in_the_order_of_the_items() {
        for threads in [0, 1, 2, 4, 9] {
            let wanted: Vec<_> = (0..100).map(|item| Ok(item * 2)).collect();
            assert_eq!(all(100, threads, slow), wanted, "{threads} threads");
        }
        assert!(all(0, 4, slow).is_empty());
    }

    #[test]
    fn a_slow_sink_holds_the_workers_back() {
        let (taken, delivered) = (AtomicUsize::new(0), AtomicUsize::new(0));
        let items = (0..200).inspect(|_| {
            let ahead = taken.fetch_add(1, Ordering::SeqCst) + 1 - delivered.load(Ordering::SeqCst);
            assert!(ahead <= 2 * AHEAD + 1, "{ahead} items are held at once");
        });
        let done = run(items, 2, slow, |result| {
            assert!(result.is_ok(), "{result:?}");
            thread::sleep(Duration::from_millis(1));
            delivered.fetch_add(1, Ordering::SeqCst);
            ON
        });
        done.expect("threads");
        assert_eq!(delivered.load(Ordering::SeqCst), 200);
    }

    #[test]
    fn a_panic_is_one_result_and_no_more() {
        let work = |item: usize| if item % 10 == 3 { panic!("hàng {item}") } else { item };
        let results = all(40, 3, work);
        for (index, result) in results.into_iter().enumerate() {
            match result {
                Ok(item) => assert_eq!(item, index),
                Err(panicked) => {
                    assert_eq!(panicked, Panicked { index, message: format!("hàng {index}") });
                    assert_eq!(index % 10, 3);
                }
            }
        }
    }

    #[test]
    fn an_iterator_that_panics_ends_the_run_with_it() {
        let items = (0..20).inspect(|item| assert!(*item < 7, "bảng hỏng"));
        let mut results = Vec::new();
        let done = run(items, 2, slow, |result| {
            results.push(result);
            ON
        });
        done.expect("threads");
        assert_eq!(results.len(), 8);
        assert_eq!(results.pop().and_then(Result::err).map(|panicked| panicked.index), Some(7));
    }

    #[test]
    fn the_sink_ends_an_endless_run() {
        let taken = AtomicUsize::new(0);
        let items = (0..).inspect(|_| {
            taken.fetch_add(1, Ordering::SeqCst);
        });
        let done = run(items, 3, slow, |result| match result {
            Ok(20) => ControlFlow::Break(()),
            _ => ON,
        });
        done.expect("threads");
        assert!(taken.load(Ordering::SeqCst) <= 10 + 3 * AHEAD + 1);
    }

    #[test]
    fn a_sink_that_panics_leaves_no_worker_waiting() {
        let ended = catch_unwind(|| run(0.., 2, slow, |_| panic!("ghi hỏng")));
        assert!(ended.is_err());
    }

    #[test]
    fn each_worker_has_a_pool_of_its_own() {
        let sizes = all(8, 2, |_| rayon::current_num_threads());
        assert!(sizes.iter().all(|size| *size == Ok(1)), "{sizes:?}");
    }
}
