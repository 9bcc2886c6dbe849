//! A browser that is killed at a random moment after a press loses nothing that was told as saved, and doubles nothing.
//! `make prove PART=kills` goes on with more rounds and engines.

use dajuan_journeys::{Engine, Kills};

#[tokio::test]
async fn twenty_kills_at_random_moments_lose_nothing_and_double_nothing() {
    let mut kills = Kills::start(Engine::chosen()).await;
    let mut promised = 0;
    for seed in 1..=20 {
        let round = kills.round(seed).await;
        println!("{round}");
        assert!(!round.lost && !round.duplicated, "{round}");
        promised += u32::from(round.was_promised());
    }
    assert_eq!(kills.doubles().await, 0);
    assert!(
        promised > 0,
        "no kill came after a promise: nothing was shown"
    );
}
