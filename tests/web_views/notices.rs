//! 通知: what others did about a member's records, places and leaves, as sentences; opening the page is reading them.

use crate::{
    given::{self, KIND, Stage, answers, today},
    page::{self, until},
};
use dajuan::{
    domain::{
        client_ref::ClientRef,
        event::EventId,
        lang::Lang,
        news::{About, News, What},
        record::KindId,
    },
    forms::workflow::Workflows,
    pages::{asked::asked, notices::notices},
    route::Route,
    state::{
        ask::{Ask, SheetAsk},
        news::Newsletter,
        shelf::Reading,
    },
    stored::news::KeptNews,
};
use leptos::prelude::*;
use std::sync::Arc;
use wasm_bindgen_test::wasm_bindgen_test;

fn key() -> ClientRef {
    ClientRef::from_chance([77; 16])
}

fn news(seq: u64, what: What) -> News {
    News {
        seq,
        at: today().noon(),
        what,
        about: About::Record {
            key: Some(key()),
            kind: Some(KindId(KIND.to_owned())),
            day: Some(today()),
            title: "论语".to_owned(),
        },
        who: String::new(),
        words: String::new(),
        step: String::new(),
        level: None,
        unit: String::new(),
        until: None,
        read: false,
    }
}

fn of_event(seq: u64, what: What) -> News {
    News {
        about: About::Event {
            id: EventId::parse("ev1").unwrap(),
            title: "视察老院子".to_owned(),
        },
        ..news(seq, what)
    }
}

fn kept(news: Vec<News>) -> KeptNews {
    KeptNews {
        news,
        as_of: today().noon(),
        ..KeptNews::default()
    }
}

/// The page with the signal into which it wants its answers.
async fn opened(lang: Lang) -> (Stage, RwSignal<Newsletter>) {
    let stage = Stage::new();
    stage.show(|stage| notices(lang, stage.at())).await;
    let letter = stage.asked().into_iter().find_map(|ask| {
        if let Ask::Sheet(SheetAsk::Notices(letter, true)) = ask {
            Some(letter)
        } else {
            None
        }
    });
    (stage, letter.unwrap())
}

fn tell(letter: RwSignal<Newsletter>, kept: KeptNews, reading: Reading) {
    letter.update(|letter| {
        letter.kept = Some(Arc::new(kept));
        letter.reading = reading;
    });
}

fn seen(stage: &Stage) -> Vec<u64> {
    let asked = stage.asked().into_iter();
    let seen = asked.filter_map(|ask| {
        if let Ask::Sheet(SheetAsk::Seen(seq, _)) = ask {
            Some(seq)
        } else {
            None
        }
    });
    seen.collect()
}

#[wasm_bindgen_test]
async fn where_nothing_was_told_yet_and_where_there_is_nothing_the_page_says_so() {
    let (stage, letter) = opened(Lang::ZhCn).await;
    assert!(stage.text().contains("正在更新"), "{}", stage.text());
    letter.update(|letter| letter.reading = Reading::Failed);
    until("the fault", || stage.text().contains("还没有取到通知")).await;
    tell(letter, kept(Vec::new()), Reading::Fresh);
    until("the words", || stage.text().contains("还没有通知")).await;
    assert!(seen(&stage).is_empty());
}

#[wasm_bindgen_test]
async fn what_is_new_is_marked_until_the_page_is_left_and_counts_as_read() {
    let (stage, letter) = opened(Lang::ZhCn).await;
    let old = News {
        read: true,
        ..news(1, What::Reviewed)
    };
    let returned = News {
        words: "请补页码".to_owned(),
        ..news(2, What::Returned)
    };
    tell(
        letter,
        kept(vec![returned.clone(), old.clone()]),
        Reading::Fresh,
    );
    until("the lines", || stage.names("link").len() == 3).await;
    let lines = stage.names("link");
    assert!(
        lines[1].starts_with("办公室退回了读书分享 论语"),
        "{lines:?}"
    );
    assert!(
        lines[1].contains("请补页码") && lines[1].ends_with('新'),
        "{lines:?}"
    );
    assert!(!lines[2].ends_with('新'), "{lines:?}");
    assert_eq!(seen(&stage), [2]);
    let mut marked = kept(vec![returned, old]);
    marked.mark = 2;
    tell(letter, marked.clone(), Reading::Fresh);
    until("the mark to stay", || {
        stage.names("link")[1].ends_with('新')
    })
    .await;
    assert!(seen(&stage).is_empty(), "once is enough");
    marked.news.insert(0, news(3, What::Corrected));
    tell(letter, marked, Reading::Fresh);
    until("another one", || stage.names("link").len() == 4).await;
    assert_eq!(seen(&stage), [3]);
    stage.press("link", &stage.names("link")[1]);
    assert!(matches!(&stage.asked()[..], [Ask::Go(Route::Record(to))] if *to == key()));
}

#[wasm_bindgen_test]
async fn without_a_network_what_was_kept_is_shown_with_its_time() {
    let (stage, letter) = opened(Lang::ZhCn).await;
    tell(letter, kept(vec![news(1, What::Logged)]), Reading::Failed);
    until("the time", || stage.text().contains("没有连上，显示的是")).await;
    assert!(stage.text().contains("办公室替您记了"));
    let mut odd = kept(vec![news(1, What::Logged)]);
    odd.odd = 2;
    tell(letter, odd, Reading::Fresh);
    until("the odd ones", || stage.text().contains("有 2 条看不懂")).await;
}

