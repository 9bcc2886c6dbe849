//! 登录

use crate::{
    given::{Stage, member},
    page::{self, until},
};
use dajuan::{
    domain::lang::Lang,
    i18n::words,
    pages::{
        passphrase::{field, unlock},
        sign_in::{PassphraseField, sign_in},
    },
    route::Route,
    state::{
        ask::{Ask, Keep},
        session::{Attempt, Keeping, Phase, SignInFault},
    },
    ui::tree::View,
};
use leptos::prelude::*;
use std::rc::Rc;
use wasm_bindgen_test::wasm_bindgen_test;

async fn shown(lang: Lang) -> Stage {
    let stage = Stage::new();
    stage.show(|stage| page_in(lang, stage)).await;
    stage
}

/// Without the split, the field is there at once.
fn page_in(lang: Lang, stage: &Stage) -> View {
    let field: PassphraseField = Rc::new(move |value, tried| field(lang, value, tried));
    sign_in(
        words(lang),
        stage.session,
        stage.settings,
        stage.asks,
        field,
    )
}

const KEEP: &str =
    "在本机保持登录一般没有网络也能打开。能打开这部手机的人都看得到，只在自己的手机上选";
const KEEP_NOT: &str = "在本机保持登录没发出去的内容锁在本机，您登录后才能看到";
const SHARED: &str = "这是公用的手机";
const PASSPHRASE: &str = "本机口令 选填";

fn fill_in(stage: &Stage) {
    page::type_in(&stage.one("textbox", "委员号或邮箱"), " 0042 ");
    page::type_in(&stage.one("textbox", "密码"), " pass word ");
}

#[wasm_bindgen_test]
async fn an_empty_sign_in_asks_nothing_and_says_what_is_missing() {
    for (lang, who, password, submit, faults) in [
        (
            Lang::ZhCn,
            "委员号或邮箱",
            "密码",
            "登录",
            ["请填委员号或邮箱", "请填密码"],
        ),
        (
            Lang::En,
            "Member number or e-mail",
            "Password",
            "Sign in",
            [
                "Please enter your member number or e-mail",
                "Please enter your password",
            ],
        ),
    ] {
        let stage = shown(lang).await;
        let (who, password) = (stage.one("textbox", who), stage.one("textbox", password));
        assert_eq!(page::described(&who), "");
        stage.press("button", submit);
        until("the faults", || page::described(&who) == faults[0]).await;
        assert_eq!(page::described(&password), faults[1]);
        assert_eq!(page::focused(), who, "the first empty one has the focus");
        page::type_in(&who, "0042");
        until("one less", || page::described(&who).is_empty()).await;
        stage.press("button", submit);
        assert_eq!(page::focused(), password);
        assert_eq!(stage.asked().len(), 0);
    }
}

#[wasm_bindgen_test]
async fn a_press_asks_with_what_was_typed_and_a_second_one_while_busy_does_not() {
    let stage = shown(Lang::ZhCn).await;
    fill_in(&stage);
    stage.press("checkbox", KEEP_NOT);
    stage.press("button", "登录");
    let asked = stage.asked();
    let [
        Ask::SignIn {
            identity,
            password,
            keep: Keep::Open,
        },
    ] = &asked[..]
    else {
        panic!("{asked:?}")
    };
    assert_eq!(
        (identity.as_str(), password.as_str()),
        ("0042", " pass word "),
        "a password may begin with a space"
    );
    stage.session.attempt.set(Attempt::Busy);
    until("busy", || stage.has("button", "正在登录")).await;
    let busy = stage.one("button", "正在登录");
    assert_eq!(busy.get_attribute("aria-disabled").as_deref(), Some("true"));
    page::press(&busy);
    assert_eq!(stage.asked().len(), 0);
    stage.session.attempt.set(Attempt::Idle);
    until("idle", || stage.has("button", "登录")).await;
    stage.press("button", "登录");
    assert_eq!(stage.asked().len(), 1);
}

