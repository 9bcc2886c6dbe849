//! 待发送: each item's state, tries and next try, and what its owner can do with it.

use crate::{
    given::{Open, Stage, entry, row, since, today},
    page::{self, until},
};
use dajuan::{
    domain::{client_ref::ClientRef, lang::Lang, record::Entry},
    outbox::{
        item::{State, Why},
        machine::Waits,
        outlook::NextTry,
    },
    pages::outbox::outbox,
    route::Route,
    state::{
        ask::{Ask, OutboxAsk},
        desk::SaveFault,
        outlook::{Exporting, Importing},
    },
    stored::{
        export::{ImportError, TakenIn},
        row::ItemRow,
    },
};
use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

const DAY: i64 = 86_400_000;

async fn shown(rows: Vec<ItemRow>) -> Open {
    in_language(Lang::ZhCn, rows).await
}

async fn in_language(lang: Lang, rows: Vec<ItemRow>) -> Open {
    let stage = Stage::new();
    stage.desk.rows.set(rows);
    stage.show(|stage| outbox(lang, stage.at())).await;
    let asked = stage.asked();
    let [Ask::Refresh(2026), Ask::Outbox(OutboxAsk::Look, look)] = asked[..] else {
        panic!("{asked:?}");
    };
    Open { stage, look }
}

fn retry(told: bool) -> State {
    State::RetryWait {
        not_before: today().noon(),
        told,
    }
}

/// The queue was looked at: this is when the first item is tried next.
fn tried_next(stage: &Open, next: NextTry) {
    let id = stage
        .desk
        .rows
        .with_untracked(|rows| rows[0].item.client_ref.clone());
    stage.look.update(|look| {
        look.tries = vec![(id, next)];
        look.as_of = today().noon();
    });
}

fn outbox_ask(stage: &Stage) -> OutboxAsk {
    let mut asked = stage.asked();
    match (asked.pop(), asked.is_empty()) {
        (Some(Ask::Outbox(ask, _)), true) => ask,
        other => panic!("{other:?}"),
    }
}

#[wasm_bindgen_test]
async fn nothing_to_send_is_a_calm_sentence() {
    let stage = shown(Vec::new()).await;
    assert!(stage.text().contains("没有要发的。记下的都已经送到"));
    assert!(!stage.has("button", "立即发送"));
    stage
        .desk
        .rows
        .set(vec![row(State::Draft, entry("乡土中国"))]);
    let drafts = "没有要发的。没写完的 1 条在首页";
    until(drafts, || stage.text().contains(drafts)).await;
    assert!(stage.names("listitem").is_empty());
}

#[wasm_bindgen_test]
async fn an_item_says_its_state_its_tries_its_next_try_and_since_when_it_waits() {
    let stage = shown(vec![since(retry(false), "乡土中国", 2 * DAY)]).await;
    let line = || stage.names("listitem")[0].clone();
    assert!(line().contains("读书分享《乡土中国》"));
    assert!(line().contains("还没发出去，试过 3 次，会自动再试"));
    assert!(line().contains("等了 2 天\n"), "{}", line());
    assert_eq!(line().matches("试过 3 次").count(), 1, "{}", line());
    for (next, words) in [
        (NextTry::In { ms: 0, told: false }, "轮到就发"),
        (
            NextTry::In {
                ms: 30_000,
                told: false,
            },
            "下次自动再试：1 分钟内",
        ),
        (
            NextTry::In {
                ms: 100_000,
                told: false,
            },
            "下次自动再试：约 2 分钟后",
        ),
        (
            NextTry::In {
                ms: 7_200_000,
                told: true,
            },
            "服务器要求等到 14:00 再发",
        ),
        (NextTry::AfterSignIn, "登录后继续发送"),
        (NextTry::AfterUpdate, "更新后继续发送"),
        (NextTry::AfterAnother, "等前一条送到"),
        (NextTry::AfterPress, "按「继续发送」再发"),
    ] {
        tried_next(&stage, next);
        let words = format!("等了 2 天\n{words}");
        until(&words, || line().contains(&words)).await;
    }
}

