//! Files beside the photos: in a draft, while they wait, and with a record.

use crate::{
    given::{Stage, answers, entry, mint, proposal, record, rest, row},
    page::{self, until},
};
use dajuan::{
    domain::{
        answer::Answer,
        client_ref::ClientRef,
        file::{File, MIME, add_file},
        lang::Lang,
        record::{Entry, KindId, Photo, Record},
    },
    outbox::item::State,
    pages::{draft::draft, outbox, record::record as record_page},
    state::{
        ask::{Ask, FileAsk, OutboxAsk},
        outlook::{Attaching, FileFault, Outlook},
    },
};
use leptos::prelude::*;
use std::rc::Rc;
use wasm_bindgen_test::wasm_bindgen_test;

const HINT: &str = "PDF、Word、WPS、表格、幻灯片、文本或图片，每个不超过 10 MB，合起来不超过 20 MB";

fn file(name: &str, size: u64) -> File {
    File {
        id: mint(),
        name: name.to_owned(),
        size,
    }
}

/// A proposal that names these files, and has their bytes.
fn written(files: &[File]) -> Entry {
    let kept = |file: &File| Photo {
        id: file.id.clone(),
        sha256: "0".repeat(64),
        bytes: u32::try_from(file.size).unwrap(),
        mime: MIME.to_owned(),
    };
    Entry {
        kind: KindId("proposal".to_owned()),
        answers: named(proposal().answers, files),
        photos: files.iter().map(kept).collect(),
        ..entry("")
    }
}

fn named(mut answers: Answer, files: &[File]) -> Answer {
    for file in files {
        add_file(&mut answers, "files", file);
    }
    answers
}

async fn open(files: &[File]) -> (Stage, ClientRef) {
    let stage = Stage::new();
    let written = written(files);
    let key = written.client_ref.clone();
    stage.desk.rows.set(vec![row(State::Draft, written)]);
    let shown = key.clone();
    stage
        .show(|stage| {
            let rest = rest(Lang::ZhCn, stage.at());
            draft(Lang::ZhCn, stage.at(), &shown, rest)
        })
        .await;
    (stage, key)
}

fn last(stage: &Stage) -> Option<(Rc<FileAsk>, RwSignal<Outlook>)> {
    match stage.asked().pop() {
        Some(Ask::Outbox(OutboxAsk::File(ask), look)) => Some((ask, look)),
        _ => None,
    }
}

#[wasm_bindgen_test]
async fn files_of_a_draft_are_named_and_never_shown_as_photos() {
    let list = [file("名单.docx", 12_345), file("调查.pdf", 3_400_000)];
    let (stage, key) = open(&list).await;
    let asked = stage.asked();
    let photo = |ask: &Ask| matches!(ask, Ask::ShowPhoto(_));
    assert!(!asked.iter().any(photo), "{asked:?}");
    assert_eq!(stage.names("img"), Vec::<String>::new());
    assert!(stage.has("button", "名单.docx13 KB · 下载"));
    stage.press("button", "调查.pdf3.4 MB · 下载");
    let (ask, _) = last(&stage).unwrap();
    assert!(matches!(&*ask, FileAsk::Hand(file) if *file == list[1]));
    stage.press("button", "去掉 名单.docx");
    let (ask, _) = last(&stage).unwrap();
    assert!(
        matches!(&*ask, FileAsk::Detach { draft, file } if *draft == key && *file == list[0].id)
    );
}

#[wasm_bindgen_test]
async fn what_is_chosen_goes_into_the_draft_that_was_saved_before_it() {
    let (stage, key) = open(&[]).await;
    stage.asked();
    page::pick(
        &stage.one("file", "添加附件 0 / 9 个"),
        &["名单.docx", "调查.pdf"],
    );
    let asked = stage.asked();
    let [
        Ask::SaveDraft(saved),
        Ask::Outbox(OutboxAsk::File(attach), _),
    ] = &asked[..]
    else {
        panic!("{asked:?}");
    };
    assert_eq!(saved.client_ref, key);
    let FileAsk::Attach {
        draft,
        field,
        files,
        most,
    } = &**attach
    else {
        panic!("{attach:?}");
    };
    assert_eq!((draft, field.as_str(), *most), (&key, "files", 9));
    let names: Vec<String> = files.iter().map(|file| file.name()).collect();
    assert_eq!(names, ["名单.docx", "调查.pdf"]);
}