#[wasm_bindgen_test]
async fn every_fault_has_words_of_its_own_that_are_read_aloud() {
    let detail = || "GET /me: member.name".to_owned();
    let faults = [
        (
            SignInFault::Wrong,
            [
                "委员号或密码不对，请再看一看",
                "Member number or password is wrong; please look again",
            ],
        ),
        (
            SignInFault::TooMany { minutes: 15 },
            [
                "试的次数太多了，请过 15 分钟再试",
                "Too many tries; please wait 15 minutes",
            ],
        ),
        (
            SignInFault::NoAnswer,
            [
                "连不上服务器，请看看网络，过一会儿再试",
                "Can't reach the server; please check the network and try again later",
            ],
        ),
        (
            SignInFault::Busy,
            [
                "服务器忙，请过一会儿再试",
                "The server is busy; please try again later",
            ],
        ),
        (
            SignInFault::Stranger,
            [
                "网络要求先登录（比如车站、宾馆的无线网）。请先打开别的网页完成登录",
                "The network wants a sign-in of its own first (a station or hotel Wi-Fi). Open another page and finish that first",
            ],
        ),
        (
            SignInFault::Backend { detail: detail() },
            [
                "服务器的回答看不懂，请把这一行告诉办公室：GET /me: member.name",
                "The server's answer can't be understood. Please tell the office this line: GET /me: member.name",
            ],
        ),
    ];
    for (lang, at) in [(Lang::ZhCn, 0), (Lang::En, 1)] {
        let stage = shown(lang).await;
        assert_eq!(stage.names("alert"), [""]);
        for (fault, words) in &faults {
            stage.session.attempt.set(Attempt::Failed(fault.clone()));
            until(words[at], || stage.names("alert") == [words[at]]).await;
        }
    }
}

#[wasm_bindgen_test]
async fn the_password_shows_and_hides_and_stays_typed() {
    let stage = shown(Lang::ZhCn).await;
    fill_in(&stage);
    let password = stage.one("textbox", "密码");
    let kind = || password.get_attribute("type").unwrap();
    assert_eq!(kind(), "password");
    stage.press("checkbox", "显示密码");
    until("shown", || kind() == "text").await;
    assert_eq!(page::value(&password), " pass word ");
    stage.press("checkbox", "显示密码");
    until("hidden", || kind() == "password").await;
    assert_eq!(page::value(&password), " pass word ");
}

#[wasm_bindgen_test]
async fn what_is_locked_is_counted_and_never_shown() {
    let stage = shown(Lang::ZhCn).await;
    stage.session.phase.set(Phase::SignedOut { locked: 2 });
    stage.session.others.set(3);
    for words in [
        "本机锁着 2 条没发出去的内容，登录后继续发送",
        "另一账号有 3 条待发送，须由本人登录",
    ] {
        until(words, || stage.text().contains(words)).await;
    }
    stage.session.phase.set(Phase::SignedOut { locked: 0 });
    until("none", || !stage.text().contains("本机锁着")).await;
}

#[wasm_bindgen_test]
async fn where_nothing_can_be_kept_staying_signed_in_is_not_offered() {
    let stage = shown(Lang::ZhCn).await;
    assert_eq!(stage.names("checkbox"), ["显示密码", KEEP_NOT, SHARED]);
    stage.session.keeping.set(Keeping::Visit);
    until("the notice", || stage.text().contains("本页面存不住内容")).await;
    assert_eq!(stage.names("checkbox"), ["显示密码"]);
}

#[wasm_bindgen_test]
async fn the_other_language_is_there_at_once() {
    let stage = Stage::new();
    stage
        .show(|stage| {
            let (settings, session, asks) = (stage.settings, stage.session, stage.asks);
            View::live(move || {
                let w = settings.words();
                let none: PassphraseField = Rc::new(|_, _| View::none());
                untrack(|| sign_in(w, session, settings, asks, none))
            })
        })
        .await;
    stage.press("button", "English");
    until("English", || stage.has("button", "Sign in")).await;
    assert!(!stage.text().contains("登录"));
    stage.press("button", "中文");
    until("Chinese", || stage.has("button", "登录")).await;
}

/// Presses 登录 and gives the choice that goes with it.
async fn chosen(stage: &Stage) -> Keep {
    stage.press("button", "登录");
    match &stage.asked()[..] {
        [Ask::SignIn { keep, .. }] => keep.clone(),
        other => panic!("{other:?}"),
    }
}

#[wasm_bindgen_test]
async fn each_choice_says_who_can_read_and_goes_with_the_sign_in() {
    let stage = shown(Lang::ZhCn).await;
    fill_in(&stage);
    assert_eq!(chosen(&stage).await, Keep::No);

    stage.press("checkbox", KEEP_NOT);
    until("the new line", || stage.has("checkbox", KEEP)).await;
    assert_eq!(chosen(&stage).await, Keep::Open);

    let passphrase = stage.one("textbox", PASSPHRASE);
    assert!(page::described(&passphrase).contains("捡到手机的人也看不到"));
    page::type_in(&passphrase, " 12345 ");
    stage.press("button", "登录");
    assert_eq!(stage.asked().len(), 0);
    assert_eq!(page::focused(), passphrase);
    until("the fault", || {
        page::described(&passphrase).contains("口令至少要 6 个数字或字")
    })
    .await;
    page::type_in(&passphrase, "123456");
    let keep = chosen(&stage).await;
    assert_eq!(keep, Keep::Passphrase("123456".to_owned()));

    stage.press("checkbox", KEEP);
    until("not kept", || !stage.has("textbox", PASSPHRASE)).await;
    assert_eq!(chosen(&stage).await, Keep::No);
}

