//! Events: the list, the month, one event with what can be done, check-in and approvals.

use crate::{
    given::{Stage, member, mint, row, today},
    page::{self, until},
};
use dajuan::{
    domain::{
        answer::Answer,
        event::{
            Act, Attendance, Change, Changed, Contact, Event, EventId, Gathering, Leave,
            LeaveState, Level, Mine, Paper, Place, Quota, Request, Seats, SignUp,
        },
        lang::Lang,
        member::Member,
        moment::Moment,
        record::{Entry, KindId},
    },
    outbox::item::{State, Why},
    pages::events,
    state::{
        ask::{Ask, EventAsk, OutboxAsk},
        calendar::{EventList, RequestList},
        shelf::Reading,
    },
};
use leptos::prelude::*;
use std::sync::Arc;
use wasm_bindgen_test::wasm_bindgen_test;

const HOUR: i64 = 3_600_000;
const DAY: i64 = 24 * HOUR;

fn now() -> Moment {
    today().noon()
}

fn id(text: &str) -> EventId {
    EventId::parse(text).unwrap()
}

/// An inspection in three days, open for sign-up by a press.
pub fn inspection() -> Event {
    let starts = now().plus_ms(3 * DAY);
    Event {
        id: id("e1"),
        kind: KindId("inspection".to_owned()),
        level: Some(Level::Chair),
        title: "视察“老院子”品牌打造".to_owned(),
        purpose: "看一看老院子怎么用起来".to_owned(),
        agenda: "09:00 出发\n10:00 座谈".to_owned(),
        place: "龙潭村".to_owned(),
        route: String::new(),
        gathering: Some(Gathering {
            place: "区政协门口".to_owned(),
            at: None,
            point: Some((29.97, 106.27)),
        }),
        contact: Some(Contact {
            name: "办公室".to_owned(),
            phone: "023-4240 1234".to_owned(),
        }),
        papers: vec![
            Paper {
                title: "方案".to_owned(),
                url: "https://office.example/plan.pdf".to_owned(),
            },
            Paper {
                title: "不明".to_owned(),
                url: "javascript:alert(1)".to_owned(),
            },
        ],
        starts,
        ends: starts.plus_ms(3 * HOUR),
        attendance: Attendance::Voluntary,
        form: None,
        seats: Some(Seats { all: 40, taken: 28 }),
        quotas: vec![Quota {
            sector: "经济界".to_owned(),
            seats: Seats { all: 10, taken: 7 },
        }],
        sign_up_until: None,
        change_until: None,
        cancel_until: None,
        revision: 1,
        changes: Vec::new(),
        cancelled: None,
        in_scope: true,
        leave_effect: "按细则不扣分".to_owned(),
        approver: "秘书长".to_owned(),
        calendar: String::new(),
        mine: Mine {
            code: "K74MQ2".to_owned(),
            seen: 1,
            ..Mine::default()
        },
    }
}

fn meeting() -> Event {
    Event {
        id: id("e2"),
        kind: KindId("meeting".to_owned()),
        level: Some(Level::Standing),
        title: "常委会专题协商".to_owned(),
        attendance: Attendance::Must,
        seats: None,
        quotas: Vec::new(),
        ..inspection()
    }
}

fn signed_up(place: Place) -> Event {
    let mut event = inspection();
    event.mine.sign_up = Some(SignUp {
        client_ref: None,
        place,
        by: String::new(),
        at: now().plus_ms(-DAY),
        answers: Answer::Null,
    });
    event
}

fn act(act: Act, state: State, more: &[(&str, Answer)]) -> dajuan::stored::row::ItemRow {
    let event = ("event".to_owned(), Answer::Text("e1".to_owned()));
    let more = more
        .iter()
        .map(|(key, answer)| ((*key).to_owned(), answer.clone()));
    row(
        state,
        Entry {
            client_ref: mint(),
            kind: act.kind(),
            form_version: 1,
            day: Some(today()),
            answers: Answer::Group(std::iter::once(event).chain(more).collect()),
            photos: Vec::new(),
            captured_at: Some(now()),
        },
    )
}

fn held(stage: &Stage, events: Vec<Event>) {
    let dates = stage.calendar.dates();
    let list = EventList {
        events: events.into_iter().map(Arc::new).collect(),
        as_of: now(),
        odd: 0,
    };
    dates
        .years
        .update(|years| years.insert(2026, Arc::new(list)));
    dates.ahead_ms.set(Some(0));
    dates
        .reading
        .update(|reading| reading.insert(2026, Reading::Fresh));
}

