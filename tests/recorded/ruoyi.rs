//! RuoYi: 200 to everything, and what it means in a code and a sentence; no id for what was made. What was recorded is its
//! table of posts: the code plays the key, the name the title, the order the minutes.

use super::{
    given::{LOST, done, id, photo, refused},
    reader::Dialect,
};
use dajuan::{
    domain::{
        answer::Answer,
        held::Held,
        record::{Entry, KindId},
    },
    outbox::reply::Reply,
    profile::{
        fault::{Fault, SignInFault},
        verdict::Verdict,
    },
};
use serde_json::{Value, json};

const TOKEN: Option<&str> = Some("<jwt>");

pub fn ruoyi() -> Dialect {
    let sent = json!({
        "clientRef": null, "kind": null, "day": null, "formVersion": null, "answers": null, "capturedAt": null,
        "recordId": null,
        "postCode": "{client_ref}", "postName": "{answers.title}", "postSort": "{answers.minutes}", "status": "0",
        "remark": "{answers.notes}",
    });
    let mut changed = sent.clone();
    changed["postCode"] = "{of}".into();
    changed["postId"] = "{id|number}".into();
    let page = json!([
        ["pageNum", "{page}"],
        ["pageSize", "{size}"],
        ["status", "0"],
        ["orderByColumn", "postSort"],
        ["isAsc", "descending"],
    ]);
    let found = json!([
        ["pageNum", "1"],
        ["pageSize", "10"],
        ["postCode", "{client_ref}"]
    ]);
    let config = json!({
        "record": {
            "client_ref": "/postCode",
            "kind": { "is": "reading_share" },
            "day": { "is": "2026-11-23" },
            "form_version": null,
            "answers": { "title": "/postName", "minutes": "/postSort", "notes": "/remark" },
            "id": "/postId",
            "receipt": "/postId",
            "state": null,
        },
        "operations": {
            "create": { "path": "/system/post", "json": sent },
            "update": { "path": "/system/post", "json": changed },
            "remove": { "path": "/system/post/{id}" },
            "list": { "path": "/system/post/list", "query": page, "size": 2 },
            "find": { "path": "/system/post/list", "query": found },
            "upload": {
                "method": "POST",
                "path": "/common/upload",
                "multipart": { "file": "{file}" },
                "success": { "echo": { "/code": "200" } },
            },
        },
    });
    Dialect::of("ruoyi", "ruoyi-fastapi", &config)
}

fn post(minutes: i64) -> Entry {
    let text = |text: &str| Answer::Text(text.to_owned());
    let answers = [
        ("title", text("Book 7")),
        ("minutes", Answer::Int(minutes)),
        ("notes", text("čaj; 日本語")),
    ];
    Entry {
        client_ref: id(0, 7),
        kind: KindId("reading_share".to_owned()),
        form_version: 1,
        day: None,
        answers: Answer::Group(answers.map(|(name, value)| (name.to_owned(), value)).into()),
        photos: Vec::new(),
        captured_at: None,
    }
}

fn eleven() -> Held {
    Held {
        id: Some("11".to_owned()),
        ..Held::default()
    }
}

#[test]
fn a_sign_in_is_a_form_and_a_wrong_password_a_200() {
    let it = ruoyi();
    it.asks("login bad (form)", &it.profile.sign_in("admin", "wrong"));
    it.asks("login (form)", &it.profile.sign_in("admin", "admin123"));
    it.asks("getInfo", &it.profile.me(TOKEN));
    let read = |name| it.profile.read_session(&it.answer(name));
    assert_eq!(read("login bad (form)").err(), Some(SignInFault::Wrong));
    assert_eq!(read("login (form)").unwrap().token, "<jwt>");
    let me = it.profile.read_me(&it.answer("getInfo")).unwrap();
    assert_eq!(
        (me.member.id.0.as_str(), me.member.name.as_str()),
        ("1", "超级管理员")
    );
}

