//! Processes that are ended in the midst of their work.

use std::{
    process::{Child, Command, Stdio},
    thread::sleep,
    time::Duration,
};

/// Starts a command and kills it after so long; whether it had ended before.
pub fn killed_after(command: &mut Command, wait: Duration) -> bool {
    killed(command, |_| sleep(wait))
}

/// Starts a command and kills it as soon as something is seen; whether it had ended before.
pub fn killed_when(command: &mut Command, seen: impl Fn() -> bool) -> bool {
    killed(command, |child| while !seen() && child.try_wait().expect("it runs").is_none() {})
}

fn killed(command: &mut Command, wait: impl FnOnce(&mut Child)) -> bool {
    let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("it runs");
    wait(&mut child);
    child.kill().expect("killed, or over");
    child.wait().expect("it ended").success()
}

/// Whether these are all the bytes of a PDF.
pub fn is_whole_pdf(bytes: &[u8]) -> bool {
    bytes.starts_with(b"%PDF-") && bytes.trim_ascii_end().ends_with(b"%%EOF")
}
