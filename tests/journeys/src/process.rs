//! Child processes that never outlive the test, their sudden end, and ports for them.

use std::{
    ffi::OsStr,
    fs,
    net::TcpListener,
    process::{Child, Command},
    sync::atomic::{AtomicU16, Ordering},
};

/// A command whose process is killed when the thread that starts it ends.
pub fn mortal(program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new("setpriv");
    command.args(["--pdeathsig", "KILL", "--"]).arg(program);
    command
}

/// `kill -9` to the child and all that descend from it; returns when none runs any more.
pub fn kill_all(child: &mut Child) {
    let mut family = vec![child.id()];
    let table = processes();
    let mut next = 0;
    while let Some(&parent) = family.get(next) {
        family.extend(table.iter().filter(|p| p.parent == parent).map(|p| p.id));
        next += 1;
    }
    let ids = family.iter().map(u32::to_string);
    let _ = Command::new("kill").arg("-9").args(ids).output();
    let _ = child.wait();
    while processes().iter().any(|p| family.contains(&p.id) && p.runs) {
        std::thread::yield_now();
    }
}

struct Process {
    id: u32,
    parent: u32,
    runs: bool,
}

fn processes() -> Vec<Process> {
    let entries = fs::read_dir("/proc").expect("/proc is there");
    entries
        .filter_map(|entry| {
            let id = entry.ok()?.file_name().to_str()?.parse().ok()?;
            let stat = fs::read_to_string(format!("/proc/{id}/stat")).ok()?;
            // The name in brackets may hold anything; what follows does not.
            let (_, rest) = stat.rsplit_once(") ")?;
            let (state, rest) = rest.split_once(' ')?;
            Some(Process {
                id,
                parent: rest.split(' ').next()?.parse().ok()?,
                runs: state != "Z" && state != "X",
            })
        })
        .collect()
}

/// A free port below those that outgoing connections take, so that it stays free until used.
pub fn free_port() -> u16 {
    static TRIED: AtomicU16 = AtomicU16::new(0);
    let first = (std::process::id() % 1000) as u16 * 10;
    loop {
        let tried = TRIED.fetch_add(1, Ordering::Relaxed);
        let port = 20_000 + first.wrapping_add(tried) % 10_000;
        if TcpListener::bind(("127.0.0.1", port)).is_ok() {
            return port;
        }
    }
}
