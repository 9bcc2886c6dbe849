//! The browsers' drivers: each a process that listens for WebDriver commands.

use crate::process;
use std::{
    io::{BufRead, BufReader},
    net::TcpStream,
    process::{Child, ChildStdout, Command, Stdio},
};

pub(crate) struct Driver {
    child: Child,
    pub port: u16,
    // Kept so that the driver never writes into a closed pipe.
    _output: Option<BufReader<ChildStdout>>,
}

impl Driver {
    /// Starts a driver that prints the port it has chosen after this text. One ends before it
    /// listens when somebody else takes that port meanwhile.
    pub fn start(make: impl Fn() -> Command, before_port: &str) -> Self {
        let driver = (0..5).find_map(|_| {
            let mut child = make()
                .stdout(Stdio::piped())
                .stderr(Stdio::null())
                .spawn()
                .expect("the driver starts: scripts/setup");
            let mut output = BufReader::new(child.stdout.take().expect("its output is piped"));
            let Some(port) = number_after(&mut output, before_port) else {
                process::kill_all(&mut child);
                return None;
            };
            Some(Self {
                child,
                port,
                _output: Some(output),
            })
        });
        driver.expect("the driver listens")
    }

    /// Starts a driver that is told its port, and waits until it listens.
    pub fn start_on(make: impl Fn(u16) -> Command) -> Self {
        let port = process::free_port();
        let mut command = make(port);
        let quiet = command.stdout(Stdio::null()).stderr(Stdio::null());
        let mut child = quiet.spawn().expect("the driver starts: scripts/setup");
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            let ended = child.try_wait().expect("a child process");
            assert_eq!(ended, None, "the driver ended before it listened");
            std::thread::yield_now();
        }
        Self {
            child,
            port,
            _output: None,
        }
    }

    /// `kill -9` to the driver and all browsers that it started.
    pub fn kill(&mut self) {
        process::kill_all(&mut self.child);
    }
}

/// The first number above 0 behind this text in the lines of a process.
pub(crate) fn number_after(output: &mut impl BufRead, text: &str) -> Option<u16> {
    let mut line = String::new();
    loop {
        line.clear();
        if output.read_line(&mut line).expect("the driver speaks") == 0 {
            return None;
        }
        let number = line
            .trim_end()
            .trim_end_matches('.')
            .rsplit_once(text)
            .and_then(|(_, number)| number.parse().ok())
            .filter(|&number| number > 0);
        if number.is_some() {
            return number;
        }
    }
}
