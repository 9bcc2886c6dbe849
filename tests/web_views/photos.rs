//! The photos of a form.

use crate::{
    given::{Stage, about, entry, mint, row},
    page::{self, until},
};
use dajuan::{
    domain::{client_ref::ClientRef, lang::Lang, record::Photo},
    outbox::item::State,
    pages::draft::draft,
    state::{ask::Ask, desk::PhotoFault},
};
use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

const PIXEL: &str = "data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA=";

/// A draft with so many photos, the first of them on the phone.
async fn shown(photos: usize) -> (Stage, ClientRef, Vec<ClientRef>) {
    let stage = Stage::new();
    let photo = |_| Photo {
        id: mint(),
        sha256: "0".repeat(64),
        bytes: 7,
        mime: "image/jpeg".to_owned(),
    };
    let mut kept = entry("乡土中国");
    kept.photos = (0..photos).map(photo).collect();
    let keys: Vec<ClientRef> = kept.photos.iter().map(|photo| photo.id.clone()).collect();
    let key = kept.client_ref.clone();
    stage.desk.rows.set(vec![row(State::Draft, kept)]);
    stage
        .shelf
        .photos
        .update(|shown| shown.insert(keys[0].clone(), Some(PIXEL.to_owned())));
    stage
        .show(|stage| draft(Lang::ZhCn, stage.at(), &key, about()))
        .await;
    (stage, key, keys)
}

/// The ways to add a photo: labels with a file input.
fn ways(stage: &Stage) -> Vec<String> {
    stage.names("file")
}

#[wasm_bindgen_test]
async fn every_photo_is_fetched_named_and_can_be_taken_away() {
    let (stage, draft, keys) = shown(2).await;
    let asked = stage.asked();
    assert!(
        matches!(&asked[..], [Ask::Open(_), Ask::ShowPhoto(one), Ask::ShowPhoto(two)] if [one, two] == [&keys[0], &keys[1]]),
        "{asked:?}"
    );
    assert_eq!(stage.names("img"), ["第 1 张照片"]);
    assert!(stage.text().contains("照片在服务器上，联网后可看"));
    assert_eq!(ways(&stage), ["拍照2 / 9 张", "从相册选2 / 9 张"]);
    stage.press("button", "去掉第 2 张照片");
    let asked = stage.asked();
    assert!(
        matches!(&asked[..], [Ask::RemovePhoto { draft: of, photo }] if *of == draft && *photo == keys[1]),
        "{asked:?}"
    );
}

#[wasm_bindgen_test]
async fn where_the_backend_keeps_no_photos_none_can_be_added_and_it_is_said() {
    let stage = Stage::new();
    stage.open_form(Lang::ZhCn).await;
    assert_eq!(ways(&stage).len(), 2);
    stage.session.no_photos.set(true);
    until("the words", || stage.text().contains("收不了照片")).await;
    assert!(ways(&stage).is_empty());
}

#[wasm_bindgen_test]
async fn a_photo_that_is_prepared_takes_its_place_and_the_last_place_ends_the_adding() {
    let (stage, ..) = shown(8).await;
    assert_eq!(ways(&stage).len(), 2);
    stage.desk.taking.set(1);
    until("no way in", || ways(&stage).is_empty()).await;
    assert_eq!(stage.names("progressbar"), ["正在处理照片"]);
    stage.desk.taking.set(0);
    until("the ways in", || ways(&stage).len() == 2).await;
}

#[wasm_bindgen_test]
async fn what_a_camera_brings_is_taken_though_photos_came_and_the_draft_was_saved_meanwhile() {
    let (stage, draft, _) = shown(1).await;
    let inputs = ["拍照1 / 9 张", "从相册选1 / 9 张"].map(|name| stage.one("file", name));
    stage.desk.taking.set(1);
    until("the work", || stage.names("progressbar").len() == 1).await;
    stage.desk.taking.set(0);
    stage.desk.rows.update(|rows| {
        let mut more = rows[0].entry.as_ref().clone();
        let photo = Photo {
            id: mint(),
            ..more.photos[0].clone()
        };
        more.photos.push(photo);
        rows[0] = row(State::Draft, more);
    });
    until("two", || {
        ways(&stage) == ["拍照2 / 9 张", "从相册选2 / 9 张"]
    })
    .await;
    stage.asked();
    for input in inputs {
        assert!(input.is_connected());
        page::pick(&input, &["a.jpg"]);
        let asked = stage.asked();
        let added = |ask: &Ask| matches!(ask, Ask::AddPhotos { draft: of, files, .. } if *of == draft && files.len() == 1);
        assert!(asked.iter().any(added), "{asked:?}");
    }
}

#[wasm_bindgen_test]
async fn why_a_photo_was_not_taken_stands_beside_them() {
    let (stage, ..) = shown(1).await;
    let album = stage.one("group", "照片 选填");
    let hint = "最多 9 张，照片里的位置信息会去掉";
    assert_eq!(page::described(&album), hint);
    for (fault, words) in [
        (PhotoFault::NotImage, "这不是能用的照片"),
        (PhotoFault::TooMany, "最多 9 张照片"),
        (PhotoFault::NotKept, "照片没有存上，请再选一次"),
        (
            PhotoFault::Insecure,
            "这个地址不安全（不是 https），不能加照片",
        ),
        (
            PhotoFault::Full,
            "手机空间不够，文字已保存，照片没存住。请腾出空间再加一次",
        ),
    ] {
        stage.desk.photo_fault.set(Some(fault));
        let told = format!("{hint} {words}");
        until(words, || page::described(&album) == told).await;
    }
}