fn of_the_economy() -> Member {
    Member {
        sector: "经济界".to_owned(),
        ..member()
    }
}

async fn shown(events: Vec<Event>) -> Stage {
    let stage = Stage::new();
    held(&stage, events);
    stage
        .show(|stage| events::event(Lang::ZhCn, stage.at(), &of_the_economy(), id("e1")))
        .await;
    stage.asked();
    stage
}

fn of_events(asked: Vec<Ask>) -> Vec<EventAsk> {
    let of_events = |ask: Ask| {
        if let Ask::Event(ask) = ask {
            Some(ask)
        } else {
            None
        }
    };
    asked.into_iter().filter_map(of_events).collect()
}

/// What was to be done, with which event and answers.
type Deed = (Act, String, Vec<(&'static str, Answer)>);

/// Every such wish.
fn deeds(asked: Vec<Ask>) -> Vec<Deed> {
    let deed = |ask: EventAsk| {
        if let EventAsk::Do {
            act,
            event,
            answers,
        } = ask
        {
            Some((act, event.as_str().to_owned(), answers))
        } else {
            None
        }
    };
    of_events(asked).into_iter().filter_map(deed).collect()
}

fn done(asked: Vec<Ask>) -> Vec<(Act, String)> {
    let deeds = deeds(asked).into_iter();
    deeds.map(|(act, event, _)| (act, event)).collect()
}

#[wasm_bindgen_test]
async fn the_list_says_when_where_who_and_how_i_stand() {
    let stage = Stage::new();
    held(&stage, vec![meeting(), inspection()]);
    stage
        .show(|stage| events::events(Lang::ZhCn, stage.at(), &member(), None))
        .await;
    let text = stage.text();
    for words in [
        "视察“老院子”品牌打造",
        "龙潭村",
        "主席会 · 自愿",
        "可报名",
        "常委会 · 应到",
        "须出席",
        "共 2 场",
        "和常委会专题协商时间冲突",
    ] {
        assert!(text.contains(words), "{words} in {text}");
    }
    let years: Vec<u16> = of_events(stage.asked())
        .into_iter()
        .filter_map(|ask| {
            if let EventAsk::Read(year) = ask {
                Some(year)
            } else {
                None
            }
        })
        .collect();
    assert_eq!(years, [2026, 2027]);
}

#[wasm_bindgen_test]
async fn the_list_is_filtered_and_the_past_stands_apart() {
    let stage = Stage::new();
    let mut over = meeting();
    over.id = id("e3");
    over.title = "去过的会".to_owned();
    (over.starts, over.ends) = (now().plus_ms(-2 * DAY), now().plus_ms(-DAY));
    over.mine.attended = Some(true);
    held(&stage, vec![over, meeting(), inspection()]);
    stage
        .show(|stage| events::events(Lang::ZhCn, stage.at(), &member(), None))
        .await;
    let summary = stage.place().query_selector("summary").unwrap().unwrap();
    page::press(&summary);
    page::choose(&stage.one("combobox", "应到或自愿"), "must");
    until("one", || stage.text().contains("共 1 场")).await;
    assert!(!stage.text().contains("老院子"));
    page::choose(&stage.one("combobox", "应到或自愿"), "");
    stage.press("radio", "已结束");
    until("the past", || stage.text().contains("去过的会")).await;
    assert!(stage.text().contains("已参加"));
    assert!(!stage.text().contains("老院子"));
}

#[wasm_bindgen_test]
async fn a_thousand_events_show_thirty_and_more_at_a_press() {
    let stage = Stage::new();
    let events = (0..1000).map(|n: i64| Event {
        id: id(&format!("n{n}")),
        title: format!("第{n}场"),
        starts: now().plus_ms((n + 1) * HOUR),
        ends: now().plus_ms((n + 2) * HOUR),
        ..inspection()
    });
    held(&stage, events.collect());
    stage
        .show(|stage| events::events(Lang::ZhCn, stage.at(), &member(), None))
        .await;
    assert!(stage.text().contains("共 1000 场"));
    let rows = |stage: &Stage| {
        let links = stage.names("link");
        links.iter().filter(|name| name.contains('第')).count()
    };
    assert_eq!(rows(&stage), 30);
    stage.press("button", "再显示 30 场");
    until("more", || rows(&stage) == 60).await;
}

#[wasm_bindgen_test]
async fn a_month_shows_its_days_and_the_list_of_a_day() {
    let stage = Stage::new();
    let mut later = meeting();
    (later.starts, later.ends) = (now().plus_ms(5 * DAY), now().plus_ms(5 * DAY + HOUR));
    held(&stage, vec![inspection(), later]);
    stage
        .show(|stage| events::events(Lang::ZhCn, stage.at(), &member(), Some((2026, 11))))
        .await;
    assert_eq!(stage.names("cell").len(), 6 + 30);
    assert!(stage.text().contains("我参加的") && stage.text().contains("其他活动"));
    let today = stage.place().query_selector("[aria-current=date]").unwrap();
    assert_eq!(
        today.and_then(|it| it.text_content()),
        Some("22".to_owned())
    );
    let days: Vec<String> = stage
        .names("button")
        .into_iter()
        .filter(|name| name.contains('场'))
        .collect();
    assert_eq!(days.len(), 2, "{days:?}");
    stage.press("button", &days[0]);
    until("one day", || !stage.text().contains("常委会专题协商")).await;
    assert!(stage.text().contains("老院子"));
    stage.press("button", "看整个月");
    until("the month", || stage.text().contains("常委会专题协商")).await;
}

#[wasm_bindgen_test]
async fn an_event_says_what_it_is_and_leads_out_by_safe_links_alone() {
    let stage = shown(vec![inspection()]).await;
    let text = stage.text();
    for words in [
        "看一看老院子怎么用起来",
        "还有 12 个名额 · 经济界还有 3 个",
        "28 / 40",
    ] {
        assert!(text.contains(words), "{words} in {text}");
    }
    let href = |name: &str| stage.one("link", name).get_attribute("href").unwrap();
    assert_eq!(href("打电话给办公室：023-4240 1234"), "tel:02342401234");
    assert!(href("地图").starts_with("geo:29.970000,106.270000"));
    assert!(href("网页地图").starts_with("https://"));
    assert_eq!(
        href("方案（在新页打开）"),
        "https://office.example/plan.pdf"
    );
    assert!(text.contains("不明（地址不安全，没有做成链接）"));
    let wild = stage.place().query_selector("a[href^=javascript]").unwrap();
    assert!(wild.is_none());
}

#[wasm_bindgen_test]
async fn an_event_goes_into_the_calendar_as_a_file_and_as_text() {
    let event = Event {
        calendar: "/api/dajuan/calendar/KEY.ics".to_owned(),
        ..inspection()
    };
    let stage = shown(vec![event]).await;
    let link = stage.one("link", "打开日历文件");
    let address = link.get_attribute("href");
    assert_eq!(address.as_deref(), Some("/api/dajuan/calendar/KEY.ics"));
    stage.press("button", "存日历文件");
    let saved = of_events(stage.asked()).into_iter().any(|ask| {
        let EventAsk::SaveFile {
            text,
            name,
            refused,
        } = ask
        else {
            return false;
        };
        refused.set(true);
        name == "e1.ics" && text.starts_with("BEGIN:VCALENDAR") && text.contains("UID:e1@dajuan")
    });
    assert!(saved);
    let refused = "日历文件没有存下，请复制文字";
    until(refused, || {
        stage.names("status").join(" ").contains(refused)
    })
    .await;
    stage.press("button", "复制活动信息");
    until("the text", || stage.has("textbox", "活动信息")).await;
    let text = page::value(&stage.one("textbox", "活动信息"));
    assert!(
        text.contains("龙潭村") && text.contains("区政协门口"),
        "{text}"
    );
    let copies = |ask: &Ask| matches!(ask, Ask::Outbox(OutboxAsk::Copy { .. }, _));
    assert!(stage.asked().iter().any(copies));
}

#[wasm_bindgen_test]
async fn a_sign_up_is_a_wish_until_the_backend_answers() {
    let stage = shown(vec![inspection()]).await;
    stage.press("button", "报名");
    assert_eq!(done(stage.asked()), [(Act::SignUp, "e1".to_owned())]);
    stage
        .desk
        .rows
        .set(vec![act(Act::SignUp, State::Queued, &[])]);
    until("the wish", || {
        stage.text().contains("已记下意向，联网后才算报名")
    })
    .await;
    assert!(!stage.has("button", "报名"));
    assert!(!stage.text().contains("已报名"));
    for (state, words) in [
        (State::Waitlisted { position: Some(3) }, "候补第 3 位"),
        (
            State::Done {
                receipt: Some("2038".to_owned()),
            },
            "已报名，回执 2038",
        ),
    ] {
        stage.desk.rows.set(vec![act(Act::SignUp, state, &[])]);
        until(words, || stage.names("status")[0].contains(words)).await;
    }
}

#[wasm_bindgen_test]
async fn a_backend_that_only_notes_wishes_promises_nothing() {
    let stage = shown(vec![signed_up(Place::Wish)]).await;
    assert!(stage.text().contains("已提交，等待确认"));
    assert!(!stage.text().contains("已报名"));
}

#[wasm_bindgen_test]
async fn what_can_be_signed_up_for_depends_on_where_i_stand() {
    let closed = Event {
        sign_up_until: Some(now().plus_ms(-1)),
        ..inspection()
    };
    let full = Event {
        seats: Some(Seats { all: 2, taken: 2 }),
        ..inspection()
    };
    let foreign = Event {
        in_scope: false,
        ..inspection()
    };
    for (event, words, press) in [
        (closed, "截止", None),
        (full, "已满，可以候补", Some("报名候补")),
        (foreign, "不在范围", None),
    ] {
        let stage = shown(vec![event]).await;
        assert!(stage.names("status")[0].contains(words), "{words}");
        let ways: Vec<String> = stage
            .names("button")
            .into_iter()
            .filter(|name| name.starts_with("报名"))
            .collect();
        assert_eq!(ways, press.into_iter().collect::<Vec<&str>>());
    }
}

#[wasm_bindgen_test]
async fn deadlines_go_by_the_backends_clock_and_a_phone_that_may_err_says_so() {
    const HOUR: i64 = 3_600_000;
    let until_when = now().plus_ms(HOUR);
    let event = Event {
        sign_up_until: Some(until_when),
        ..inspection()
    };
    let stage = shown(vec![event]).await;
    let dates = stage.calendar.dates();
    assert!(!stage.text().contains("本机时间"));
    // Each: the phone's clock from the deadline, how far that is ahead of the backend's, what is said, whether one can sign up.
    for (from_deadline, ahead, words, open) in [
        (
            2 * HOUR,
            Some(3 * HOUR),
            "本机时间不准，截止以主办方的时间为准",
            true,
        ),
        (
            -2 * HOUR,
            Some(-3 * HOUR),
            "本机时间不准，截止以主办方的时间为准",
            false,
        ),
        (HOUR, Some(0), "截止", false),
        (HOUR, None, "还可以试着报名，由主办方决定", true),
    ] {
        stage.clock.0.set(until_when.plus_ms(from_deadline));
        dates.ahead_ms.set(ahead);
        until(words, || {
            let said = stage.names("status")[0].clone();
            said.contains(words) && stage.has("button", "报名") == open
        })
        .await;
    }
}

#[wasm_bindgen_test]
async fn cancelling_is_small_and_asked_again() {
    let stage = shown(vec![signed_up(Place::Confirmed)]).await;
    stage.press("button", "取消报名");
    until("the question", || stage.has("dialog", "取消报名")).await;
    assert_eq!(done(stage.asked()), []);
    stage.press("button", "不了");
    until("no question", || !stage.has("dialog", "取消报名")).await;
    assert_eq!(done(stage.asked()), []);
    stage.press("button", "取消报名");
    until("the question", || stage.has("dialog", "取消报名")).await;
    let dialog = stage.one("dialog", "取消报名");
    page::press(&page::named(&dialog, "button", "取消报名")[0]);
    assert_eq!(done(stage.asked()), [(Act::Cancel, "e1".to_owned())]);
}

#[wasm_bindgen_test]
async fn an_offer_is_taken_or_declined_in_its_time() {
    let until_when = now().plus_ms(5 * HOUR);
    let stage = shown(vec![signed_up(Place::Offered { until: until_when })]).await;
    assert!(stage.names("status")[0].contains("有名额了"));
    assert!(stage.has("button", "不要了，给下一位"));
    stage.press("button", "要这个名额");
    assert_eq!(done(stage.asked()), [(Act::Accept, "e1".to_owned())]);
    stage.clock.0.set(until_when.plus_ms(1));
    until("lapsed", || stage.text().contains("已给下一位")).await;
    assert!(!stage.has("button", "要这个名额"));
}

#[wasm_bindgen_test]
async fn a_change_stays_on_top_until_it_was_read() {
    let mut event = signed_up(Place::Confirmed);
    event.revision = 2;
    event.changes = vec![Change {
        revision: 2,
        at: now(),
        what: Changed::Time,
        before: "08:30".to_owned(),
        after: "09:00".to_owned(),
    }];
    let stage = shown(vec![event]).await;
    assert!(stage.text().contains("时间由 08:30 改为 09:00"));
    stage.press("button", "我已知晓");
    let read = vec![("revision", Answer::Int(2))];
    assert_eq!(deeds(stage.asked())[0].2, read);
    let read = act(
        Act::Acknowledge,
        State::Queued,
        &[("revision", Answer::Int(2))],
    );
    stage.desk.rows.set(vec![read]);
    until("read", || !stage.has("button", "我已知晓")).await;
}

#[wasm_bindgen_test]
async fn a_leave_says_what_it_does_before_it_is_asked_for() {
    let mut event = meeting();
    event.id = id("e1");
    let stage = shown(vec![event.clone()]).await;
    assert!(stage.text().contains("按细则不扣分"));
    assert!(stage.text().contains("由秘书长审批"));
    assert!(!stage.has("button", "报名"));
    stage.press("button", "请假");
    let begun = stage
        .asked()
        .iter()
        .any(|ask| matches!(ask, Ask::Event(EventAsk::Begin { kind, .. }) if kind.0 == "leave"));
    assert!(begun);
    event.mine.leave = Some(Leave {
        client_ref: None,
        state: LeaveState::Refused,
        reason: "travel".to_owned(),
        text: String::new(),
        words: "这次必须到".to_owned(),
        by: "秘书长".to_owned(),
    });
    held(&stage, vec![event]);
    until("the answer", || stage.text().contains("秘书长：这次必须到")).await;
    assert!(stage.text().contains("未准"));
    assert!(stage.has("button", "再请一次假"));
}

#[wasm_bindgen_test]
async fn an_event_that_is_called_off_offers_nothing() {
    let event = Event {
        cancelled: Some("雨太大".to_owned()),
        ..inspection()
    };
    let held = shown(vec![inspection()]).await;
    assert!(held.text().contains("名额"));
    drop(held);
    let stage = shown(vec![event]).await;
    assert!(stage.names("status")[0].contains("活动已取消：雨太大"));
    assert!(!stage.has("button", "报名"));
    assert!(
        !stage.text().contains("名额"),
        "nobody counts them any more"
    );
}

#[wasm_bindgen_test]
async fn after_the_event_a_suggestion_can_be_written() {
    let mut event = signed_up(Place::Confirmed);
    (event.starts, event.ends) = (now().plus_ms(-3 * DAY), now().plus_ms(-2 * DAY));
    event.mine.attended = Some(true);
    let stage = shown(vec![event]).await;
    stage.press("button", "写视察建议");
    let begun = stage
        .asked()
        .iter()
        .any(|ask| matches!(ask, Ask::Event(EventAsk::Begin { kind, .. }) if kind.0 == "speech"));
    assert!(begun);
}

#[wasm_bindgen_test]
async fn a_code_is_shown_read_out_and_typed() {
    let stage = Stage::new();
    held(&stage, vec![signed_up(Place::Confirmed)]);
    stage
        .show(|stage| events::check_in(Lang::ZhCn, stage.at(), id("e1")))
        .await;
    stage.asked();
    assert!(stage.text().contains("K 7 4 M Q 2"));
    assert!(stage.has("img", "我的签到二维码，码是 K74MQ2"));
    let field = stage.one("textbox", "或者输入会场的签到码");
    page::type_in(&field, "abc");
    stage.press("button", "签到");
    until("short", || {
        page::described(&field).contains("请输入会场的 6 位签到码")
    })
    .await;
    assert_eq!(done(stage.asked()), []);
    page::type_in(&field, "abc 234");
    stage.press("button", "签到");
    assert_eq!(done(stage.asked()), [(Act::CheckIn, "e1".to_owned())]);
    stage
        .desk
        .rows
        .set(vec![act(Act::CheckIn, State::Queued, &[])]);
    until("noted", || stage.text().contains("签到已记下")).await;
}

#[wasm_bindgen_test]
async fn a_leave_is_decided_with_words() {
    let stage = Stage::new();
    let list = RequestList {
        requests: vec![Request {
            id: "l1".to_owned(),
            event: id("e1"),
            title: "常委会专题协商".to_owned(),
            starts: now().plus_ms(DAY),
            who: "林知夏".to_owned(),
            sector: "经济界".to_owned(),
            reason: "travel".to_owned(),
            text: "去成都".to_owned(),
            photos: Vec::new(),
            at: now(),
            state: LeaveState::Pending,
        }],
        as_of: now(),
    };
    stage.calendar.dates().requests.set(Some(list));
    stage
        .show(|stage| events::approvals(Lang::ZhCn, stage.at()))
        .await;
    stage.asked();
    for words in ["林知夏 · 经济界", "常委会专题协商", "出差", "去成都"] {
        assert!(stage.text().contains(words), "{words}");
    }
    page::type_in(
        &stage.one("textbox", "答复（选填）：林知夏，常委会专题协商"),
        "早去早回",
    );
    stage.press("button", "准假：林知夏，常委会专题协商");
    let text = |text: &str| Answer::Text(text.to_owned());
    let expected = vec![
        ("leave", text("l1")),
        ("grant", Answer::Flag(true)),
        ("words", text("早去早回")),
    ];
    assert_eq!(deeds(stage.asked())[0].2, expected);
    let decided = act(Act::Decide, State::Queued, &expected);
    stage.desk.rows.set(vec![decided]);
    until("noted", || stage.text().contains("已记下准假，联网后发送")).await;
    assert!(!stage.has("button", "准假：林知夏，常委会专题协商"));
}

#[wasm_bindgen_test]
async fn the_home_page_shows_what_asks_for_an_answer_and_what_comes_next() {
    let stage = Stage::new();
    let mut offered = signed_up(Place::Offered {
        until: now().plus_ms(HOUR),
    });
    offered.id = id("e9");
    offered.title = "读书会".to_owned();
    let mut other = inspection();
    other.title = "没回应的".to_owned();
    held(&stage, vec![other, meeting(), offered]);
    stage
        .show(|stage| events::section(Lang::ZhCn, stage.at()))
        .await;
    let text = stage.text();
    assert!(text.contains("有空位") && text.contains("读书会"), "{text}");
    assert!(
        text.contains("须出席") && !text.contains("没回应的"),
        "{text}"
    );
}

#[wasm_bindgen_test]
async fn what_waits_is_told_by_name_and_leads_to_its_event() {
    let river = Event {
        title: "护河视察".to_owned(),
        ..inspection()
    };
    for (title, path, events) in [
        ("报名：护河视察", "/events/e1", vec![river]),
        ("报名：一场活动", "/records/", Vec::new()),
    ] {
        let stage = Stage::new();
        held(&stage, events);
        let full = State::Declined {
            why: Why::Full,
            words: String::new(),
        };
        stage.desk.rows.set(vec![act(Act::SignUp, full, &[])]);
        stage
            .show(|stage| dajuan::pages::outbox::outbox(Lang::ZhCn, stage.at()))
            .await;
        assert!(stage.text().contains(title), "{}", stage.text());
        assert!(stage.text().contains("没有报上：已满"), "{}", stage.text());
        let links = page::all(stage.place(), "link");
        let mut ways = links.iter().filter_map(|link| link.get_attribute("href"));
        assert!(ways.any(|way| way.starts_with(path)), "{path}");
    }
}

#[wasm_bindgen_test]
async fn what_was_refused_about_a_deleted_event_stands_on_the_home_page() {
    let stage = Stage::new();
    held(&stage, Vec::new());
    let gone = State::Declined {
        why: Why::Other,
        words: "活动已不存在".to_owned(),
    };
    stage.desk.rows.set(vec![act(Act::SignUp, gone, &[])]);
    stage
        .show(|stage| events::section(Lang::ZhCn, stage.at()))
        .await;
    assert!(
        stage.text().contains("没有报上：活动已不存在"),
        "{}",
        stage.text()
    );
}