#[wasm_bindgen_test]
async fn the_sending_can_be_held_and_goes_on_by_a_press() {
    let waiting = vec![since(State::Queued, "乡土中国", DAY)];
    let stage = shown(waiting).await;
    assert!(stage.text().contains("1 条在等着，联网后自动发送"));
    stage.press("button", "先不发");
    assert!(matches!(outbox_ask(&stage), OutboxAsk::Hold));
    stage.desk.waits.set(Waits::Held);
    let held = "1 条先不发，都在手机上。按「继续发送」再发";
    until(held, || stage.text().contains(held)).await;
    // When each goes is asked anew.
    assert!(matches!(outbox_ask(&stage), OutboxAsk::Look));
    assert!(!stage.has("button", "先不发"));
    assert!(!stage.text().contains("联网后自动发送"));
    stage.press("button", "继续发送");
    assert!(matches!(stage.asked()[..], [Ask::SendNow]));
}

#[wasm_bindgen_test]
async fn what_was_tried_already_is_not_said_to_be_tried_again_while_it_is_held() {
    let stage = shown(vec![since(retry(false), "乡土中国", 2 * DAY)]).await;
    let line = || stage.names("listitem")[0].clone();
    stage.desk.waits.set(Waits::Held);
    until("先不发", || line().contains("已保存在手机上，先不发")).await;
    assert!(!line().contains("自动再试"), "{}", line());
    assert!(line().contains("试过 3 次 · 等了 2 天"), "{}", line());
}

#[wasm_bindgen_test]
async fn of_its_photos_and_files_those_that_arrived_are_counted() {
    let mut waiting = since(State::Sending, "乡土中国", DAY);
    let photo = |n: u8, there| (ClientRef::from_chance([n; 16]), there);
    waiting.item.uploads = vec![photo(1, true), photo(2, false)];
    let stage = shown(vec![waiting.clone()]).await;
    let line = || stage.names("listitem")[0].clone();
    assert!(line().contains("照片和附件送到了 1 / 2 份"), "{}", line());
    waiting.item.uploads[1].1 = true;
    stage.desk.rows.set(vec![waiting]);
    until("the second", || line().contains("送到了 2 / 2 份")).await;
}

#[wasm_bindgen_test]
async fn what_is_refused_tells_its_tries_beside_since_when_it_waits() {
    let stage = shown(vec![since(State::TooLarge, "乡土中国", 2 * DAY)]).await;
    let line = stage.names("listitem")[0].clone();
    assert!(line.contains("试过 3 次 · 等了 2 天"), "{line}");
}

#[wasm_bindgen_test]
async fn one_try_is_told_in_english_as_one() {
    let mut row = since(retry(false), "乡土中国", DAY);
    row.item.attempts = 1;
    let stage = in_language(Lang::En, vec![row]).await;
    let line = stage.names("listitem")[0].clone();
    assert!(line.contains("Not sent yet (tries: 1)"), "{line}");
}

#[wasm_bindgen_test]
async fn it_is_said_in_english_too() {
    let stage = in_language(Lang::En, vec![since(retry(false), "乡土中国", DAY)]).await;
    tried_next(
        &stage,
        NextTry::In {
            ms: 100_000,
            told: false,
        },
    );
    let words = "Waiting for 1 day\nNext try by itself: in about 2 min";
    until(words, || stage.names("listitem")[0].contains(words)).await;
    stage.one("button", "Withdraw: Reading share: 乡土中国");
}

#[wasm_bindgen_test]
async fn a_wait_that_a_moved_clock_makes_impossible_is_not_told() {
    for ago in [-365 * DAY, 60 * 365 * DAY] {
        let stage = shown(vec![since(State::Queued, "乡土中国", ago)]).await;
        let line = stage.names("listitem")[0].clone();
        assert!(line.contains("不知道等了多久（手机时间改过）"), "{line}");
        assert!(!stage.text().contains("超过 3 天"));
    }
}

