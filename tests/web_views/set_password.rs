//! 首次使用，或忘记密码

use crate::{
    given::Stage,
    page::{self, until},
};
use dajuan::{
    domain::lang::Lang,
    pages::set_password::set_password,
    route::Route,
    state::{
        ask::Ask,
        session::{Attempt, SignInFault},
    },
};
use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

const FIELDS: [&str; 3] = ["委员号或邮箱", "一次性号码", "新密码（至少 10 位）"];

async fn shown() -> Stage {
    let stage = Stage::new();
    stage
        .show(|stage| set_password(Lang::ZhCn, stage.session, stage.asks))
        .await;
    stage
}

#[wasm_bindgen_test]
async fn what_is_missing_is_said_and_has_the_focus_one_after_another() {
    let stage = shown().await;
    let typed = ["0042", "ab12 cd34", "123456789"];
    let faults = [
        "请填委员号或邮箱",
        "请填 8 位的一次性号码",
        "密码至少 10 位",
    ];
    for ((field, text), fault) in FIELDS.into_iter().zip(typed).zip(faults) {
        let field = stage.one("textbox", field);
        stage.press("button", "设好密码");
        until(fault, || page::described(&field) == fault).await;
        assert_eq!(page::focused(), field);
        page::type_in(&field, text);
    }
    stage.press("button", "设好密码");
    assert_eq!(stage.asked().len(), 0, "nine are too few");
    page::type_in(&stage.one("textbox", FIELDS[2]), "一二三四五六七八九十");
    stage.press("button", "设好密码");
    let asked = stage.asked();
    let [
        Ask::SetPassword {
            identity,
            code,
            password,
        },
    ] = &asked[..]
    else {
        panic!("{asked:?}")
    };
    assert_eq!(
        [identity, code, password],
        ["0042", "AB12CD34", "一二三四五六七八九十"]
    );
    stage.session.attempt.set(Attempt::Busy);
    stage.press("button", "设好密码");
    assert_eq!(stage.asked().len(), 0);
}

#[wasm_bindgen_test]
async fn a_wrong_code_is_said_and_a_set_password_leads_to_the_sign_in() {
    let stage = shown().await;
    let wrong = "委员号或一次性号码不对，或号码已过期";
    let attempt = stage.session.attempt;
    attempt.set(Attempt::Failed(SignInFault::Wrong));
    until(wrong, || stage.names("alert") == [wrong]).await;
    attempt.set(Attempt::PasswordSet);
    until("done", || stage.text().contains("密码已设好，请登录")).await;
    assert!(stage.names("textbox").is_empty());
    let links = page::named(stage.place(), "link", "登录");
    page::press(links.last().unwrap());
    assert!(matches!(stage.asked()[..], [Ask::Go(Route::SignIn)]));
}

#[wasm_bindgen_test]
async fn where_no_code_becomes_a_password_the_page_says_whom_to_ask() {
    let stage = shown().await;
    stage.session.no_code.set(true);
    let said = "这里不能自己设密码，请联系办公室";
    until(said, || stage.text().contains(said)).await;
    assert_eq!(page::all(stage.place(), "textbox").len(), 0);
}
