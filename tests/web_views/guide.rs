//! 怎么用

use crate::{given::Stage, page};
use dajuan::{
    domain::lang::Lang,
    pages::guide::{again, first},
    route::Route,
    state::ask::{Ask, SheetAsk},
};
use wasm_bindgen_test::wasm_bindgen_test;

const TITLES: [&str; 3] = ["记一笔", "看到“已收到”才算数", "活动、答卷、帮助"];

#[wasm_bindgen_test]
async fn three_screens_are_read_one_after_another_and_back() {
    let stage = Stage::new();
    stage.show(|stage| first(Lang::ZhCn, stage.asks)).await;
    assert_eq!(stage.names("heading"), ["您的信息怎么保管"]);
    assert!(stage.has("link", "看详细的"));
    stage.press("button", "知道了");
    page::turn().await;
    for (n, title) in TITLES.into_iter().enumerate() {
        assert_eq!(stage.names("heading"), [title]);
        assert!(stage.text().contains(&format!("第 {} 步，共 3 步", n + 1)));
        // A screen reader goes on from the title.
        assert_eq!(page::name(&page::focused()), title);
        if n < 2 {
            stage.press("button", "下一步");
            page::turn().await;
        }
    }
    stage.press("button", "上一步");
    page::turn().await;
    assert_eq!(stage.names("heading"), [TITLES[1]]);
    assert!(stage.asked().is_empty());
    stage.press("button", "下一步");
    page::turn().await;
    stage.press("button", "开始用");
    assert!(matches!(stage.asked()[..], [Ask::Sheet(SheetAsk::Guided)]));
}

#[wasm_bindgen_test]
async fn the_first_time_can_be_skipped_at_once() {
    let stage = Stage::new();
    stage.show(|stage| first(Lang::En, stage.asks)).await;
    stage.press("button", "OK");
    page::turn().await;
    assert_eq!(stage.names("button"), ["Next", "Skip"]);
    stage.press("button", "Skip");
    assert!(matches!(stage.asked()[..], [Ask::Sheet(SheetAsk::Guided)]));
}

#[wasm_bindgen_test]
async fn one_press_leads_past_all_of_it() {
    let stage = Stage::new();
    stage.show(|stage| first(Lang::ZhCn, stage.asks)).await;
    stage.press("button", "知道了，直接开始");
    assert!(matches!(stage.asked()[..], [Ask::Sheet(SheetAsk::Guided)]));
}

#[wasm_bindgen_test]
async fn seen_again_it_leads_back_to_help() {
    let stage = Stage::new();
    stage.show(|stage| again(Lang::ZhCn, stage.asks)).await;
    stage.press("button", "看完了");
    assert!(matches!(stage.asked()[..], [Ask::Go(Route::Help)]));
}