#[wasm_bindgen_test]
async fn a_shared_phone_offers_one_choice_alone() {
    let stage = shown(Lang::ZhCn).await;
    fill_in(&stage);
    stage.press("checkbox", KEEP_NOT);
    stage.press("checkbox", SHARED);
    let told = "这是公用的手机没发出去的内容锁在本机，您登录后才能看到";
    until("one choice", || {
        stage.names("checkbox") == ["显示密码", told] && !stage.has("textbox", PASSPHRASE)
    })
    .await;
    assert!(stage.settings.shared.get_untracked());
    assert_eq!(chosen(&stage).await, Keep::No, "whatever was ticked before");
}

#[wasm_bindgen_test]
async fn who_signs_in_again_is_not_asked_again() {
    let stage = shown(Lang::ZhCn).await;
    stage.session.phase.set(Phase::Open(member()));
    until("no choice", || stage.names("checkbox") == ["显示密码"]).await;
}

#[wasm_bindgen_test]
async fn what_is_locked_asks_for_the_passphrase_and_shows_a_number_alone() {
    for (lang, count, name, open, empty, wrong, forgot) in [
        (
            Lang::ZhCn,
            "锁着 2 条没发出去的内容",
            "本机口令",
            "打开",
            "请输入本机口令",
            "口令不对，请再试一次。内容都在，没有删",
            "忘了口令，联网登录",
        ),
        (
            Lang::En,
            "2 unsent items are locked",
            "Passphrase for this phone",
            "Open",
            "Please enter the passphrase for this phone",
            "That is not the passphrase; please try again. Nothing was deleted",
            "Forgot it: sign in online",
        ),
    ] {
        let stage = Stage::new();
        stage.session.phase.set(Phase::Locked { locked: 2 });
        let (session, asks) = (stage.session, stage.asks);
        stage.show(|_| unlock(lang, session, asks)).await;
        assert!(stage.text().contains(count));
        let field = stage.one("textbox", name);
        assert_eq!(field.get_attribute("type").as_deref(), Some("password"));
        stage.press("button", open);
        assert_eq!(stage.asked().len(), 0);
        assert_eq!(page::focused(), field);
        until("the fault", || page::described(&field) == empty).await;

        page::type_in(&field, "123456");
        stage.press("button", open);
        let asked = stage.asked();
        assert!(
            matches!(&asked[..], [Ask::Unlock { passphrase }] if passphrase == "123456"),
            "{asked:?}"
        );
        until("an empty field", || page::value(&field).is_empty()).await;
        session.attempt.set(Attempt::Failed(SignInFault::Wrong));
        until("the words", || stage.names("alert") == [wrong]).await;
        stage.press("button", forgot);
        let asked = stage.asked();
        assert!(matches!(&asked[..], [Ask::Go(Route::SignIn)]), "{asked:?}");
        assert_eq!(session.attempt.get_untracked(), Attempt::Idle);
    }
}

#[wasm_bindgen_test]
async fn where_no_code_becomes_a_password_nothing_leads_to_the_page_that_takes_one() {
    let stage = shown(Lang::ZhCn).await;
    let ways = || page::named(stage.place(), "link", words(Lang::ZhCn).forgot).len();
    assert_eq!(ways(), 1);
    stage.session.no_code.set(true);
    until("no way", || ways() == 0).await;
    stage.session.no_code.set(false);
    until("a way", || ways() == 1).await;
}

#[wasm_bindgen_test]
async fn who_signs_in_elsewhere_types_nothing_and_goes_there_by_one_press() {
    let stage = shown(Lang::ZhCn).await;
    stage.session.elsewhere.set(true);
    let go = || page::named(stage.place(), "button", "用单位账号登录");
    until("the way there", || !go().is_empty()).await;
    for (role, name) in [
        ("textbox", "委员号或邮箱"),
        ("textbox", "密码"),
        ("link", words(Lang::ZhCn).forgot),
    ] {
        assert!(page::named(stage.place(), role, name).is_empty(), "{name}");
    }
    stage.press("button", "用单位账号登录");
    let asked = stage.asked();
    assert!(
        matches!(&asked[..], [Ask::SignIn { identity, .. }] if identity.is_empty()),
        "{asked:?}"
    );
}