#[wasm_bindgen_test]
async fn what_needs_the_member_stands_on_top() {
    let refused = State::NeedsFix {
        words: "题目太长".to_owned(),
        fields: Vec::new(),
    };
    let stage = shown(vec![
        row(State::Queued, entry("红楼梦")),
        row(refused, entry("乡土中国")),
        row(State::Draft, entry("草稿")),
        row(State::Done { receipt: None }, entry("江村经济")),
    ])
    .await;
    let lines = stage.names("listitem");
    assert_eq!(lines.len(), 2, "{lines:?}");
    assert!(lines[0].contains("乡土中国") && lines[0].contains("服务器没有收：题目太长"));
    assert!(lines[1].contains("红楼梦"));
    assert_eq!(stage.names("list").len(), 2);
    let headings = stage.names("heading");
    assert_eq!(headings[1..3], ["要我处理的", "自动发送的"]);
}

#[wasm_bindgen_test]
async fn what_can_be_done_follows_the_state_and_is_named_with_the_title() {
    let doubtful = || {
        let mut row = row(retry(false), entry("乡土中国"));
        row.item.in_doubt = 1;
        row
    };
    let all = ["立即发送", "修改", "导出", "撤下"];
    for (row, acts) in [
        (row(State::Queued, entry("乡土中国")), &all[..]),
        (row(retry(false), entry("乡土中国")), &all[..]),
        (row(retry(true), entry("乡土中国")), &all[1..]),
        (doubtful(), &["立即发送", "导出", "撤下"]),
        (row(State::Sending, entry("乡土中国")), &all[..]),
        (
            row(State::TooLarge, entry("乡土中国")),
            &["修改", "导出", "撤下"],
        ),
        (
            row(
                State::Declined {
                    why: Why::Full,
                    words: String::new(),
                },
                entry("乡土中国"),
            ),
            &["导出", "撤下"],
        ),
        (
            row(State::Unsure, entry("乡土中国")),
            &["再发一次", "导出", "撤下"],
        ),
        (
            row(State::Waitlisted { position: None }, entry("乡土中国")),
            &["导出"],
        ),
    ] {
        let doubt = row.item.in_doubt > 0;
        let state = row.item.state.clone();
        let stage = shown(vec![row]).await;
        let named: Vec<String> = stage
            .names("button")
            .into_iter()
            .filter(|name| name.contains('：'))
            .collect();
        let wanted: Vec<String> = acts
            .iter()
            .map(|act| format!("{act}：读书分享《乡土中国》"))
            .collect();
        assert_eq!(named, wanted, "{state:?}");
        let says_why = stage.text().contains("可能已经送到，所以不能改");
        assert_eq!(says_why, doubt, "{state:?}");
    }
}

#[wasm_bindgen_test]
async fn each_press_asks_for_its_own_item() {
    let rows = vec![
        row(State::Queued, entry("红楼梦")),
        row(State::Queued, entry("乡土中国")),
    ];
    let id = rows[1].item.client_ref.clone();
    let stage = shown(rows).await;
    let of = |act: &str| format!("{act}：读书分享《乡土中国》");
    stage.press("button", &of("立即发送"));
    assert!(matches!(outbox_ask(&stage), OutboxAsk::SendOne(one) if one == id));
    stage.press("button", &of("导出"));
    assert!(matches!(outbox_ask(&stage), OutboxAsk::ExportFile(Some(one)) if one == id));
    stage.press("button", &of("修改"));
    assert!(matches!(&stage.asked()[..], [Ask::Edit(one)] if *one == id));
    stage.press("button", "立即发送");
    assert!(matches!(stage.asked()[..], [Ask::SendNow]));
}

#[wasm_bindgen_test]
async fn withdrawing_asks_first_and_says_what_it_cannot_undo() {
    let mut doubtful = row(retry(false), entry("乡土中国"));
    doubtful.item.in_doubt = 1;
    let id = doubtful.item.client_ref.clone();
    let stage = shown(vec![doubtful]).await;
    stage.press("button", "撤下：读书分享《乡土中国》");
    until("the question", || stage.has("dialog", "撤下不发")).await;
    assert!(
        stage
            .text()
            .contains("这一条可能已经送到，撤下只删手机上的")
    );
    stage.press("button", "不了");
    until("no question", || stage.names("dialog").is_empty()).await;
    assert!(stage.asked().is_empty());
    stage.press("button", "撤下：读书分享《乡土中国》");
    until("the question again", || stage.has("dialog", "撤下不发")).await;
    stage.press("button", "撤下不发");
    assert!(matches!(&stage.asked()[..], [Ask::Withdraw(one)] if *one == id));
}