#[wasm_bindgen_test]
async fn each_kind_is_a_sentence_in_both_languages_and_an_unknown_one_is_told_with_its_day() {
    for (lang, unknown) in [
        (Lang::ZhCn, "有一项新的变化"),
        (Lang::En, "Something has changed"),
    ] {
        let (stage, letter) = opened(lang).await;
        let mut all: Vec<News> = What::ALL
            .into_iter()
            .map(|what| of_event(1, what))
            .collect();
        all.push(News {
            about: About::Nothing,
            ..news(1, What::Other)
        });
        let count = all.len();
        tell(letter, kept(all), Reading::Fresh);
        until("the lines", || stage.names("listitem").len() == count).await;
        let lines = stage.names("listitem");
        for line in &lines {
            assert!(!line.contains(['{', '}']), "{line}");
        }
        assert!(lines.last().unwrap().starts_with(unknown), "{lines:?}");
        let different: std::collections::BTreeSet<&String> = lines.iter().collect();
        assert_eq!(different.len(), count);
    }
}

#[wasm_bindgen_test]
async fn a_place_is_offered_until_a_moment_and_a_deleted_event_leads_nowhere() {
    let (stage, letter) = opened(Lang::ZhCn).await;
    let offered = News {
        until: Some(today().noon()),
        ..of_event(2, What::Offered)
    };
    let gone = of_event(1, What::EventGone);
    tell(letter, kept(vec![offered, gone]), Reading::Fresh);
    until("the lines", || stage.names("listitem").len() == 2).await;
    let lines = stage.names("listitem");
    assert!(
        lines[0].starts_with("“视察老院子”有了空位，请在 "),
        "{lines:?}"
    );
    assert!(
        lines[1].starts_with("办公室删除了活动“视察老院子”"),
        "{lines:?}"
    );
    assert_eq!(stage.names("link").len(), 2, "the way back, and the offer");
}

#[wasm_bindgen_test]
async fn a_step_is_told_by_its_name_and_a_record_as_it_is_told_elsewhere() {
    let (stage, letter) = opened(Lang::ZhCn).await;
    let assigned = News {
        about: About::Record {
            key: Some(key()),
            kind: Some(KindId("proposal".to_owned())),
            day: None,
            title: String::new(),
        },
        step: "assigned".to_owned(),
        unit: "区交通局".to_owned(),
        ..news(1, What::Step)
    };
    tell(letter, kept(vec![assigned]), Reading::Fresh);
    until("the line", || stage.text().contains("有新的进展")).await;
    assert!(stage.text().contains("承办：区交通局"));
    let workflows = Workflows::parse(include_str!("../../public/workflows.json")).unwrap();
    letter.update(|letter| letter.workflows = Some(Arc::new(workflows)));
    until("its name", || stage.text().contains("有新的进展：交办")).await;

    let record = dajuan::domain::record::Record {
        client_ref: key(),
        ..given::record(answers(&[("title", "孟子"), ("date", "2026-11-22")]))
    };
    stage.shelve(vec![record]);
    tell(letter, kept(vec![news(2, What::Reviewed)]), Reading::Fresh);
    until("its own name", || {
        stage.text().contains("办公室审核了读书分享《孟子》")
    })
    .await;
}

#[wasm_bindgen_test]
async fn what_another_member_did_is_told_with_the_name_and_another_members_record_leads_to_the_list()
 {
    let (stage, letter) = opened(Lang::ZhCn).await;
    let of_other = |seq, what, step: &str| News {
        about: About::Record {
            key: None,
            kind: Some(KindId("proposal".to_owned())),
            day: None,
            title: "停车".to_owned(),
        },
        who: "委员甲".to_owned(),
        step: step.to_owned(),
        ..news(seq, what)
    };
    let signed = News {
        who: "委员乙".to_owned(),
        ..news(1, What::CosignSigned)
    };
    let all = vec![
        of_other(3, What::CosignStep, "filed"),
        of_other(2, What::CosignAsked, ""),
        signed,
    ];
    tell(letter, kept(all), Reading::Fresh);
    let workflows = Workflows::parse(include_str!("../../public/workflows.json")).unwrap();
    letter.update(|letter| letter.workflows = Some(Arc::new(workflows)));
    until("the lines", || stage.names("listitem").len() == 3).await;
    let lines = stage.names("listitem");
    for (line, told) in lines.iter().zip([
        "您附议的提案 停车有新的进展：立案",
        "委员甲请您附议提案 停车",
        "委员乙附议了",
    ]) {
        assert!(line.starts_with(told), "{line} is not {told}");
    }
    let links = page::all(stage.place(), "link");
    let to_list = links
        .iter()
        .filter(|link| link.get_attribute("href").as_deref() == Some("/records"));
    assert_eq!(to_list.count(), 2);
}

#[wasm_bindgen_test]
async fn home_says_how_many_are_new_and_nothing_where_none_is() {
    let stage = Stage::new();
    stage.show(|stage| asked(Lang::ZhCn, stage.at())).await;
    let letter = stage.asked().into_iter().find_map(|ask| {
        if let Ask::Sheet(SheetAsk::Notices(letter, false)) = ask {
            Some(letter)
        } else {
            None
        }
    });
    let letter = letter.unwrap();
    assert!(!stage.has("link", "看一看"));
    tell(
        letter,
        kept(vec![news(2, What::Returned), news(1, What::Reviewed)]),
        Reading::Fresh,
    );
    until("the count", || stage.text().contains("有 2 条新变化")).await;
    stage.press("link", "看一看");
    assert!(matches!(&stage.asked()[..], [Ask::Go(Route::Notices)]));
    let mut read = kept(vec![news(2, What::Returned)]);
    read.mark = 2;
    tell(letter, read, Reading::Fresh);
    until("nothing", || !stage.has("link", "看一看")).await;
}
