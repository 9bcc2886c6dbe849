//! 分享来的照片

use crate::{
    given::{Stage, today},
    page,
};
use dajuan::{
    domain::lang::Lang,
    pages::share::{share, waiting},
    state::{
        ask::{Ask, SheetAsk},
        sharing::{ShareAsk, Shared},
    },
};
use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

const DELETE: &str = "删掉这些照片";

fn shared(photos: usize) -> Shared {
    Shared {
        photos: Some(photos),
        at: today().noon(),
        failed: false,
    }
}

async fn shown(photos: usize) -> (Stage, RwSignal<Shared>) {
    let stage = Stage::new();
    stage.show(|stage| share(Lang::ZhCn, stage.at())).await;
    let asked = stage.asked();
    let [
        Ask::Forms,
        Ask::Sheet(SheetAsk::Share(ShareAsk::Look, into)),
    ] = asked[..]
    else {
        panic!("{asked:?}");
    };
    into.set(shared(photos));
    page::turn().await;
    (stage, into)
}

#[wasm_bindgen_test]
async fn a_press_on_a_kind_takes_them_and_nothing_of_them_shows_before() {
    let (stage, into) = shown(2).await;
    let text = stage.text();
    assert!(text.contains("2 张照片，11月22日 12:00"), "{text}");
    assert!(text.contains("不是您的，请不要放"), "{text}");
    assert!(stage.place().query_selector("img").unwrap().is_none());
    stage.press("button", "走访群众");
    let asked = stage.asked();
    let [Ask::Sheet(SheetAsk::Share(ShareAsk::Take(kind), _))] = &asked[..] else {
        panic!("{asked:?}");
    };
    assert_eq!(kind.0, "visit");
    into.update(|shared| shared.failed = true);
    page::turn().await;
    assert!(stage.text().contains("照片没有放进去，还在这里"));
}

#[wasm_bindgen_test]
async fn they_are_deleted_by_the_second_press_alone() {
    let (stage, into) = shown(1).await;
    stage.press("button", DELETE);
    page::turn().await;
    assert!(stage.asked().is_empty());
    let presses = page::named(stage.place(), "button", DELETE);
    page::press(presses.last().unwrap());
    assert!(matches!(
        stage.asked()[..],
        [Ask::Sheet(SheetAsk::Share(ShareAsk::Discard, _))]
    ));
    into.set(shared(0));
    page::turn().await;
    assert!(stage.text().contains("没有等着的照片"));
    assert!(stage.has("link", "回首页"));
}

#[wasm_bindgen_test]
async fn the_home_page_tells_of_them_where_there_are_some() {
    let stage = Stage::new();
    stage.show(|stage| waiting(Lang::En, stage.at())).await;
    let asked = stage.asked();
    let [Ask::Sheet(SheetAsk::Share(ShareAsk::Look, into))] = asked[..] else {
        panic!("{asked:?}");
    };
    into.set(shared(0));
    page::turn().await;
    assert_eq!(stage.text(), "");
    into.set(shared(3));
    page::turn().await;
    assert!(stage.text().contains("3 photos wait"), "{}", stage.text());
    let way = stage.one("link", "Look");
    assert_eq!(way.get_attribute("href").unwrap(), "/share");
}