#[wasm_bindgen_test]
async fn without_a_sign_in_nothing_is_sent_and_the_way_is_shown() {
    let stage = shown(vec![row(State::Queued, entry("乡土中国"))]).await;
    stage.session.expired.set(true);
    until("the way", || stage.has("link", "登录")).await;
    assert!(stage.text().contains("1 条还没发出去，登录后继续发送"));
    until("no sending", || {
        !stage
            .names("button")
            .iter()
            .any(|name| name.starts_with("立即发送"))
    })
    .await;
}

#[wasm_bindgen_test]
async fn of_a_thousand_fifty_are_drawn_and_more_at_a_press() {
    let one = entry("乡土中国");
    let rows = (0..1000).map(|n| {
        let mut bytes = [0_u8; 16];
        bytes[..2].copy_from_slice(&u16::to_be_bytes(n));
        let client_ref = ClientRef::from_chance(bytes);
        let entry = Entry {
            client_ref,
            ..one.clone()
        };
        row(State::Queued, entry)
    });
    let stage = shown(rows.collect()).await;
    let drawn = || stage.names("listitem").len();
    assert_eq!(drawn(), 50);
    assert!(stage.text().contains("显示了 50 条，共 1000 条"));
    stage.press("button", "再显示 50 条");
    until("a hundred", || drawn() == 100).await;
}

#[wasm_bindgen_test]
async fn a_line_keeps_the_focus_when_others_go() {
    let rows = vec![
        row(State::Queued, entry("红楼梦")),
        row(State::Queued, entry("乡土中国")),
    ];
    let stage = shown(rows.clone()).await;
    let mine = stage.one("button", "撤下：读书分享《乡土中国》");
    dajuan::ui::tree::focus(&mine);
    let holds = || page::focused() == mine;
    assert!(holds());
    stage.desk.rows.set(vec![rows[1].clone()]);
    until("one line", || stage.names("listitem").len() == 1).await;
    assert!(holds(), "the line was drawn anew");
}

#[wasm_bindgen_test]
async fn what_waits_for_more_than_three_days_is_a_reminder_with_the_way_to_export() {
    let stage = shown(vec![
        since(State::Queued, "乡土中国", 4 * DAY),
        since(State::Queued, "红楼梦", 2 * DAY),
    ])
    .await;
    assert!(stage.text().contains("有 1 条超过 3 天还没发出去"));
    let mut ways = page::named(stage.place(), "button", "导出文件").into_iter();
    page::press(&ways.next().unwrap());
    assert!(matches!(outbox_ask(&stage), OutboxAsk::ExportFile(None)));
}

#[wasm_bindgen_test]
async fn what_cannot_be_read_is_counted_and_said() {
    let stage = shown(Vec::new()).await;
    stage.desk.unreadable.set(2);
    let words = "有 2 条内容本机读不出来。没有删，原样留着，请告诉办公室";
    until(words, || stage.text().contains(words)).await;
}

#[wasm_bindgen_test]
async fn an_export_says_what_came_of_it() {
    let stage = shown(vec![row(State::Queued, entry("乡土中国"))]).await;
    stage.press("button", "导出文件");
    assert!(matches!(outbox_ask(&stage), OutboxAsk::ExportFile(None)));
    for (export, words) in [
        (Exporting::Busy, "正在准备"),
        (Exporting::Nothing, "没有可导出的内容"),
        (Exporting::Saved { files: 1, lost: 0 }, "文件已交给手机保存"),
        (Exporting::Saved { files: 3, lost: 0 }, "分成了 3 个文件"),
        (
            Exporting::Saved { files: 1, lost: 2 },
            "2 个照片或附件本机读不到",
        ),
        (Exporting::Failed, "没有导出，请再试一次"),
    ] {
        stage.look.update(|look| look.export = export);
        until(words, || stage.text().contains(words)).await;
    }
}

