//! `signups FROM ROUNDS [MEMBERS PLACES]`: rounds of a town that signs up for few places, the seeds from FROM on; prints what was found as JSON.

use dajuan_backend_tests::rounds::{Tally, Town, round};

fn main() {
    let numbers: Vec<u64> = std::env::args()
        .skip(1)
        .map(|number| number.parse().expect("numbers"))
        .collect();
    let [from, rounds, more @ ..] = &*numbers else {
        panic!("signups FROM ROUNDS [MEMBERS PLACES]");
    };
    let [members, places] = more else {
        return run(*from, *rounds, 300, 40);
    };
    run(
        *from,
        *rounds,
        usize::try_from(*members).unwrap(),
        u32::try_from(*places).unwrap(),
    );
}

fn run(from: u64, rounds: u64, members: usize, places: u32) {
    let town = Town::of(members);
    let mut all = Tally::default();
    for seed in from..from + rounds {
        let tally = round(&town, seed, places);
        eprintln!("seed {seed}: {tally:?}");
        all.add(&tally);
        if !tally.is_clean() {
            eprintln!("seed {seed} failed");
        }
    }
    let Tally {
        overbooked,
        doubled,
        orphaned,
        acts,
        looks,
        lost,
        offers,
    } = all;
    println!(
        "{{\"rounds\":{rounds},\"members\":{members},\"places\":{places},\"acts\":{acts},\"lost_replies\":{lost},\"offers\":{offers},\"looks\":{looks},\"overbooked\":{overbooked},\"doubled\":{doubled},\"orphaned\":{orphaned}}}"
    );
}
