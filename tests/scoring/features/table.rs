//! Cases as a table: what was done, in a line, and what it comes to.

use crate::given::{event, record, sum, text, with};
use dajuan::scoring::{
    deed::{Came, Deed, Field, Stands},
    rules::Rules,
    score::{Asked, score},
    summary::{Figure, Sheet},
};

/// `study; study @05-01 hours=2; talk:absent! x3; visit ~returned +2027-02-01`: kinds, one after another; `!` where the
/// member must come, `@` the day, `~` the standing, `+` the day of arrival, `#` the id, `xN` so many.
pub fn done(line: &str) -> Vec<Deed> {
    let mut deeds = Vec::new();
    for part in line
        .split(';')
        .map(str::trim)
        .filter(|part| !part.is_empty())
    {
        let mut tokens = part.split(' ');
        let head = tokens.next().unwrap();
        let must = head.ends_with('!');
        let (kind, came) = match head.trim_end_matches('!').split_once(':') {
            Some((kind, came)) => (kind, Some(Came::named(came).unwrap())),
            None => (head, None),
        };
        let n = deeds.len();
        let on = format!("2026-{:02}-{:02}", n / 28 + 1, n % 28 + 1);
        let mut deed = match came {
            Some(came) => event(kind, &on, came),
            None => record(kind, &on),
        };
        deed.must = must;
        deed.id = format!("d{n:03}");
        let mut times = 1;
        for token in tokens {
            let rest = &token[1..];
            match token.chars().next().unwrap() {
                '@' => deed.day = full(rest),
                '~' => deed.stands = Stands::named(rest).unwrap(),
                '+' => deed.arrived = Some(full(rest)),
                '#' => deed.id = rest.to_owned(),
                'x' if rest.parse::<usize>().is_ok() => times = rest.parse().unwrap(),
                _ => {
                    let (field, held) = token.split_once('=').unwrap();
                    deed = with(deed, field, held_in(held));
                }
            }
        }
        for again in 0..times {
            let mut deed = deed.clone();
            if again > 0 {
                deed.id = format!("{}-{again}", deed.id);
            }
            deeds.push(deed);
        }
    }
    deeds
}

fn full(day: &str) -> dajuan::domain::day::Day {
    let year = if day.len() == 5 { "2026-" } else { "" };
    crate::given::day(&format!("{year}{day}"))
}

fn held_in(held: &str) -> Field {
    if held.contains('|') {
        return Field::List(held.split('|').map(held_in).collect());
    }
    match dajuan::scoring::decimal::Decimal::parse(held) {
        Some(number) => Field::Number(number),
        None if held == "true" || held == "false" => Field::Flag(held == "true"),
        None => text(held),
    }
}

/// Each line comes to its total; and whatever the order, the same sheet comes of it, its rows explain it.
#[track_caller]
pub fn comes_to(rules: &Rules, cases: &[(&str, &str)]) {
    assert!(cases.len() >= 10, "ten cases at least");
    for (line, total) in cases {
        let year = of(rules, line);
        assert_eq!(
            year.summary.total.to_string(),
            *total,
            "{line}: {:#?}",
            year.ledger.rows
        );
        assert_eq!(sum(&year, Figure::Total), year.summary.total, "{line}");
        let mut backwards = done(line);
        backwards.reverse();
        let again = score(rules, &asked(), &backwards).unwrap();
        assert_eq!(again, year, "{line}, backwards");
    }
}

pub fn of(rules: &Rules, line: &str) -> Sheet {
    score(rules, &asked(), &done(line)).unwrap()
}

pub fn asked() -> Asked {
    Asked {
        year: 2026,
        villages: vec!["东村".to_owned(), "西村".to_owned()],
    }
}