#[test]
fn a_record_that_is_taken_without_a_word_is_looked_up() {
    let it = ruoyi();
    let asked = it.profile.create(&post(27), TOKEN);
    it.asks("create", &asked);
    it.asks("create duplicate postCode", &asked);
    let sent = |name| it.profile.created(&post(27), &it.answer(name));
    assert_eq!(sent("create"), Verdict::Prove(id(0, 7)));
    // Only its sentence says which column it is that is there already.
    assert_eq!(
        sent("create duplicate code, other name"),
        Verdict::LookUp(id(0, 7))
    );
    let other = "新增岗位Book 7失败，岗位名称已存在";
    assert_eq!(sent("create duplicate postCode"), refused(other, &[]));
    assert_eq!(
        sent("validation error: blank"),
        refused("岗位编码不能为空", &[])
    );
    let words = "Input should be a valid integer, unable to parse string as an integer";
    assert_eq!(
        sent("validation error: wrong type"),
        refused("", &[("minutes", words)])
    );
    assert_eq!(
        sent("malformed json"),
        refused("", &[("1", "JSON decode error")])
    );
    assert_eq!(sent("unauthenticated"), LOST);
    assert_eq!(sent("bad token"), LOST);
}

#[test]
fn what_a_look_up_shows_proves_it() {
    let it = ruoyi();
    it.asks(
        "find by postCode",
        &it.profile.find(&id(0, 7), TOKEN).unwrap(),
    );
    let answer = it.answer("find by postCode");
    let receipt = Some("11".to_owned());
    assert_eq!(
        it.profile.shown(&id(0, 7), &answer),
        Reply::Done { receipt }
    );
    let held = it
        .profile
        .looked_up(&id(0, 7), &answer)
        .unwrap()
        .unwrap()
        .held
        .unwrap();
    assert_eq!(
        (held.id.as_deref(), &held.answers),
        (Some("11"), &post(27).answers)
    );
    // Nothing there: what became of it is not known, and it is tried again.
    assert_eq!(it.profile.shown(&id(0, 8), &answer), Reply::NoAnswer);
}

#[test]
fn a_change_has_its_id_in_the_body_as_a_number() {
    let it = ruoyi();
    let (of, change) = (id(0, 7), post(99));
    let asked = it.profile.update(&change, &of, &eleven(), TOKEN).unwrap();
    it.asks("update PUT (id in body, no id in path)", &asked);
    let read = |name| {
        it.profile
            .updated(&change, &of, &eleven(), &it.answer(name))
    };
    assert_eq!(read("update PUT (id in body, no id in path)"), done(None));
    assert_eq!(read("update of unknown id"), refused("岗位不存在", &[]));
}

#[test]
fn a_list_says_how_many_there_are_and_a_lost_sign_in_is_a_200() {
    let it = ruoyi();
    it.asks("list page 1", &it.profile.list(2026, 1, TOKEN));
    let page = it.profile.read_list(1, &it.answer("list page 1")).unwrap();
    // Posts of the demonstration: their codes are no keys of ours.
    assert_eq!((page.records.len(), page.unreadable), (0, 2));
    let next = page.next.unwrap();
    let asked = it.profile.list(2026, next, TOKEN).url;
    assert!(asked.contains("pageNum=2&pageSize=2"), "{asked}");
    let read = |name| it.profile.read_list(1, &it.answer(name)).unwrap_err();
    assert_eq!(read("unauthenticated"), Fault::SignInLost);
    assert_eq!(read("bad token"), Fault::SignInLost);
    assert!(matches!(read("unknown path"), Fault::Refused { .. }));
    // The filter of a period is a name with brackets.
    let by_day: Value =
        json!({ "operations": { "list": { "path": "/system/notice/list", "size": 2 } } });
    let it = Dialect::of("ruoyi", "ruoyi-fastapi", &by_day);
    it.asks("list by date range", &it.profile.list(2026, 1, TOKEN));
}

#[test]
fn removing_twice_is_said_to_succeed_twice() {
    let it = ruoyi();
    let asked = it.profile.remove(&id(0, 7), &eleven(), TOKEN).unwrap();
    it.asks("delete", &asked);
    it.asks("delete again", &asked);
    let read = |name| it.profile.removed(&id(0, 7), &eleven(), &it.answer(name));
    assert_eq!(read("delete"), done(None));
    assert_eq!(read("delete again"), done(None));
}

#[test]
fn a_photo_goes_in_a_form_of_its_own() {
    let it = ruoyi();
    let asked = it.profile.upload(&photo(), vec![1], TOKEN).unwrap();
    it.asks("upload", &asked);
    assert_eq!(
        it.profile.uploaded(&photo(), &it.answer("upload")),
        done(None)
    );
}
