//! Tasks that everything depends on.

use std::panic::AssertUnwindSafe;

use futures_util::FutureExt;
use tokio::task::JoinHandle;

/// A process that cannot go on, as `sysexits.h` has it.
const SOFTWARE_FAILED: i32 = 70;

/// Run a task that everything depends on: should it panic, the process ends, and the server puts another in its place.
///
/// A panic in what serves one caller or one version costs that one alone; a process without its accept loop, its
/// instructions or its reports would limp on for ever.
pub fn essential<F>(task: F) -> JoinHandle<()>
where
    F: Future<Output = ()> + Send + 'static,
{
    tokio::spawn(async move {
        if AssertUnwindSafe(task).catch_unwind().await.is_err() {
            std::process::exit(SOFTWARE_FAILED);
        }
    })
}

#[cfg(test)]
mod tests {
    use std::process::Command;

    use super::*;

    const INSIDE: &str = "HOKUSAI_TEST_PANICS";

    #[tokio::test]
    async fn a_panic_in_an_essential_task_ends_the_process() {
        if std::env::var_os(INSIDE).is_some() {
            let _ = essential(async { panic!("as the test wants") }).await;
            return;
        }
        let status = Command::new(std::env::current_exe().unwrap())
            .arg("a_panic_in_an_essential_task_ends_the_process")
            .env(INSIDE, "1")
            .status();
        assert_eq!(status.unwrap().code(), Some(SOFTWARE_FAILED));
    }
}
