//! `dajuan-proxy --upstream HOST:PORT [--listen HOST:PORT] [--seed N] [--rule RULE]…`
//! prints each request and what befell it.

use dajuan_proxy::{Proxy, Rule};
use std::{env, error::Error, net::SocketAddr, process::ExitCode, thread, time::Duration};

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("dajuan-proxy: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<(), Box<dyn Error>> {
    let mut listen = SocketAddr::from(([127, 0, 0, 1], 0));
    let mut upstream = None;
    let mut seed = 0;
    let mut rules: Vec<Rule> = Vec::new();
    let mut words = env::args().skip(1);
    while let Some(flag) = words.next() {
        let value = words
            .next()
            .ok_or_else(|| format!("{flag} wants a value"))?;
        match flag.as_str() {
            "--listen" => listen = value.parse()?,
            "--upstream" => upstream = Some(value.parse::<SocketAddr>()?),
            "--seed" => seed = value.parse()?,
            "--rule" => rules.push(value.parse()?),
            _ => return Err(format!("unknown flag {flag}").into()),
        }
    }
    let proxy = Proxy::listen(listen, upstream.ok_or("--upstream is missing")?, seed)?;
    for rule in rules {
        proxy.rule(rule);
    }
    println!("http://{}", proxy.address());
    let mut shown = 0;
    loop {
        thread::sleep(Duration::from_millis(200));
        let log = proxy.log();
        for exchange in &log[shown..] {
            println!(
                "{} {} {} {:?}",
                exchange.method, exchange.path, exchange.body_bytes, exchange.fault
            );
        }
        shown = log.len();
    }
}