#[wasm_bindgen_test]
async fn what_came_of_it_is_said_with_what_is_kept() {
    let (stage, _) = open(&[]).await;
    stage.asked();
    page::pick(&stage.one("file", "添加附件 0 / 9 个"), &["a.pdf"]);
    let (_, look) = last(&stage).unwrap();
    let set = |attaching: Attaching| look.update(|look| look.attaching = attaching);
    set(Attaching {
        busy: 2,
        ..Attaching::default()
    });
    until("busy", || stage.text().contains("正在存 2 个")).await;
    let faults = [
        (
            FileFault::WrongKind,
            "a 没有加上：这种文件收不了，或内容和后缀不符",
        ),
        (FileFault::TooLarge, "a 没有加上：超过 10 MB"),
        (FileFault::TooLargeTogether, "a 没有加上：合起来超过 20 MB"),
        (FileFault::TooMany, "a 没有加上：最多 9 个"),
        (FileFault::Unreadable, "a 没有加上：是空的，或手机读不出来"),
        (
            FileFault::Insecure,
            "a 没有加上：这个地址不安全（不是 https）",
        ),
        (FileFault::NotKept, "a 没有存上，请再选一次"),
        (FileFault::Full, "a 没有存上：手机空间不够"),
    ];
    let group = stage.one("group", "附件 选填");
    for (fault, words) in faults {
        let refused = vec![("a".to_owned(), fault)];
        set(Attaching {
            kept: 1,
            refused,
            ..Attaching::default()
        });
        let told = format!("{HINT} {words}；已经写的和加上的都在");
        until(words, || page::described(&group) == told).await;
    }
    assert!(stage.text().contains("存好了 1 个"));
}

#[wasm_bindgen_test]
async fn a_file_that_the_phone_took_is_part_of_what_stands_in_the_form() {
    let (stage, key) = open(&[]).await;
    stage.asked();
    let added = file("名单.docx", 12);
    stage.desk.rows.update(|rows| {
        let entry = std::sync::Arc::make_mut(&mut rows[0].entry);
        add_file(&mut entry.answers, "files", &added);
    });
    until("its name", || stage.has("button", "名单.docx1 KB · 下载")).await;
    page::pick(&stage.one("file", "添加附件 1 / 9 个"), &["b.pdf"]);
    let asked = stage.asked();
    let Some(Ask::SaveDraft(saved)) = asked.first() else {
        panic!("{asked:?}");
    };
    assert_eq!(saved.client_ref, key);
    assert_eq!(File::listed(&saved.answers), [added]);
}

#[wasm_bindgen_test]
async fn files_that_wait_are_named_with_their_sizes() {
    let stage = Stage::new();
    let waiting = written(&[file("名单.docx", 12_345)]);
    stage.desk.rows.set(vec![row(State::Queued, waiting)]);
    stage
        .show(|stage| outbox::outbox(Lang::ZhCn, stage.at()))
        .await;
    assert!(stage.text().contains("名单.docx · 13 KB"));
}

#[wasm_bindgen_test]
async fn files_of_a_record_stand_below_its_photos_and_are_handed_out() {
    let stage = Stage::new();
    let (picture, list) = (mint(), [file("答复.pdf", 2_000)]);
    let held = Record {
        answers: named(answers(&[("title", "老旧小区停车")]), &list),
        photos: vec![picture.clone(), list[0].id.clone()],
        ..proposal()
    };
    let id = held.client_ref.clone();
    stage.shelve(vec![held]);
    stage
        .show(|stage| record_page(Lang::ZhCn, stage.at(), id))
        .await;
    let asked = stage.asked();
    let shows = |ask: &&Ask| matches!(ask, Ask::ShowPhoto(_));
    let shown: Vec<&Ask> = asked.iter().filter(shows).collect();
    assert!(
        matches!(shown[..], [Ask::ShowPhoto(id)] if *id == picture),
        "{shown:?}"
    );
    assert!(stage.has("heading", "附件"));
    stage.press("button", "答复.pdf2 KB · 下载");
    let (ask, look) = last(&stage).unwrap();
    assert!(matches!(&*ask, FileAsk::Hand(file) if *file == list[0]));
    let refused = vec![("答复.pdf".to_owned(), FileFault::NotThere)];
    look.update(|look| look.attaching.refused = refused);
    until("the reason", || {
        stage.text().contains("答复.pdf 在服务器上，联网后可以下载")
    })
    .await;
}

#[wasm_bindgen_test]
async fn a_record_of_a_kind_that_was_taken_out_shows_all_that_was_written() {
    let stage = Stage::new();
    let mut said = answers(&[("what", "巡河"), ("on", "2026-11-20")]);
    let picture = mint();
    if let Answer::Group(group) = &mut said {
        let photo = Answer::Text(picture.to_string());
        let row = [("who".to_owned(), Answer::Text("张三".to_owned()))];
        let more = [
            ("hours", Answer::Real(1.5)),
            ("clean", Answer::Flag(true)),
            ("photos", Answer::List(vec![photo])),
            ("visits", Answer::List(vec![Answer::Group(row.into())])),
        ];
        group.extend(more.map(|(key, answer)| (key.to_owned(), answer)));
    }
    let held = Record {
        kind: KindId("river".to_owned()),
        photos: vec![picture],
        ..record(said)
    };
    let id = held.client_ref.clone();
    stage.shelve(vec![held]);
    stage
        .show(|stage| record_page(Lang::ZhCn, stage.at(), id))
        .await;
    let text = stage.text();
    for told in [
        "what巡河",
        "on2026年11月20日",
        "hours1.5",
        "clean是",
        "visitswho 张三",
    ] {
        assert!(
            text.replace([' ', '\n'], "")
                .contains(&told.replace(' ', "")),
            "{told}: {text}"
        );
    }
    assert!(!text.contains("photos"), "{text}");
}