#[wasm_bindgen_test]
async fn the_text_is_shown_to_be_copied_and_says_that_photos_are_not_in_it() {
    let stage = shown(vec![row(State::Queued, entry("乡土中国"))]).await;
    stage.press("button", "复制文字");
    assert!(matches!(outbox_ask(&stage), OutboxAsk::ExportText));
    let text = "{\"v\":1}".to_owned();
    stage.look.update(|look| {
        look.export = Exporting::Text {
            text,
            photos: 2,
            alone: false,
        }
    });
    until("the text", || stage.has("textbox", "导出的文字")).await;
    assert_eq!(
        page::value(&stage.one("textbox", "导出的文字")),
        "{\"v\":1}"
    );
    assert!(
        stage
            .text()
            .contains("文字可以复制，照片和附件请用文件（2 个不在文字里）")
    );
    stage.press("button", "复制");
    assert!(matches!(outbox_ask(&stage), OutboxAsk::Copy { text, .. } if text == "{\"v\":1}"));
    for (copied, words) in [(true, "已复制"), (false, "文字已全部选中")] {
        stage.look.update(|look| look.copied = Some(copied));
        until(words, || {
            stage
                .names("status")
                .iter()
                .any(|said| said.contains(words))
        })
        .await;
    }
}

#[wasm_bindgen_test]
async fn a_pasted_text_is_imported_and_the_page_says_what_came_of_it() {
    let stage = shown(Vec::new()).await;
    stage.press("button", "导入文字");
    assert!(stage.asked().is_empty(), "nothing was pasted");
    page::type_in(&stage.one("textbox", "或者粘贴导出的文字"), "{}");
    stage.press("button", "导入文字");
    assert!(matches!(outbox_ask(&stage), OutboxAsk::ImportText(text) if text == "{}"));
    let told = TakenIn {
        added: 3,
        here: 2,
        received: 1,
        photos_missing: 4,
        unreadable: 0,
    };
    for (import, words) in [
        (Importing::Busy, "正在导入"),
        (
            Importing::Done(told),
            "导入了 3 条；2 条本机已有，没有重复加；1 条早已收到；4 个照片或附件不在里面，没有带进来",
        ),
        (
            Importing::Refused(ImportError::Foreign),
            "这是另一位委员的内容",
        ),
        (
            Importing::Refused(ImportError::Damaged),
            "没有复制完整，没有导入",
        ),
        (Importing::Refused(ImportError::Newer), "请先更新再导入"),
        (Importing::Refused(ImportError::TooLong), "文件太大"),
        (Importing::Failed(SaveFault::Full), "没有导入：手机空间不够"),
    ] {
        stage.look.update(|look| look.import = import);
        until(words, || stage.text().contains(words)).await;
    }
}

#[wasm_bindgen_test]
async fn the_way_back_is_home_and_an_item_leads_to_its_page() {
    let row = row(State::Queued, entry("乡土中国"));
    let id = row.item.client_ref.clone();
    let stage = shown(vec![row]).await;
    stage.press("link", "今天");
    assert!(matches!(stage.asked()[..], [Ask::Go(Route::Home)]));
    let line = page::all(stage.place(), "link").pop().unwrap();
    page::press(&line);
    assert!(matches!(&stage.asked()[..], [Ask::Go(Route::Record(one))] if *one == id));
}

#[wasm_bindgen_test]
async fn what_may_have_arrived_is_sent_again_by_its_owner_alone() {
    let row = row(State::Unsure, entry("乡土中国"));
    let id = row.item.client_ref.clone();
    let stage = shown(vec![row]).await;
    assert!(stage.text().contains("不知道服务器收到没有"));
    stage.press("button", "再发一次：读书分享《乡土中国》");
    assert!(matches!(outbox_ask(&stage), OutboxAsk::SendOne(one) if one == id));
}
